"""The XML form of the return, taken apart into the rows of its tables.

Under the root is one CHILD for each child, in it a HEADER and one EPISODE for each episode. The
HEADER holds the child's single facts, those of the tables AD1, OC3 and UASC among them, and an
element for each review (AREVIEW), missing period (AMISSING) and so on. What an element is, is
told by what stands in it, as with a CSV file whose name says nothing.
"""

from collections.abc import Iterator
from typing import BinaryIO

from intake.files.cells import is_blank
from intake.files.tables import TableRow
from intake.files.xml_elements import XmlElement, read_xml
from intake.reading import Reading
from intake.ssda903.problems import problem
from intake.ssda903.tables import ALSO_CALLED, TABLES, UNKNOWN

ROOTS = frozenset({"EXPSSDA903", "SSDA903", "MESSAGE"})
_CHILD = "CHILD"
_HEADER = "HEADER"
_EPISODE = "EPISODE"

# Tables with at most one row a child, whose facts stand in the HEADER: any of these is a row.
_IN_HEADER = {
    "ad1": ("date_int", "date_match", "foster_care", "nb_adoptr", "sex_adoptr", "ls_adoptr"),
    "oc3": ("in_touch", "activ", "accom"),
    "uasc": ("duc",),
}
_MARKS = {table.mark: table.name for table in TABLES.values()}


def rows_of_xml(source: BinaryIO, file: str, reading: Reading) -> Iterator[tuple[str, TableRow]]:
    """Each row with the table that it belongs to; a row's line is that of its element.

    An element that holds others and is not known is counted as a row and refused. Raises the
    ProblemErrors of ``intake.files.xml_elements``, after the children that came before the fault.
    """
    for child in read_xml(source, {_CHILD}, roots=ROOTS):
        yield from _rows_of_child(child, file, reading)


def _rows_of_child(
    child: XmlElement, file: str, reading: Reading
) -> Iterator[tuple[str, TableRow]]:
    headers = list(child.named(_HEADER))
    facts: dict[str, str] = {}
    for each in [child, *headers]:
        facts |= _leaves(each)
    line = headers[0].line if headers else child.line
    yield "header", _row("header", line, facts, file, reading)
    for table, columns in _IN_HEADER.items():
        if not all(is_blank(facts.get(column)) for column in columns):
            yield table, _row(table, line, facts, file, reading)
    shared = {name: facts[name] for name in ("child", "dob") if name in facts}
    for part in [*child.children, *(each for header in headers for each in header.children)]:
        if part.name == _HEADER or not part.children:
            continue
        given = _leaves(part)
        table = _table_of(part, given)
        row = _row(table, part.line, shared | given, file, reading)
        if table == UNKNOWN:
            reading.refuse(row.number, None, problem("unknown_element"))
        else:
            yield table, row


def _table_of(part: XmlElement, given: dict[str, str]) -> str:
    if part.name == _EPISODE:
        return "episodes"
    return next((_MARKS[name] for name in given if name in _MARKS), UNKNOWN)


def _leaves(element: XmlElement) -> dict[str, str]:
    """The texts directly in an element by lower-case column; of two alike, the first."""
    found: dict[str, str] = {}
    for each in element.children:
        if not each.children:
            name = each.name.lower()
            found.setdefault(ALSO_CALLED.get(name, name), each.text)
    return found


def _row(table: str, line: int, given: dict[str, str], file: str, reading: Reading) -> TableRow:
    number = reading.start_row(table, file, line)
    needed = TABLES[table].needed if table in TABLES else ()
    return TableRow(number, dict.fromkeys(needed, "") | given)
