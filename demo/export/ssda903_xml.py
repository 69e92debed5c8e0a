"""The SSDA903 return in its XML form: what the CSV files hold, child by child.

Under the root is one CHILD for each child. Its HEADER holds the facts of which a child has one
each, and an element for each review, missing period and so on; beside it is one EPISODE for each
episode. Cells without content are left out.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from demo.export.ssda903_tables import Tables
from demo.export.tables import Table

if TYPE_CHECKING:
    from lxml import etree

FILE: Final = "ssda903.xml"
# The tables of which each row is an element of its own in the HEADER, and its name.
_ELEMENTS: Final = {
    "reviews": "AREVIEW",
    "missing": "AMISSING",
    "oc2": "OC2",
    "placed_for_adoption": "AD_PLACED",
    "previous_permanence": "PERMANENCE",
    "social_worker": "SWEPISODE",
}
# Those whose facts stand in the HEADER itself.
_IN_HEADER: Final = ("header", "uasc", "oc3", "ad1")
_RENAMED: Final = {"CHILD": "CHILDID", "PLACE": "PL"}
_TOLD_ALREADY: Final = frozenset({"CHILD", "DOB", "SEX"})


def write_ssda903_xml(tables: Tables, folder: Path) -> Path:
    """Write the return into a folder, which must be there."""
    from lxml import etree

    root = etree.Element("SSDA903")
    rows = {name: _by_child(table) for name, table in tables.items()}
    for number in rows["header"]:
        child = etree.SubElement(root, "CHILD")
        header = etree.SubElement(child, "HEADER")
        for name in _IN_HEADER:
            for row in rows[name].get(number, ()):
                told = _TOLD_ALREADY if name != "header" else frozenset()
                _fill(header, tables[name], row, leave_out=told)
        for name, element in _ELEMENTS.items():
            for row in rows[name].get(number, ()):
                part = etree.SubElement(header, element)
                _fill(part, tables[name], row, leave_out=_TOLD_ALREADY)
        for row in rows["episodes"].get(number, ()):
            episode = etree.SubElement(child, "EPISODE")
            _fill(episode, tables["episodes"], row, leave_out=_TOLD_ALREADY)
    etree.indent(root, space=" ")
    path = folder / FILE
    path.write_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n")
    return path


def _by_child(table: Table) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for row in table.rows:
        found.setdefault(row[0], []).append(row)
    return found


def _fill(
    parent: "etree._Element", table: Table, row: Iterable[str], *, leave_out: frozenset[str]
) -> None:
    from lxml import etree

    for column, cell in zip(table.columns, row, strict=True):
        if cell and column not in leave_out:
            etree.SubElement(parent, _RENAMED.get(column, column)).text = cell
