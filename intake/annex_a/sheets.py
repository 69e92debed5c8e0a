"""Finding the lists among the sheets of a workbook, and the rows of each."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from domain.errors import ProblemError
from intake.annex_a.cells import ListRow
from intake.annex_a.columns import LISTS, WITHOUT_LIMITS, Column, plain
from intake.annex_a.export_day import stated_day
from intake.annex_a.problems import column_given_twice, columns_missing, problem
from intake.files.cells import Cell
from intake.files.month_first import seen_in
from intake.files.workbooks import Sheet
from intake.reading import Reading

_NAMED = re.compile(r"list[\s_.\-]*0?(\d{1,2})(?!\d)", re.IGNORECASE)
# "SEND" in capitals: "send" is a word of any note.
_OF_SEND = re.compile(
    r"\b(?:SEND?|EHC(?:P|PS|NA|Ps)?|(?i:education,? health (?:and|&) care)"
    r"|(?i:special educational needs))\b"
)
_LONGEST_TEXT = 300
_HEADER_WITHIN = 30
_LONGEST_TITLE = 31
_MARKS_OF_A_HEADER = 2

Numbered = tuple[int, list[Cell]]


@dataclass(frozen=True, slots=True)
class _Header:
    """Where each known column stands."""

    list_number: int
    places: Mapping[str, int]


def lists_in(sheets: Iterable[Sheet]) -> set[str]:
    """The lists that the sheets are named after; a sheet with another name stands for itself."""
    titles = (sheet.title[:_LONGEST_TITLE] for sheet in sheets if not sheet.hidden)
    return {str(int(named[1])) if (named := _NAMED.search(each)) else each for each in titles}


def check_is_annex_a(sheets: Sequence[Sheet]) -> None:
    """Raise ProblemError ``send_annex_a`` for Ofsted's other workbook of that name, the one on
    special educational needs, and ``not_annex_a`` where no sheet is a list of either."""
    tops = [_top_of(sheet) for sheet in sheets]
    if any(_header(row, LISTS) is not None for top in tops for row in top):
        return
    texts = [sheet.title[:_LONGEST_TITLE] for sheet in sheets]
    texts += [cell for top in tops for row in top for cell in row if isinstance(cell, str)]
    if any(_OF_SEND.search(text[:_LONGEST_TEXT]) for text in texts):
        raise problem("send_annex_a")
    if any(tops) and not any(_NAMED.search(sheet.title[:_LONGEST_TITLE]) for sheet in sheets):
        raise problem("not_annex_a")


def _top_of(sheet: Sheet) -> list[list[Cell]]:
    try:
        return [row for _, row in islice(sheet.rows(), _HEADER_WITHIN)]
    except ProblemError:
        return []  # what is wrong with the sheet is said when it is read


def read_sheet(
    sheet: Sheet, file: str, reading: Reading, epoch: datetime
) -> tuple[int, list[ListRow]]:
    """The number of the list that a sheet holds, and its rows; 0 where it holds none to read.

    ``epoch`` is the day from which the workbook's dates are counted. What stands above the header
    may say when all this was exported. Every row below it is counted in ``reading``, in the table
    of its list. The rows of a sheet that is not read are counted too, with the reason.
    """
    named = _NAMED.search(sheet.title[:_LONGEST_TITLE])
    number = int(named[1]) if named else 0
    table = f"list {number}" if number in LISTS or number in WITHOUT_LIMITS else "other sheets"
    file = f"{file}, {table}"
    rows = _until_damaged(sheet, table, file, reading)
    if sheet.hidden:
        reading.warn_of_file(table, file, problem("hidden_sheet"))
        _count_alone(rows, table, file, reading, set_aside="hidden_sheet")
        return 0, []
    if number in WITHOUT_LIMITS:
        _count_alone(_below_header(rows), table, file, reading, set_aside="list_without_limits")
        return 0, []
    first: list[Numbered] = []
    header = None
    for row in rows:
        first.append(row)
        header = _header(row[1], [number] if number in LISTS else LISTS)
        if header is not None or len(first) == _HEADER_WITHIN:
            break
    above = first if header is None else first[:-1]
    if (day := stated_day((cells for _, cells in above), epoch)) is not None:
        reading.exported_on = min(day, reading.exported_on or day)
    if header is None:
        code = "sheet_without_header" if number in LISTS else "unknown_sheet"
        _refuse_or_leave(code, chain(first, rows), table, file, reading)
        return 0, []
    place = f"{file.rpartition(',')[0]}, list {header.list_number}"
    return header.list_number, _rows_of(header, first[-1], rows, place, reading)


def _rows_of(
    header: _Header, header_row: Numbered, rows: Iterator[Numbered], file: str, reading: Reading
) -> list[ListRow]:
    table, columns = f"list {header.list_number}", LISTS[header.list_number]
    reading.start_table(table)
    twice = _given_twice(header_row[1], columns)
    if twice is not None:
        reading.refuse_file(table, file, column_given_twice(twice))
        _count_alone(rows, table, file, reading, refused="column_given_twice")
        return []
    missing = [column.header for name, column in columns.items() if name not in header.places]
    if missing:
        reading.warn_of_file(table, file, columns_missing(missing))
    found: list[tuple[int, dict[str, Cell]]] = []
    for line, row in rows:
        cells = {
            name: row[place] if place < len(row) else None for name, place in header.places.items()
        }
        found.append((reading.start_row(table, file, line), cells))
    seen = seen_in(cells for _, cells in found)
    return [ListRow(number, cells, seen) for number, cells in found]


def _header(row: Sequence[Cell], numbers: "Sequence[int] | Mapping[int, object]") -> _Header | None:
    """The header that a row is, if it is one: the columns without which a list says nothing."""
    given = [plain(cell) if isinstance(cell, str) else "" for cell in row]
    for number in numbers:
        places = {
            name: next(place for place, text in enumerate(given) if text and column.is_called(text))
            for name, column in LISTS[number].items()
            if any(text and column.is_called(text) for text in given)
        }
        needed = {name for name, column in LISTS[number].items() if column.needed}
        # A list without a date of its own is told by its name alone.
        if needed <= places.keys() and (
            len(places) >= _MARKS_OF_A_HEADER or (len(numbers) == 1 and len(row) > 1)
        ):
            return _Header(number, places)
    return None


def _given_twice(row: Sequence[Cell], columns: Mapping[str, Column]) -> str | None:
    given = [plain(cell) for cell in row if isinstance(cell, str)]
    for column in columns.values():
        if sum(column.is_called(text) for text in given) > 1:
            return column.header
    return None


def _below_header(rows: Iterator[Numbered]) -> Iterator[Numbered]:
    """The rows below the first that looks like a header: one with several texts and no number."""
    kept = [row for row, _ in zip(rows, range(_HEADER_WITHIN), strict=False)]
    for place, (_, cells) in enumerate(kept):
        texts = [cell for cell in cells if cell is not None]
        if len(texts) > 1 and all(isinstance(text, str) for text in texts):
            return chain(kept[place + 1 :], rows)
    return chain(kept, rows)


def _until_damaged(sheet: Sheet, table: str, file: str, reading: Reading) -> Iterator[Numbered]:
    try:
        yield from sheet.rows()
    except ProblemError as refused:
        reading.refuse_file(table, file, refused)


def _refuse_or_leave(
    code: str, rows: Iterator[Numbered], table: str, file: str, reading: Reading
) -> None:
    rest = list(rows)
    if not rest:
        return
    if code == "unknown_sheet":
        reading.warn_of_file(table, file, problem(code))
        _count_alone(iter(rest), table, file, reading, set_aside=code)
    else:
        reading.refuse_file(table, file, problem(code))
        _count_alone(iter(rest), table, file, reading, refused=code)


def _count_alone(
    rows: Iterator[Numbered],
    table: str,
    file: str,
    reading: Reading,
    *,
    set_aside: str | None = None,
    refused: str | None = None,
) -> None:
    for line, _ in rows:
        row = reading.rows[reading.start_row(table, file, line)]
        row.set_aside, row.refused = set_aside, refused
