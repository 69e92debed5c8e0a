"""Annex A workbooks for tests. Every child in them is invented."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from intake.annex_a.columns import LISTS

Rows = Sequence[Mapping[str, Any]]


def header_of(number: int) -> list[str]:
    """Ofsted's headers of the columns that are read."""
    return [column.header for column in LISTS[number].values()]


def sheet_rows(number: int, rows: Rows) -> list[list[Any]]:
    """The header and the rows, each given by the short names of its columns."""
    names = list(LISTS[number])
    return [header_of(number), *([row.get(name) for name in names] for row in rows)]


def write_sheets(
    file: Path, sheets: Mapping[str, Sequence[Any]], *, hidden: Sequence[str] = ()
) -> Path:
    """A workbook with these sheets, cell by cell."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        if title in hidden:
            sheet.sheet_state = "hidden"
    book.save(file)
    return file


def write_lists(file: Path, lists: Mapping[int, Rows]) -> Path:
    """A workbook with these lists under Ofsted's headers."""
    return write_sheets(
        file, {f"List {number}": sheet_rows(number, rows) for number, rows in lists.items()}
    )


def rewrite(file: Path, part: str, change: Any) -> Path:
    """Change the bytes of one part of a workbook, as no spreadsheet program would."""
    with ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file
