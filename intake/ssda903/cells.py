"""Reading one cell of a return, refusing it where it cannot be read."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from domain.errors import ProblemError
from intake.days import check_not_future
from intake.files.cell_days import cell_day
from intake.files.cells import cell_count, cell_name
from intake.files.tables import TableRow
from intake.reading import Reading
from intake.ssda903.problems import problem


def child_of(cells: Mapping[str, str]) -> str | None:
    """The child's number in the cells of a row; None where it cannot be used."""
    try:
        return cell_name(cells.get("child"), "CHILD")
    except ProblemError:
        return None


class Cells:
    """The cells of one row. What cannot be used is refused and comes back as None."""

    def __init__(self, reading: Reading, row: TableRow, now: datetime) -> None:
        self.number = row.number
        self._reading = reading
        self._row = row
        self._now = now

    def child(self) -> str | None:
        """The child's number, or None."""
        try:
            return cell_name(self._row.cells["child"], "CHILD")
        except ProblemError as refused:
            self._reading.refuse(self.number, "CHILD", refused)
            return None

    def text(self, column: str) -> str:
        """A cell in capitals, a number without ``.0``; empty when it says nothing."""
        return cell_count(self._row.cells.get(column)).upper()

    def day(self, column: str, code: str) -> date | None:
        """A date, refused under ``code`` when it is none and as ``future_fact`` when it lies
        more than 24 hours ahead, or as ``month_first`` when it could be either of two days."""
        given = self._row.cells.get(column, "")
        if self._row.month_first.refuses(column, given):
            self._row.month_first.refuse(column, column.upper(), self.number, self._reading)
            return None
        try:
            found = cell_day(given)
        except ValueError:
            self.refuse(column, code)
            return None
        try:
            check_not_future(found, None, self._now)
        except ProblemError:
            self.refuse(column, "future_fact")
            return None
        return found

    def check_day(self, column: str, day: date, *, other: str, unreadable: str) -> None:
        """Warn where a cell that says a day says ``other`` than this one, or none that is clear."""
        given = self._row.cells.get(column, "")
        if not self.text(column) or self._row.month_first.refuses(column, given):
            return
        try:
            found = cell_day(given)
        except ValueError:
            self.warn(column, unreadable)
            return
        if found != day:
            self.warn(column, other)

    def day_if_any(self, column: str, code: str) -> date | None:
        """As ``day``, but a blank cell is no fault."""
        return self.day(column, code) if self.text(column) else None

    def yes_no(self, column: str, code: str) -> bool | None:
        """``1`` or ``0``; None when blank, and refused under ``code`` when anything else."""
        found = self.text(column)
        if found and found not in {"0", "1"}:
            self.refuse(column, code)
            return None
        return found == "1" if found else None

    def code_if_any(self, column: str, codes: Collection[str], refusal: str) -> str | None:
        """As ``code``, but a blank cell is no fault."""
        return self.code(column, codes, refusal) if self.text(column) else None

    def repeats(self) -> None:
        """Count the row as one that says again what another said."""
        self._reading.rows[self.number].repeats = True

    def set_aside(self, code: str) -> None:
        """Count the row as read and not used, for this reason."""
        self._reading.rows[self.number].set_aside = code

    def code(self, column: str, codes: Collection[str], refusal: str) -> str | None:
        """One of a set of codes."""
        found = self.text(column)
        if found in codes:
            return found
        self.refuse(column, refusal)
        return None

    def refuse(self, column: str, code: str) -> None:
        """Refuse one cell, and so count the row as refused."""
        self._reading.refuse(self.number, column.upper(), problem(code))

    def warn(self, column: str, code: str) -> None:
        """Say what is odd about a cell that is kept."""
        self._reading.warn(self.number, column.upper(), problem(code))
