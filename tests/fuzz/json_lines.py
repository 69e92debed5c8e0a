"""Files with one JSON object a line, changed in their values and as text."""

import json
from random import Random
from typing import Any

from tests.fuzz.odd_values import odd_value

_ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 1e308, float("nan"), float("inf"), 10**400, [], {}, [[]]),
    *({"a": {"b": []}}, ["x"], "\ud800", "a\0b", "\u2028"),
)
_BY_HAND = (
    *(b"{}", b"[]", b"null", b"", b"  ", b"1", b'"x"', b"{", b"NaN", b"[" * 5000, b"\xef\xbb\xbf"),
    *(b'{"a":' * 5000, b'{"id": 1, "id": 2}', b'{"source": "\\ud800"}', b"1" * 5000, b"\0"),
    *(b"\xff\xfe{", b"{'id': 1}", b"x" * 70_000, b'{"id": ' + b"9" * 5000 + b"}", b"\xc3"),
)


def changed_json_lines(random: Random, data: bytes) -> bytes:
    """The file with a few of its objects changed, or with lines that are none."""
    lines = data.splitlines()
    for _ in range(random.choice([1, 1, 2, 3, 8])):
        at = random.randrange(len(lines)) if lines else 0
        match random.randrange(8):
            case 0:
                lines.insert(at, random.choice(_BY_HAND))
            case 1 if lines:
                lines.insert(at, random.choice(lines))
            case 2 if lines:
                del lines[at]
            case _ if lines:
                lines[at] = _changed(random, lines[at], random.choice(lines))
            case _:
                lines.append(b"{}")
    return random.choice([b"\n", b"\n", b"\n", b"\r\n", b"\r"]).join(lines)


def _changed(random: Random, line: bytes, other: bytes) -> bytes:
    try:
        content, beside = json.loads(line), json.loads(other)
        if not content or not beside:
            return line
        holder = content
        if isinstance(content.get("attributes"), dict) and random.random() < 0.4:
            holder = content["attributes"]
            beside = beside.get("attributes") or beside
        name = random.choice([*holder, *beside, "corrects", "voids", "other"])
        match random.randrange(6):
            case 0:
                holder.pop(name, None)
            case 1:
                holder[name] = random.choice(_ODD)
            case 2:
                holder[name] = beside.get(name)
            case 3:
                holder[name] = beside[random.choice(list(beside))]
            case 4:
                holder[odd_value(random)] = holder.get(name)
            case _:
                holder[name] = odd_value(random)
        return json.dumps(content, ensure_ascii=random.random() < 0.5).encode("utf-8", "replace")
    except (ValueError, TypeError, AttributeError, RecursionError):
        return other
