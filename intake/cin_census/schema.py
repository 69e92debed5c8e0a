"""Checking one child at a time against the schema of the census's year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import ProblemError
from intake.cin_census.problems import problem

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
    def names(self) -> frozenset[str]:
        """The names of all elements that the schema knows."""
        return frozenset(
            str(element.get("name"))
            for tree in self._trees
            for element in tree.iter(f"{_XS}element")
            if element.get("name")
        )

    def faults(self, child: "etree._Element") -> list[Fault]:
        """Every fault of one Child element that the schema's checker names."""
        if self._schema.validate(child):
            return []
        found: dict[tuple[Step, ...], Fault] = {}
        for entry in self._schema.error_log:
            fault = self._fault(child, entry.path or "", entry)
            found.setdefault(fault.steps, fault)
        return list(found.values())

    def _fault(self, child: "etree._Element", path: str, entry: "etree._LogEntry") -> Fault:
        steps = tuple(_steps(path))[1:]
        code = _code(entry.type_name)
        if code == "element_not_expected":
            expected = _EXPECTED.search(entry.message)
            wanted = expected[1].split(", ") if expected else []
            if "Missing child element" in entry.message:
                code, steps = "element_missing", (*steps, (wanted[-1] if wanted else "?", 1))
            else:
                parent = _parent(child, steps)
                missing = [name for name in wanted if parent is None or parent.find(name) is None]
                # The last one expected is the one that could not be left out.
                if missing[-1:] == wanted[-1:] != [] and steps[-1][0] in self.names:
                    code, steps = "element_missing", (*steps[:-1], (missing[-1], 1))
        return Fault(steps, entry.line, problem(code))


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


def _parent(child: "etree._Element", steps: tuple[Step, ...]) -> "etree._Element | None":
    found: etree._Element | None = child
    for name, number in steps[:-1]:
        same = [] if found is None else found.findall(name)
        found = same[number - 1] if number <= len(same) else None
    return found


def _code(kind: str) -> str:
    if kind == _NOT_EXPECTED:
        return "element_not_expected"
    if kind in _STRAY_TEXT:
        return "text_not_expected"
    return "value_not_valid" if _BAD_VALUE.match(kind) else "not_as_the_schema"
