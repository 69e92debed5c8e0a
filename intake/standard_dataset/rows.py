"""Reading the cells of one row, and keeping what it says."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from domain.case.event_types import read_attributes
from domain.case.events import Event
from domain.errors import ProblemError
from intake.days import latest_day
from intake.event_ids import natural_id
from intake.files.cell_days import cell_day
from intake.files.cells import cell_count, cell_name
from intake.files.tables import TableRow
from intake.keys import natural_event
from intake.overlaps import Lasting
from intake.reading import Reading
from intake.standard_dataset import SOURCE
from intake.standard_dataset.problems import problem
from intake.standard_dataset.tables import Table

_YES, _NO = frozenset({"y", "yes", "t", "true", "1"}), frozenset({"n", "no", "f", "false", "0"})


@dataclass(slots=True)
class Feed:
    """What was read of the dataset.

    ``tables`` are those that were there, read whole. ``doubtful`` are the subjects with a row
    that could not be read: that an event of theirs is missing says nothing. ``table_in_doubt``
    are the tables with a row whose subject is not known either. ``formerly`` has the ids that
    events had, by those that they have now.
    """

    reading: Reading = field(default_factory=Reading)
    tables: list[Table] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    table_in_doubt: set[str] = field(default_factory=set)
    events: dict[str, Event] = field(default_factory=dict)
    formerly: dict[str, str] = field(default_factory=dict)


class Row:
    """One row of a table. What cannot be used is refused and comes back as None."""

    def __init__(self, table: Table, row: TableRow, feed: Feed, now: datetime) -> None:
        self.table, self.number, self._cells = table, row.number, row.cells
        self._month_first = row.month_first
        self._feed, self._now, self._gave = feed, now, False
        self.subject: str | None = None
        self.ahead = False
        self.key = self.identifier(table.identifier)
        if table.person is not None:
            self.subject = self.identifier(table.person)
            if self.subject is None:
                feed.table_in_doubt.add(table.name)

    def of(self, subject: str | None) -> None:
        """Say whose row it is, where only another table knows."""
        self.subject = subject

    @property
    def usable(self) -> bool:
        """Whether the row has an identifier and a subject."""
        return self.key is not None and self.subject is not None

    def text(self, column: str) -> str:
        """A cell, a number without ``.0``; empty when it says nothing or is not there."""
        return cell_count(self._cells.get(column))

    def day(self, column: str, *, needed: bool = False, after: date | None = None) -> date | None:
        """A date, a time of day left out.

        None where the cell is blank, cannot be used, or lies ahead: that has not happened yet.
        """
        text = self.text(column)
        if not text:
            if needed:
                self.refuse(column, "date_missing")
            return None
        given = self._cells[column]
        if self._month_first.refuses(column, given):
            self._month_first.refuse(column, column, self.number, self._feed.reading)
            self._is_in_doubt()
            return None
        try:
            found = cell_day(given)
        except ValueError:
            self.refuse(column, "impossible_date")
            return None
        if found > latest_day(self._now):
            self.ahead = True
            return None
        if after is not None and found < after:
            self.refuse(column, "impossible_order")
            return None
        return found

    def yes(self, column: str) -> bool | None:
        """A flag, or None where it says neither."""
        text = self.text(column).lower()
        return True if text in _YES else False if text in _NO else None

    def keep(
        self,
        type_name: str,
        on: date,
        *,
        said: Mapping[str, Any] | None = None,
        key: tuple[str, ...] | None = None,
    ) -> Event | None:
        """Keep one event of the row, under the row's identifier unless another key is given."""
        assert self.subject is not None
        assert self.key is not None
        values = read_attributes(type_name, said or {})
        event = natural_event(SOURCE, self.subject, type_name, on, values, key=key or (self.key,))
        known = self._feed.events.setdefault(event.id, event)
        self._gave = True
        if known is event:
            self._feed.reading.keep(self.number, event)
        elif known != event:
            self.refuse(self.table.identifier, "contradicts_earlier_row")
        else:
            self._feed.reading.rows[self.number].repeats = True
        return event

    def formerly(self, type_name: str, key: tuple[str, ...], former: tuple[str, ...]) -> None:
        """Say under which key the event of this key was told once."""
        names = SOURCE, str(self.subject), type_name
        self._feed.formerly[natural_id(*names, *key)] = natural_id(*names, *former)

    def keep_end(
        self,
        lasting: Lasting,
        type_name: str,
        began: date,
        ended: date | None,
        column: str,
        *,
        whose: Hashable = None,
        said: Mapping[str, Any] | None = None,
        key: tuple[str, ...] | None = None,
        may_overlap: bool = False,
    ) -> None:
        """Note in ``lasting`` how long something lasted; its end is kept when that is settled.

        Only rows of the same ``whose`` can contradict it, which is the subject unless given. Of
        what ``may_overlap`` an end that is not believed is no fault.
        """

        def keep() -> None:
            assert ended is not None
            self.keep(type_name, ended, said=said, key=key)

        def doubt() -> None:
            reading = self._feed.reading
            tell = reading.warn if may_overlap else reading.refuse
            tell(self.number, column, problem("end_not_believed"))

        lasting.add(whose or self.subject, began, ended, keep=keep, doubt=doubt)

    def leave(self, reason: str) -> None:
        """Set the row aside for a reason, unless it was refused or gave an event."""
        row = self._feed.reading.rows[self.number]
        if row.refused is None and row.set_aside is None and not self._gave:
            row.set_aside = "not_yet_happened" if self.ahead else reason

    def refuse(self, column: str, code: str) -> None:
        """Refuse one cell, and so count the row as refused."""
        self._feed.reading.refuse(self.number, column, problem(code))
        self._is_in_doubt()

    def _is_in_doubt(self) -> None:
        if self.subject is not None:
            self._feed.doubtful.add(self.subject)
        else:
            self._feed.table_in_doubt.add(self.table.name)

    def names(self, column: str) -> str | None:
        """The identifier in a cell that points at another row, or None."""
        try:
            return cell_name(self._cells.get(column), column)
        except ProblemError:
            return None

    def identifier(self, column: str) -> str | None:
        """The identifier in a cell, which is refused where there is none."""
        try:
            return cell_name(self._cells.get(column), column)
        except ProblemError as refused:
            if refused.code == "number_lost":
                self._feed.reading.refuse(self.number, column, refused)
                self._is_in_doubt()
            else:
                self.refuse(column, "identifier_missing")
            return None
