"""XML files, changed in their elements and in the way they are written."""

import copy
from collections.abc import Callable
from random import Random
from typing import Any
from xml.etree import ElementTree

from tests.fuzz.odd_values import odd_value

Element = Any
_BEYOND = 400_000
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


def changed_xml(random: Random, data: bytes) -> bytes:
    """The file with a few of its elements changed, and perhaps with what no return holds."""
    try:
        root: Element = ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError, ValueError):
        return data
    for _ in range(random.choice([0, 1, 1, 1, 2, 2, 3, 5, 8])):
        random.choice(_CHANGES)(random, list(root.iter()))
    text = ElementTree.tostring(root, encoding="unicode")
    if random.random() < 0.2:
        text = _with_marks(random, text)
    return _encoded(random, text[:_BEYOND])


def _put_odd_value(random: Random, every: list[Element]) -> None:
    leaves = [each for each in every if not len(each)] or every
    random.choice(leaves).text = odd_value(random).translate(_CONTROL)


def _put_another_text(random: Random, every: list[Element]) -> None:
    leaves = [each for each in every if not len(each)] or every
    random.choice(leaves).text = random.choice(leaves).text


def _drop(random: Random, every: list[Element]) -> None:
    parent = random.choice([each for each in every if len(each)] or every)
    if len(parent):
        del parent[random.randrange(len(parent))]


def _repeat(random: Random, every: list[Element]) -> None:
    parent = random.choice([each for each in every if len(each)] or every)
    if len(parent):
        one = copy.deepcopy(random.choice(parent))
        parent.insert(random.randint(0, len(parent)), one)


def _repeat_with_change(random: Random, every: list[Element]) -> None:
    _repeat(random, every)
    _put_odd_value(random, every)


def _move(random: Random, every: list[Element]) -> None:
    one = copy.deepcopy(random.choice(every))
    random.choice(every).append(one)


def _shuffle(random: Random, every: list[Element]) -> None:
    parent = random.choice([each for each in every if len(each) > 1] or every)
    parts = list(parent)
    random.shuffle(parts)
    parent[:] = parts


def _rename(random: Random, every: list[Element]) -> None:
    one, other = random.choice(every), random.choice(every)
    one.tag = random.choice(
        [other.tag, one.tag.lower(), one.tag.upper(), f"{{urn:other}}{one.tag}", "Other", "é"]
    )


def _swap_names(random: Random, every: list[Element]) -> None:
    one, other = random.choice(every), random.choice(every)
    one.tag, other.tag = other.tag, one.tag


def _attribute(random: Random, every: list[Element]) -> None:
    name = random.choice(["id", "type", "{urn:other}nil", "{http://www.w3.org/2001/XMLSchema}x"])
    random.choice(every).set(name, odd_value(random).translate(_CONTROL))


def _nest(random: Random, every: list[Element]) -> None:
    one = random.choice(every)
    for _ in range(random.choice([1, 2, 40, 300])):
        one = ElementTree.SubElement(one, random.choice([one.tag, "Deeper"]))
    one.text = odd_value(random).translate(_CONTROL)


def _text_between(random: Random, every: list[Element]) -> None:
    one = random.choice(every)
    one.tail = odd_value(random).translate(_CONTROL)
    if len(one):
        one.text = odd_value(random).translate(_CONTROL)


_CHANGES: list[Callable[[Random, list[Element]], None]] = [
    *([_put_odd_value] * 8),
    *([_put_another_text] * 4),
    *([_drop, _repeat, _repeat_with_change] * 2),
    *(_move, _shuffle, _rename, _swap_names, _attribute, _nest, _text_between),
]

_MARKS = (
    "<!-- -->",
    "<!--",
    "<![CDATA[<b>]]>",
    "<![CDATA[",
    "<?php 1 ?>",
    "&lt;",
    "&other;",
    "&#0;",
    "&#x10FFFF;",
    "&#55296;",
    "</Child>",
    "<Child>",
    "</CHILD>",
    "<CHILD>",
    "<a:b/>",
    "<x y='1' y='2'/>",
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
    "\0",
    "<" * 50,
    "<a>" * 40,
)
_DOCTYPES = (
    "<!DOCTYPE Message>",
    '<!DOCTYPE Message [<!ENTITY other "x">]>',
    '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY other "&b;&b;&b;&b;">]>',
    '<!DOCTYPE Message SYSTEM "file:///etc/passwd">',
)


def _with_marks(random: Random, text: str) -> str:
    if random.random() < 0.2:
        return random.choice(_DOCTYPES) + text
    at = random.randint(0, len(text))
    if random.random() < 0.7:
        at = text.find(random.choice("<>"), at) + random.randint(0, 1)
    return text[:at] + random.choice(_MARKS) + text[at:]


def _encoded(random: Random, text: str) -> bytes:
    if random.random() < 0.85:
        return b'<?xml version="1.0" encoding="UTF-8"?>\n' + text.encode("utf-8", "replace")
    said, used = (
        random.choice(["UTF-8", "UTF-16", "windows-1252", "ISO-8859-1", "UTF-7", "EBCDIC", "x"])
        for _ in range(2)
    )
    try:
        given = f'<?xml version="{random.choice(["1.0", "1.1", "2"])}" encoding="{said}"?>{text}'
        return given.encode(used, "replace")
    except LookupError:
        return text.encode("utf-8", "replace")
