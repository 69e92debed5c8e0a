"""The clocks as last worked out from the events."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    delete,
    func,
    or_,
    select,
    text,
    update,
)

from domain.clocks.clock import Clock, Doubt
from domain.measures.duty import Duty
from store.filters import ClockFilter
from store.living import Living, every_member
from store.mapping import chunks, insert_into
from store.tables import ClockRow, table_of
from store.tables.clocks import IS_IN_DOUBT, IS_OPEN

_clock = table_of(ClockRow)
_living = Living(_clock.c.case_ref)
_CLOCKS = _living.beside(_clock)

# What does not make two clocks different is worked out anew with the clock, and not kept.
_NAMES = [field.name for field in fields(Clock) if field.compare]
_START = _NAMES.index("start_event")
_END = _NAMES.index("end_event")
# An event's key takes two columns, a source and an id; every other field takes one.
# So do the parts of a doubt, which is the last field.
_SPREAD = {
    "start_event": ("start_event_source", "start_event_id"),
    "end_event": ("end_event_source", "end_event_id"),
    "case": ("case_ref",),
    "doubt": ("doubt_table", "doubt_since", "doubt_why"),
}
_KEYS = [column for name in _NAMES for column in _SPREAD.get(name, (name,))]
_COLUMNS = [
    *(_living.case if key == "case_ref" else _clock.c[key] for key in _KEYS),
    _living.own,
]
_values = attrgetter(*_NAMES)
# What a measure needs of a clock: a third of the columns, read a hundred thousand times.
_DUTY_NAMES = [field.name for field in fields(Duty) if field.name != "ended_by"]
_DUTY_COLUMNS = [
    *(_living.case, _clock.c.end_event_source, _clock.c.end_event_id),
    *(_clock.c[name] for name in _DUTY_NAMES),
]


class Clocks:
    """The clocks of every case, open and ended, each read as of the case that lives on."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_cases(self, refs: Iterable[str]) -> dict[str, list[Clock]]:
        """The clocks of each case. Every case asked for has a list, which may be empty."""
        cases: dict[str, list[Clock]] = {ref: [] for ref in refs}
        for clock in self.search(ClockFilter(cases=cases)):
            cases[clock.case].append(clock)
        return cases

    def write(
        self,
        insert_or_update: Sequence[tuple[Clock, datetime | None]],
        delete: Sequence[str] = (),
    ) -> None:
        """Write clocks, each with the UTC instant of its next rung (None: no more), and delete."""
        self._delete(delete)
        if insert_or_update:
            statement = insert_into(self._connection, _clock)
            news = {
                column.name: statement.excluded[column.name]
                for column in _clock.c
                if not column.primary_key
            }
            self._connection.execute(
                statement.on_conflict_do_update(index_elements=["clock"], set_=news),
                [_row(clock, next_rung_at) for clock, next_rung_at in insert_or_update],
            )

    def reached(self, now: datetime) -> list[Clock]:
        """The clocks with a rung reached at or before ``now``, earliest first."""
        return self._read(due_for_a_rung(now))

    def set_next_rung(self, pairs: Sequence[tuple[str, datetime | None]]) -> None:
        """Set when each clock's next rung is reached; None when it has no more."""
        if pairs:
            statement = update(_clock).where(_clock.c.clock == bindparam("this_clock"))
            self._connection.execute(
                statement.values(next_rung_at=bindparam("next_rung_at")),
                [{"this_clock": clock, "next_rung_at": at} for clock, at in pairs],
            )

    def search(self, filter: ClockFilter) -> list[Clock]:
        """The clocks that meet every condition, by due date."""
        found: list[Clock] = []
        if filter.cases is not None:
            filter = replace(filter, cases=every_member(self._connection, filter.cases))
        for part in _parts(filter):
            statement = select(*_COLUMNS).select_from(_CLOCKS)
            found += self._read(statement.where(*_conditions(part)))
        found.sort(key=lambda clock: (clock.due_on, clock.clock))
        return found

    def duties(self, rules: Collection[str], since: date) -> Iterator[tuple[str, Duty]]:
        """The case and the duty of each clock of some rules that matters since a day.

        Those that had been done, and were due, before it are left out.
        """
        if not rules:
            return
        ended = (_clock.c.completed_on >= since, _clock.c.due_on >= since, text(IS_OPEN))
        statement = (
            select(*_DUTY_COLUMNS)
            .select_from(_CLOCKS)
            .where(_clock.c.rule.in_(list(rules)), or_(*ended))
        )
        for case, source, key, *values in self._connection.execute(statement):
            duty = Duty(**dict(zip(_DUTY_NAMES, values, strict=True)))
            duty.ended_by = None if source is None else (source, key)
            yield case, duty

    def cases_open_since(self, day: date) -> list[str]:
        """The cases with a clock that is open, or that ended on ``day`` or later."""
        ended = (_clock.c.completed_on, _clock.c.stopped_on, _clock.c.superseded_on)
        found = or_(text(IS_OPEN), *(column >= day for column in ended))
        statement = select(_living.case).select_from(_CLOCKS).where(found).distinct()
        return sorted(self._connection.scalars(statement))

    def beginning(self, start: str) -> list[str]:
        """The first two ids that begin with ``start``, in order."""
        statement = select(_clock.c.clock).where(_clock.c.clock.startswith(start, autoescape=True))
        return list(self._connection.scalars(statement.order_by(_clock.c.clock).limit(2)))

    def rules(self) -> set[str]:
        """The rules that there are clocks of."""
        return set(self._connection.scalars(select(_clock.c.rule).distinct()))

    def count(self) -> int:
        """How many clocks there are."""
        return self._connection.scalar(select(func.count()).select_from(_clock)) or 0

    def count_in_doubt(self) -> int:
        """How many clocks are in doubt."""
        found = select(func.count()).select_from(_clock).where(text(IS_IN_DOUBT))
        return self._connection.scalar(found) or 0

    def clear(self) -> None:
        """Delete every clock, to work them all out again."""
        self._connection.execute(delete(_clock))

    def _delete(self, clocks: Sequence[str]) -> None:
        for chunk in chunks(clocks):
            self._connection.execute(delete(_clock).where(_clock.c.clock.in_(chunk)))

    def _read(self, statement: Select[Any]) -> list[Clock]:
        return [_clock_in(row) for row in self._connection.execute(statement)]


