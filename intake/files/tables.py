"""Reading a CSV table, row by row, whatever its encoding, line ends and extra columns."""

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from domain.errors import ProblemError
from intake.files.cells import plain
from intake.files.month_first import NOTHING_SEEN, MonthFirst, seen_in
from intake.files.opening import (
    check_is_text,
    line_too_long,
    nul_byte,
    utf_16_without_mark,
    wrong_encoding,
)
from intake.files.separators import parted_at
from intake.reading import Reading

LONGEST_ROW = 64 * 1024
MOST_LINES_OF_A_ROW = 100
_REPLACED = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number in the reading, and its cells, trimmed, by lower-case column.

    The columns that the reader needs are always there, the others where their cell is filled:
    a row takes no more memory than what stands in it. ``month_first`` is what the whole columns of
    its file show.
    """

    number: int
    cells: Mapping[str, str]
    month_first: MonthFirst = NOTHING_SEEN


def read_columns(data: bytes, also_called: Mapping[str, str] | None = None) -> list[str]:
    """The lower-case column names of a CSV file. Empty when it has no header.

    ``also_called`` gives, for another name that a column may have, its own name. Raises
    ProblemError ``wrong_encoding``, ``not_a_text_file`` or ``repeated_column``.
    """
    known = also_called or {}
    _, columns = next(_records(_text(data)), (0, []))
    if isinstance(columns, ProblemError):
        return []
    given = (" ".join(plain(name).split()).lower() for name in columns)
    names = [known.get(name, name) for name in given]
    named = [name for name in names if name]
    if len(named) != len(set(named)):
        raise ProblemError(
            "repeated_column",
            "Two columns have the same name.",
            "Keep one column of each name.",
        )
    return names


def read_table(
    data: bytes,
    *,
    table: str,
    file: str,
    needed: Collection[str],
    reading: Reading,
    also_called: Mapping[str, str] | None = None,
) -> list[TableRow]:
    """Read a CSV file, counting every row in ``reading``.

    UTF-8 or UTF-16, with their marks or without, else Windows-1252. Cells are parted by
    commas, semicolons, tabs or bars. Columns may come in any order, in capitals or not, under a
    name in ``also_called`` too; those not asked for do no harm. A line with no cell filled is no
    row. A damaged row is refused and the rest kept. Where a needed column is missing, the file is
    refused in one message and each of its rows counts as refused.
    """
    try:
        columns = read_columns(data, also_called)
    except ProblemError as problem:
        reading.refuse_file(table, file, problem)
        return []
    reading.start_table(table)
    missing = [name for name in needed if name not in columns]
    whole_file = _not_there(missing, columns) if missing else None
    if whole_file is not None:
        reading.refuse_file(table, file, whole_file)
    rows = []
    for line, record in islice(_records(_text(data)), 1, None):
        if isinstance(record, list) and not any(cell.strip() for cell in record):
            continue
        number = reading.start_row(table, file, line)
        if whole_file is not None:
            reading.rows[number].refused = whole_file.code
            continue
        problem_of_row = record if isinstance(record, ProblemError) else _check(record, columns)
        if problem_of_row is not None:
            reading.refuse(number, None, problem_of_row)
            continue
        assert isinstance(record, list)
        rows.append(TableRow(number, _cells(columns, record, needed)))
    return with_columns_seen(rows)


def with_columns_seen(rows: list[TableRow]) -> list[TableRow]:
    """The rows of one table of one file, each with what the whole columns show."""
    seen = seen_in(row.cells for row in rows)
    return rows if seen is NOTHING_SEEN else [replace(row, month_first=seen) for row in rows]


def _cells(
    columns: Sequence[str], record: Sequence[str], needed: Collection[str]
) -> dict[str, str]:
    cells = dict.fromkeys(needed, "")
    for column, cell in zip(columns, record, strict=False):
        if column and (trimmed := cell.strip()):
            cells[column] = trimmed
    return cells


def _text(data: bytes) -> str:
    check_is_text(data)
    try:
        if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return data.decode("utf-16")
        if (unmarked := utf_16_without_mark(data)) is not None:
            return data.decode(unmarked)
    except UnicodeDecodeError:
        raise wrong_encoding("The file begins as UTF-16 does, and does not go on so.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _records(text: str) -> Iterator[tuple[int, list[str] | ProblemError]]:
    """Every record with the number of its first line; a problem in place of a damaged one.

    After a stray quotation mark the reading starts again at the next line, so that it cannot
    swallow the rows that follow.
    """
    lines = list(io.StringIO(text, newline=""))
    separator, at = parted_at(lines)
    while at < len(lines):
        used, record = _record(lines, at, separator)
        yield at + 1, record
        at += used


def _record(lines: Sequence[str], at: int, separator: str) -> tuple[int, list[str] | ProblemError]:
    line = lines[at]
    if len(line) > LONGEST_ROW:
        return 1, line_too_long(LONGEST_ROW)
    if "\0" in line:
        return 1, nul_byte()
    if '"' not in line:
        return 1, line.rstrip("\r\n").split(separator)
    reader = csv.reader(lines[at : at + MOST_LINES_OF_A_ROW], delimiter=separator, strict=True)
    try:
        record = next(reader)
        return reader.line_num, record
    except csv.Error:
        return 1, ProblemError(
            "bad_quotes",
            "A quotation mark in the line has no partner.",
            "Export the file again as CSV, or remove the quotation mark.",
        )


def _check(record: list[str], columns: list[str]) -> ProblemError | None:
    if any(_REPLACED in cell for cell in record):
        return wrong_encoding("The row holds characters that are neither UTF-8 nor Windows-1252.")
    if any(cell.strip() for cell in record[len(columns) :]):
        return ProblemError(
            "too_many_cells",
            "The row has more cells than the header has columns.",
            "Put a cell that holds a comma, or what else parts them, in quotation marks.",
        )
    return None


def _not_there(missing: list[str], columns: list[str]) -> ProblemError:
    only = columns[0].replace('"', "") if len(columns) == 1 else ""
    if only and all(
        re.search(rf"(?<![a-z0-9_]){re.escape(name)}(?![a-z0-9_])", only) for name in missing
    ):
        return ProblemError(
            "unknown_separator",
            "The names of all columns stand in one cell.",
            "Export the file again with a comma, a semicolon or a tab between the cells, and "
            "without quotation marks around whole lines.",
        )
    return missing_columns(missing)


def missing_columns(missing: list[str], where: str = "The first line") -> ProblemError:
    """The problem of a table without columns that are needed; ``where`` they were looked for."""
    names = ", ".join(name.upper() for name in missing)
    return ProblemError(
        "missing_columns",
        f"{where} lacks {'this column' if len(missing) == 1 else 'these columns'}: {names}.",
        "Export the file again with every column, with their names in the first line.",
    )
