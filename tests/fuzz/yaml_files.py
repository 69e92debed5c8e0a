"""Scenario files, changed line by line."""

from random import Random

from tests.fuzz.odd_values import odd_value

_LINES = (
    *(
        "- *a",
        "&a [1, 2]",
        "a: &a [*a, *a]",
        "!!python/object:os.system x",
        "? [1]\n: 2",
        "- - - -",
    ),
    *("times: 3", "times: 9999999", "events: {}", "expect: []", "as_of: 2024-02-31", "{", "]"),
    *("- {times: 2, subject: 'x {n}', events: [{type: born, at: 2024-01-01}]}", "%YAML 9.9", "---"),
    *(
        "name: [a, b]",
        "profile: ../../etc",
        "expect: {clocks: [1]}",
        "at: 2024-01-01T99:00",
        "<<: 1",
    ),
    *("[" * 3000, "- " * 3000, "events: 5", "as_of: 99999-01-01", "0x7f: !!binary x", "\t- a"),
)


def changed_yaml(random: Random, data: bytes) -> bytes:
    """The file with a few of its lines and values changed."""
    lines = data.decode("utf-8", "replace").split("\n")
    for _ in range(random.choice([1, 1, 2, 3, 8])):
        at = random.randrange(len(lines)) if lines else 0
        match random.randrange(6):
            case 0 if lines:
                del lines[at]
            case 1 if lines:
                lines.insert(at, random.choice(lines))
            case 2 if lines:
                lines[at] = random.choice(["", " ", "  ", "    "]) + lines[at].lstrip()
            case 3:
                lines.insert(at, " " * random.randint(0, 8) + random.choice(_LINES))
            case _ if lines:
                before, mark, _ = lines[at].rpartition(": ")
                lines[at] = before + mark + odd_value(random)
            case _:
                lines.append("- a")
    return "\n".join(lines).encode("utf-8", "replace")