def due_for_a_rung(now: datetime) -> Select[Any]:
    """Reads only what is due: the index holds the clocks that still have a rung to reach."""
    due = _clock.c.next_rung_at <= now
    return select(*_COLUMNS).select_from(_CLOCKS).where(due).order_by(_clock.c.next_rung_at)


def _parts(filter: ClockFilter) -> Iterator[ClockFilter]:
    """The filter as several, each short enough for one statement."""
    if filter.clocks is not None:
        return (replace(filter, clocks=chunk) for chunk in chunks(filter.clocks))
    if filter.cases is not None:
        return (replace(filter, cases=chunk) for chunk in chunks(filter.cases))
    return iter((filter,))


def _conditions(filter: ClockFilter) -> Iterator[ColumnElement[bool]]:
    for column, wanted in (
        (_clock.c.clock, filter.clocks),
        (_clock.c.case_ref, filter.cases),
        (_clock.c.rule, filter.rules),
    ):
        if wanted is not None:
            yield column.in_(list(wanted))
    if filter.families is not None:
        starts = [_clock.c.rule.startswith(f"{name}.", autoescape=True) for name in filter.families]
        yield or_(_clock.c.rule.in_(list(filter.families)), *starts)
    if filter.person is not None:
        yield _clock.c.person == filter.person
    if filter.team is not None:
        yield _clock.c.team == filter.team
    if filter.due_before is not None:
        yield _clock.c.due_on < filter.due_before
    if filter.open_only:
        yield text(IS_OPEN)  # type: ignore[misc]


def _row(clock: Clock, next_rung_at: datetime | None) -> dict[str, Any]:
    values = list(_values(clock))
    doubt = values.pop()
    values += (doubt.table, doubt.since, doubt.why) if doubt else (None, None, None)
    # From the back, so that the place of the first does not shift.
    values[_END : _END + 1] = clock.end_event or (None, None)
    values[_START : _START + 1] = clock.start_event
    row = dict(zip(_KEYS, values, strict=True))
    row["case_ref"] = clock.own_case or clock.case
    row["is_open"] = clock.open
    row["next_rung_at"] = next_rung_at
    return row


def _clock_in(row: Row[Any]) -> Clock:
    *values, doubt_table, doubt_since, doubt_why, own_case = row
    values.append(Doubt(doubt_table, doubt_since, doubt_why) if doubt_table else None)
    values[_START : _START + 2] = [(values[_START], values[_START + 1])]
    end_source, end_id = values[_END : _END + 2]
    values[_END : _END + 2] = [None if end_source is None else (end_source, end_id)]
    return Clock(**dict(zip(_NAMES, values, strict=True)), own_case=own_case)
