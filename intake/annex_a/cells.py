"""Reading one cell of a list, refusing it where it cannot be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.errors import ProblemError
from intake.annex_a.columns import Column
from intake.annex_a.problems import problem
from intake.days import check_not_future
from intake.files.cell_days import cell_day
from intake.files.cells import Cell, Unusable, cell_name, is_blank, is_excel_error
from intake.files.month_first import NOTHING_SEEN, MonthFirst
from intake.reading import Reading

# Some authorities number their answers, as in "a) Yes".
_YES_NO = re.compile(r"(?:[a-z0-9]{1,2}\)\s*)?(yes|no|y|n|true|false|1|0)\b")
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list: its number in the reading, and what stands in each known column.

    ``month_first`` is what the whole columns of the list show.
    """

    number: int
    cells: Mapping[str, Cell]
    month_first: MonthFirst = NOTHING_SEEN


class Cells:
    """The cells of one row. What cannot be used is refused and comes back as None."""

    def __init__(
        self,
        row: ListRow,
        columns: Mapping[str, Column],
        reading: Reading,
        now: datetime,
        epoch: datetime,
    ) -> None:
        self.number = row.number
        self._row, self._columns, self._reading = row, columns, reading
        self._now, self._epoch = now, epoch

    def subject(self) -> str | None:
        """The number of the child, or of the adopters' family, that the row is about; None where it
        cannot be read. Adopters and children are numbered apart."""
        if "child" in self._columns:
            return self._name_if_any("child")
        family = self._name_if_any("family") or self._name_if_any("adopter")
        return f"adopter {family}"[:64] if family else None

    def _name_if_any(self, column: str) -> str | None:
        try:
            return cell_name(self._row.cells.get(column), column)
        except ProblemError:
            return None

    def name(self, column: str) -> str | None:
        """An identifier, or None."""
        value = self._row.cells.get(column)
        try:
            return cell_name(value, column)
        except ProblemError as refused:
            lost = refused if refused.code == "number_lost" else problem("child_missing")
            self._reading.refuse(self.number, self._columns[column].header, lost)
            return None

    def day(self, column: str, *, needed: bool = False) -> date | None:
        """A date; None where the cell is blank or cannot be used."""
        value = self._value(column)
        if value is None:
            if needed and not isinstance(self._row.cells.get(column), Unusable):
                self.refuse(column, "date_missing")
            return None
        seen = self._row.month_first
        if seen.refuses(column, value):
            seen.refuse(column, self._columns[column].header, self.number, self._reading)
            return None
        try:
            found = cell_day(value, self._epoch)
        except (ValueError, OverflowError):
            self.refuse(column, "impossible_date")
            return None
        try:
            check_not_future(found, None, self._now)
        except ProblemError:
            self.refuse(column, "future_fact")
            return None
        return found

    def day_after(self, column: str, *earlier: date | None) -> date | None:
        """A date that is not before those given; otherwise refused."""
        found = self.day(column)
        if found is not None and any(day is not None and found < day for day in earlier):
            self.refuse(column, "impossible_order")
            return None
        return found

    def yes(self, column: str) -> bool | None:
        """What the cell answers, or None where it says nothing."""
        text = self.text(column)
        if text is None:
            return None
        answer = _YES_NO.match(text.lower())
        if answer is None:
            self.refuse(column, "yes_or_no")
            return None
        return answer[1] in {"yes", "y", "true", "1"}

    def text(self, column: str) -> str | None:
        """What stands in the cell, spaces joined, or None."""
        value = self._value(column)
        if value is None:
            return None
        if isinstance(value, bool):
            return "yes" if value else "no"
        return " ".join(str(value)[:_LONGEST_TEXT].split())

    def count(self, column: str) -> int | None:
        """A whole number of at most three digits, or None."""
        text = (self.text(column) or "").removesuffix(".0")
        return int(text) if re.fullmatch(r"[0-9]{1,3}", text) else None

    def refuse(self, column: str, code: str) -> None:
        """Refuse one cell, and so count the row as refused."""
        self._reading.refuse(self.number, self._columns[column].header, problem(code))

    def _value(self, column: str) -> Cell:
        value = self._row.cells.get(column)
        if isinstance(value, Unusable):
            self.refuse(column, value.value)
            return None
        if is_excel_error(value):
            self.refuse(column, Unusable.EXCEL_ERROR.value)
            return None
        return None if is_blank(value) else value
