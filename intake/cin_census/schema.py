"""Checking one child at a time against the schema of the census's year."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import ProblemError
from intake.cin_census.names import INSIDE, KNOWN
from intake.cin_census.problems import problem
from intake.files.xml_elements import XmlElement

if TYPE_CHECKING:
    from lxml import etree

FIRST_YEAR, LAST_YEAR = 2021, 2026

_SCHEMAS = Path(__file__).with_name("schemas")
_XS = "{http://www.w3.org/2001/XMLSchema}"
_STEP = re.compile(r"([^/\[\]]+)(?:\[(\d+)\])?")
_EXPECTED = re.compile(r"Expected is (?:one of )?\( (.*) \)")

# The library's names for the kinds of fault that need other words than the rest.
_NOT_EXPECTED = "SCHEMAV_ELEMENT_CONTENT"
_STRAY_TEXT = frozenset({"SCHEMAV_CVC_COMPLEX_TYPE_2_1", "SCHEMAV_CVC_COMPLEX_TYPE_2_3"})
_BAD_VALUE = re.compile(r"SCHEMAV_CVC_(DATATYPE|ENUMERATION|PATTERN|LENGTH|M..LENGTH|M..INCLUSIVE)")

Step = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a child is not as the schema says, from the Child element down, and how.

    Each step is an element's name and its number among those of that name. ``line`` is the line
    of the element in the file.
    """

    steps: tuple[Step, ...]
    line: int
    problem: ProblemError


class Schema:
    """A compiled schema. It can check any number of children."""

    def __init__(self, tree: "etree._ElementTree[etree._Element]", parts: list[Path]) -> None:
        """``tree`` must declare a global element Child; ``parts`` are the files it includes."""
        from lxml import etree

        self._schema = etree.XMLSchema(tree)
        self._trees = [tree, *(etree.parse(part) for part in parts)]

    @cached_property
    def _may_be_left_out(self) -> dict[str, bool]:
        """The elements that the schema knows, and whether they may always be left out."""
        found: dict[str, bool] = {}
        for tree in self._trees:
            for element in tree.iter(f"{_XS}element"):
                name = str(element.get("name"))
                found[name] = found.get(name, True) and element.get("minOccurs") == "0"
        return found

    def faults(self, child: XmlElement) -> list[Fault]:
        """Every fault of one Child element that the schema's checker names.

        After an element that it did not expect it passes over the rest of the same parent, so
        the other elements that have no place there are added.
        """
        if self._schema.validate(_built(child)):
            return []
        found: dict[tuple[Step, ...], Fault] = {}
        for entry in self._schema.error_log:
            fault = self._fault(child, entry)
            found.setdefault(fault.steps, fault)
        for fault in self._strangers(child, ()):
            found.setdefault(fault.steps, fault)
        return list(found.values())

    def _strangers(self, parent: XmlElement, steps: tuple[Step, ...]) -> Iterator[Fault]:
        """The elements that no census has at their place, nor a schema that was given."""
        seen: Counter[str] = Counter()
        for each in parent.children:
            seen[each.name] += 1
            here = (*steps, (each.name, seen[each.name]))
            if each.name in INSIDE[parent.name]:
                if each.name in INSIDE:
                    yield from self._strangers(each, here)
            elif each.name in KNOWN or each.name not in self._may_be_left_out:
                yield Fault(here, each.line, problem("element_not_expected"))

    def _fault(self, child: XmlElement, entry: "etree._LogEntry") -> Fault:
        steps = tuple(_steps(entry.path or ""))[1:]
        code = _code(entry.type_name)
        line = _lowest(child, steps).line
        if code == "element_not_expected":
            expected = _EXPECTED.search(entry.message)
            wanted = expected[1].split(", ") if expected else []
            if "Missing child element" in entry.message:
                code, steps = "element_missing", (*steps, (wanted[-1] if wanted else "?", 1))
            elif (
                # This one has its place further on, and the last one expected is not there.
                steps[-1][0] in self._may_be_left_out
                and wanted
                and not self._may_be_left_out.get(wanted[-1], True)
                and _lowest(child, steps[:-1]).first(wanted[-1]) is None
            ):
                code, steps = "element_missing", (*steps[:-1], (wanted[-1], 1))
        return Fault(steps, line, problem(code))


def schema_of(year: int) -> Schema:
    """Our schema of the census that ends on 31 March of ``year``: the nearest one there is."""
    from lxml import etree

    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    return Schema(etree.parse(_SCHEMAS / f"year_{year}.xsd"), [_SCHEMAS / "child.xsd"])


def schema_from(file: Path) -> Schema:
    """A schema in the DfE's arrangement, whose root element is Message.

    Raises ProblemError ``schema_unusable``.
    """
    from lxml import etree

    unusable = ProblemError(
        "schema_unusable",
        "The schema file cannot be used.",
        "Give the XSD file of the children in need census as the DfE publishes it.",
    )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.parse(file, parser)
        _declare_child(tree.getroot())
        return Schema(tree, [])
    except (OSError, etree.LxmlError, LookupError):
        raise unusable from None


def _declare_child(root: "etree._Element") -> None:
    """Let the schema check a Child by itself, not only inside a Message."""
    from copy import deepcopy

    from lxml import etree

    if any(_is_child(element) for element in root.findall(f"{_XS}element")):
        return
    declared = next((each for each in root.iter(f"{_XS}element") if _is_child(each)), None)
    if declared is None:
        raise LookupError("Child")
    child = etree.SubElement(root, f"{_XS}element", name="Child")
    if (type_name := declared.get("type")) is not None:
        child.set("type", type_name)
    else:
        child.extend(deepcopy(inner) for inner in declared)


def _is_child(element: "etree._Element") -> bool:
    return element.get("name") == "Child"


def _steps(path: str) -> Iterator[Step]:
    for name, number in _STEP.findall(path):
        yield name, int(number or 1)


def _lowest(child: XmlElement, steps: tuple[Step, ...]) -> XmlElement:
    """The element that the steps lead to, or the last on the way that is there."""
    found = child
    for name, number in steps:
        following = next(islice(found.named(name), number - 1, None), None)
        if following is None:
            break
        found = following
    return found


def _built(element: XmlElement) -> "etree._Element":
    """The element in the library's form, so that the library can check it."""
    from lxml import etree

    # A prefix that stands for nothing is no part of a name that a census can have.
    built = etree.Element(element.name.replace(":", "-"))
    built.text = element.text
    built.extend(_built(each) for each in element.children)
    return built


def _code(kind: str) -> str:
    if kind == _NOT_EXPECTED:
        return "element_not_expected"
    if kind in _STRAY_TEXT:
        return "text_not_expected"
    return "value_not_valid" if _BAD_VALUE.match(kind) else "not_as_the_schema"
