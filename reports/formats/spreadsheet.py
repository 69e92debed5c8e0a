"""A report as a spreadsheet: one sheet a table, with typed cells."""

import io
import re
import zipfile
from datetime import date, datetime
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from reports.formats.cells import RATING_COLOURS, long_date, rating
from reports.report import Cell, Kind, Report, Table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FORMATS = {
    Kind.COUNT: "#,##0",
    Kind.NUMBER: "#,##0.0",
    Kind.PERCENT: "0.0%",
    Kind.DATE: "dd mmm yyyy",
}
_FIGURES = frozenset({Kind.COUNT, Kind.NUMBER, Kind.PERCENT, Kind.DATE})
_WIDEST = 60
_NARROWEST_NOTE = 80
_USUAL_WIDTH = 8  # of a column without a width of its own
_LINE = 16  # points
_LONGEST_TITLE = 31  # of a sheet, in every spreadsheet program
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can name


def workbook(report: Report) -> bytes:
    """The workbook, as the bytes of an xlsx file. The same report gives the same bytes."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    made_on = datetime(report.as_at.year, report.as_at.month, report.as_at.day)  # noqa: DTZ001
    book.properties.created = made_on
    book.properties.title, book.properties.creator = report.title, "timescales"
    cover = book.worksheets[0]
    cover.title = "About"
    lines = [
        report.title,
        f"{long_date(report.first)} to {long_date(report.last)}",
        f"As at {long_date(report.as_at)}",
        *(f"{name}: {fact}" for name, fact in report.facts.items()),
        *report.sentences,
    ]
    for number, line in enumerate(lines, start=1):
        _write(cover, number, 1, line, Kind.TEXT)
        cover.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="top")
    cover.cell(1, 1).font = Font(bold=True, size=14)
    cover.column_dimensions["A"].width = 100
    titles: set[str] = set()
    for table in report.tables:
        _add(book.create_sheet(_title(table.title, titles)), table)
    out = io.BytesIO()
    book.save(out)
    return _without_times(out.getvalue(), made_on)


def _add(sheet: "Worksheet", table: Table) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    _write(sheet, 1, 1, table.title, Kind.TEXT)
    sheet.cell(1, 1).font = Font(bold=True, size=12)
    heading = 3 if table.note else 2
    widths: list[int] = []
    for place, column in enumerate(table.columns, start=1):
        _write(sheet, heading, place, column.title, Kind.TEXT)
        titled = sheet.cell(heading, place)
        side = "right" if column.kind in _FIGURES else "left"
        titled.font = Font(bold=True)
        titled.alignment = Alignment(horizontal=side, wrap_text=True, vertical="top")
        lengths = [len(str(row[place - 1] or "")) for row in table.rows]
        wanted = max([len(column.title) // 2, 12, *lengths]) + 2
        widths.append(min(wanted, _WIDEST))
        sheet.column_dimensions[get_column_letter(place)].width = widths[-1]
    titles = zip(table.columns, widths, strict=True)
    sheet.row_dimensions[heading].height = max(_height(one.title, wide) for one, wide in titles)
    if table.note:
        _write_note(sheet, table.note, widths)
    for number, row in enumerate(table.rows, start=heading + 1):
        for place, (value, column) in enumerate(zip(row, table.columns, strict=True), start=1):
            _write(sheet, number, place, value, column.kind)
            if number - heading > len(table.parts):
                sheet.cell(number, place).font = Font(bold=True)
            if rated := rating(value, column):
                behind, words = RATING_COLOURS[rated]
                sheet.cell(number, place).fill = PatternFill("solid", fgColor=behind)
                sheet.cell(number, place).font = Font(bold=True, color=words)
    sheet.freeze_panes = sheet.cell(heading + 1, 2).coordinate
    # Printed, every column is on the page.
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0


def _write_note(sheet: "Worksheet", note: str, widths: list[int]) -> None:
    """Write the note across the columns, in as many lines as it takes."""
    from openpyxl.styles import Alignment

    _write(sheet, 2, 1, note, Kind.TEXT)
    sheet.cell(2, 1).alignment = Alignment(wrap_text=True, vertical="top")
    # One that spans less than this would stand in a tall and narrow column.
    columns, wide = len(widths), sum(widths)
    while wide < _NARROWEST_NOTE:
        columns, wide = columns + 1, wide + _USUAL_WIDTH
    if columns > 1:
        sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=columns)
    sheet.row_dimensions[2].height = _height(note, wide)


def _height(text: str, wide: int) -> int:
    """How many points high a text is in a cell so many letters wide, on the safe side."""
    return _LINE * ceil((len(text) + 1) / max(1, wide - 2))


def _write(sheet: "Worksheet", row: int, place: int, value: Cell, kind: Kind) -> None:
    if value is None:
        return
    cell = sheet.cell(row, place)
    if isinstance(value, str):
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        # A text stays a text, whatever sign it begins with.
        cell.data_type, cell.quotePrefix = "s", True
        return
    cell.value = float(value) if isinstance(value, Fraction) else value
    if kind in _FORMATS and (kind is not Kind.DATE or isinstance(value, date)):
        cell.number_format = _FORMATS[kind]


def _title(wanted: str, taken: set[str]) -> str:
    """A name that a sheet may have, and that no other sheet has."""
    short = re.sub(r"[\[\]:*?/\\']", " ", wanted)[:_LONGEST_TITLE].strip()
    title, number = short, 1
    while title.lower() in taken:
        number += 1
        title = f"{short[: _LONGEST_TITLE - 4]} {number}"
    taken.add(title.lower())
    return title


def _without_times(data: bytes, made_on: datetime) -> bytes:
    """The same workbook, which says of no part when it was written, and of itself ``made_on``."""
    modified = rb"\g<1>" + f"{made_on.isoformat()}Z".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _NO_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            # The library writes the time of saving, whatever the workbook says.
            new.writestr(part, re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", modified, old.read(name)))
    return out.getvalue()
