"""What a whole column shows of its dates: whether some of them can only be month first.

``05/27/2025`` is 27 May with the month first, or a slip. Where it stands, ``04/06/2025`` in the
same column may be either of two days, and is not guessed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.errors import ProblemError
from intake.files.cells import Cell, plain_marks
from intake.reading import Reading

_MONTHS = 12
_DAYS = 31
_ODD_STARTS = frozenset({"=", "'", " "})
_IN_NUMBERS = re.compile(r"([0-9]{1,2})([/.\- ])([0-9]{1,2})\2[0-9]{4}(?![0-9])")


@dataclass(slots=True, eq=False)
class MonthFirst:
    """The columns of one table in which some dates can only be month first.

    ``either`` says how many dates of each could be either. ``told`` are those of which it was said.
    """

    either: Mapping[str, int] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def refuses(self, column: str, value: Cell) -> bool:
        """Whether a cell of a column is a date that could be either of two days."""
        return column in self.either and _could_be_either(value)

    def problem(self, column: str) -> ProblemError:
        """What is wrong with such a cell of a column."""
        return _month_first(self.either[column])

    def refuse(self, column: str, header: str, row: int, reading: Reading) -> None:
        """Refuse a row for such a cell. The first of a column speaks for all of them."""
        if column not in self.told:
            self.told.add(column)
            reading.refuse(row, header, self.problem(column))
        else:
            reading.count_refused(row, header, "month_first")


NOTHING_SEEN = MonthFirst()


def seen_in(rows: Iterable[Mapping[str, Cell]]) -> MonthFirst:
    """What the cells of a table, row by row, show of each column."""
    suspects: set[str] = set()
    either: Counter[str] = Counter()
    for row in rows:
        for column, value in row.items():
            # Most cells are no such dates; the shortest has eight letters.
            if isinstance(value, str):
                if len(value) < 8 or not (found := _numbers(value)):
                    continue
                first, second = found
                if second > _MONTHS and second <= _DAYS and 0 < first <= _MONTHS:
                    suspects.add(column)
                    continue
            if isinstance(value, str | date) and _could_be_either(value):
                either[column] += 1
    return MonthFirst({column: either[column] for column in suspects}) if suspects else NOTHING_SEEN


def _could_be_either(value: Cell) -> bool:
    # Where a spreadsheet expects the day first, it makes dates of those texts alone that could be
    # either, and of the wrong day.
    if isinstance(value, date):
        return value.day <= _MONTHS and value.day != value.month
    if not isinstance(value, str) or not (found := _numbers(value)):
        return False
    first, second = found
    return 0 < first <= _MONTHS and 0 < second <= _MONTHS and first != second


def _numbers(text: str) -> tuple[int, int] | None:
    if not text.isascii() or text[:1] in _ODD_STARTS:
        text = plain_marks(text)
    found = _IN_NUMBERS.match(text)
    return (int(found[1]), int(found[3])) if found else None


def _month_first(number: int) -> ProblemError:
    return ProblemError(
        "month_first",
        f"Some dates of this column can only have the month before the day, so {number} that could "
        "be read either way are not taken.",
        "Export the table again with dates as dd/mm/yyyy or yyyy-mm-dd.",
    )
