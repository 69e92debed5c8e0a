"""Reads what other authorities reached: a CSV file that the data team keeps."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from domain.errors import ProblemError
from domain.measures.catalogue import every_measure
from domain.measures.recorded import Comparator
from intake.files.cell_days import cell_day
from intake.files.cells import cell_text
from intake.files.tables import read_table
from intake.reading import Reading

TABLE = "comparators"
_DAYS = ("from", "to")
_BOUNDARIES = ("quartile_1", "quartile_2", "quartile_3")
_NEEDED = ("measure", *_DAYS, *_BOUNDARIES)
_HIGHEST = 1000


def read_comparators(data: bytes, file: str) -> tuple[list[Comparator], Reading]:
    """The comparators in a file, and what became of each row: the wrong ones are refused.

    The columns ``quartile_1`` to ``quartile_3`` are the percentages between the quarters, in
    whichever order; ``average`` may be left out.
    """
    reading = Reading()
    found = []
    for row in read_table(data, table=TABLE, file=file, needed=_NEEDED, reading=reading):
        unclear = [name for name in _DAYS if row.month_first.refuses(name, row.cells[name])]
        if unclear:
            row.month_first.refuse(unclear[0], unclear[0], row.number, reading)
            continue
        try:
            found.append(_comparator(row.cells))
        except _WrongCellError as wrong:
            reading.refuse(row.number, wrong.column, wrong.problem)
    return found, reading


class _WrongCellError(Exception):
    def __init__(self, column: str, problem: ProblemError) -> None:
        self.column, self.problem = column, problem


def _comparator(cells: Mapping[str, str]) -> Comparator:
    if cells["measure"] not in every_measure():
        raise _WrongCellError(
            "measure",
            ProblemError(
                "unknown_measure",
                "There is no measure of this name.",
                "Use an id from docs/reference/measures.md.",
            ),
        )
    first, last = (_day(cells, column) for column in _DAYS)
    one, two, three = (_percentage(cells, column) for column in _BOUNDARIES)
    average = _percentage(cells, "average") if cell_text(cells.get("average")) else None
    return Comparator(
        measure=cells["measure"],
        first=first,
        last=last,
        boundaries=(one, two, three),
        average=average,
    )


def _day(cells: Mapping[str, str], column: str) -> date:
    try:
        return cell_day(cells[column])
    except ValueError:
        raise _WrongCellError(
            column,
            ProblemError(
                "bad_comparator_day",
                "This cannot be read as a date, or there is no such day.",
                "Write 2025-03-31 for 31 March 2025.",
            ),
        ) from None


def _percentage(cells: Mapping[str, str], column: str) -> Decimal:
    try:
        value = Decimal(cell_text(cells[column]).removesuffix("%").strip())
    except InvalidOperation:
        value = Decimal("NaN")
    # "NaN" and "Infinity" are read as numbers too.
    if not value.is_finite() or not 0 <= value <= _HIGHEST:
        raise _WrongCellError(
            column,
            ProblemError(
                "bad_percentage", "This is not a percentage.", "Write 92.5 for 92.5 per cent."
            ),
        )
    return value
