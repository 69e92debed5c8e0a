"""The event log. It can be added to and read; nothing in it is ever altered or removed."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, or_, select

from domain.case.events import Event
from store.living import Living, every_member
from store.mapping import RecordMap, by_source, chunks
from store.records import LoggedEvent
from store.tables import CaseNumberRow, EventRow, table_of

EventKey = tuple[str, str]

_event = table_of(EventRow)
_target = _event.alias("target")
_case = table_of(CaseNumberRow)
_living = Living(_event.c.case_ref)
_living_target = Living(_target.c.case_ref)
_map = RecordMap(
    Event,
    _event,
    {"id": "event_id", "case": "case_ref", "on": "occurred_on", "at": "occurred_at"},
    read={"case": _living.case, "own_case": _living.own},
)
_AMENDS = or_(_event.c.corrects.is_not(None), _event.c.voids.is_not(None))


class Events:
    """The events of every case.

    Each is stored under the case that its source told of, and read as of the one that lives on.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def digests(self, keys: Iterable[EventKey]) -> dict[EventKey, str]:
        """The digest of the content of each (source, id) that is stored."""
        found: dict[EventKey, str] = {}
        for source, ids in by_source(keys):
            statement = select(_event.c.event_id, _event.c.digest).where(
                _event.c.source == source, _event.c.event_id.in_(ids)
            )
            for event_id, digest in self._connection.execute(statement):
                found[source, event_id] = digest
        return found

    def add(self, events: Sequence[Event], digests: Sequence[str], batch: str) -> None:
        """Store events that are not stored yet, with the digest of each one's content.

        Ask ``digests`` first: one that is stored already ends the unit of work with ProblemError
        ``database_conflict``.
        """
        if events:
            rows = [
                {**_map.row(event), "digest": digest, "batch": batch}
                for event, digest in zip(events, digests, strict=True)
            ]
            self._connection.execute(insert(_event), rows)

    def of_cases(
        self,
        refs: Iterable[str],
        known_at: datetime | None = None,
        until: date | None = None,
        types: Collection[str] | None = None,
    ) -> dict[str, list[Event]]:
        """The events of each case, by date, with those of other cases that amend one of them.

        Every case asked for has a list, which may be empty. ``known_at`` leaves out what was
        learned after that instant. ``until`` leaves out what happened after that date, but
        never a correction or a voiding: without it, what it amends would come back. Once
        corrections are applied, the caller drops what they moved past ``until``. ``types``
        leaves out every other type, again except corrections and voidings.
        """
        limits: list[ColumnElement[bool]] = []
        if known_at is not None:
            limits.append(_event.c.recorded_at <= known_at)
        if until is not None:
            limits.append(or_(_event.c.occurred_on <= until, _AMENDS))
        if types is not None:
            limits.append(or_(_event.c.type.in_(list(types)), _AMENDS))
        cases: dict[str, list[Event]] = {}
        for chunk in chunks(refs):
            cases |= self._of_chunk(chunk, limits)
        return cases

    def of_types(self, types: Collection[str]) -> list[Event]:
        """Every event of some types, by date, and every event that amends another.

        Once corrections are applied, the caller drops what is of another type.
        """
        if not types:
            return []
        order = (_event.c.occurred_on, _event.c.source, _event.c.event_id)
        wanted = or_(_event.c.type.in_(list(types)), _AMENDS)
        statement = _events().where(wanted).order_by(*order)
        return [_map.item(row) for row in self._connection.execute(statement)]

    def cases_after(self, day: date) -> list[str]:
        """The cases of which something happened after a day, and those it amends."""
        happened = _event.c.occurred_on > day
        own = select(_living.case).select_from(_living.beside(_event))
        found = set(self._connection.scalars(own.where(happened).distinct()))
        for amends in (_event.c.corrects, _event.c.voids):
            amended = _target.join(
                _event, (_event.c.source == _target.c.source) & (amends == _target.c.event_id)
            )
            statement = select(_living_target.case).select_from(_living_target.beside(amended))
            found.update(self._connection.scalars(statement.where(happened).distinct()))
        return sorted(found)

    def latest_on(self) -> date | None:
        """The latest date of any event, or None when there are none."""
        latest: date | None = self._connection.scalar(select(func.max(_event.c.occurred_on)))
        return latest

    def count(self) -> int:
        """How many events there are."""
        return self._connection.scalar(select(func.count()).select_from(_event)) or 0

    def cases_targeted(self, keys: Iterable[EventKey]) -> set[str]:
        """The cases that hold the events with these (source, id)."""
        cases: set[str] = set()
        for source, ids in by_source(keys):
            statement = (
                select(_living.case)
                .select_from(_living.beside(_event))
                .where(_event.c.source == source, _event.c.event_id.in_(ids))
            )
            cases.update(self._connection.scalars(statement.distinct()))
        return cases

    def types_told(self, refs: Iterable[str]) -> dict[str, set[str]]:
        """The types of events of each case, as each source told of it, whether or not they stand.

        Every case asked for has a set.
        """
        found: dict[str, set[str]] = {ref: set() for ref in refs}
        for chunk in chunks(found):
            statement = select(_event.c.case_ref, _event.c.type).distinct()
            for ref, name in self._connection.execute(
                statement.where(_event.c.case_ref.in_(chunk))
            ):
                found[ref].add(name)
        return found

    def cases_concerning(self, attribute: str, values: Iterable[str]) -> set[str]:
        """The cases that hold a complaint with one of these texts in an attribute, whether or not
        it stands."""
        cases: set[str] = set()
        for chunk in chunks(values):
            statement = (
                select(_living.case)
                .select_from(_living.beside(_event))
                .where(
                    _event.c.type == "complaint_received",
                    _event.c.attributes[attribute].as_string().in_(chunk),
                )
            )
            cases.update(self._connection.scalars(statement.distinct()))
        return cases

    def of_source(self, source: str) -> list[Event]:
        """Everything that a source has told, by date, each under the case that it told of."""
        order = (_event.c.occurred_on, _event.c.event_id)
        statement = _events().where(_event.c.source == source).order_by(*order)
        found = map(_map.item, self._connection.execute(statement))
        return [replace(event, case=event.own_case or event.case, own_case=None) for event in found]

    def logged(self, source: str, refs: Iterable[str]) -> list[LoggedEvent]:
        """What a source has told of some cases, as far as it is compared."""
        columns = (
            _event.c.event_id,
            _event.c.case_ref,
            _event.c.digest,
            _event.c.corrects,
            _event.c.voids,
        )
        found: list[LoggedEvent] = []
        for chunk in chunks(refs):
            statement = select(*columns).where(
                _event.c.case_ref.in_(chunk), _event.c.source == source
            )
            for event_id, case, digest, corrects, voids in self._connection.execute(statement):
                found.append(
                    LoggedEvent(
                        event_id=event_id,
                        case=case,
                        digest=digest,
                        corrects=corrects,
                        voids=voids,
                    )
                )
        return found

    def _of_chunk(
        self, refs: list[str], limits: list[ColumnElement[bool]]
    ) -> dict[str, list[Event]]:
        cases: dict[str, list[Event]] = {ref: [] for ref in refs}
        order = (_event.c.occurred_on, _event.c.source, _event.c.event_id)
        elsewhere = _event.c.case_ref != _target.c.case_ref
        found: list[tuple[Event, list[str]]] = []
        for some in chunks(every_member(self._connection, refs)):
            own = _events().where(_event.c.case_ref.in_(some), *limits).order_by(*order)
            for row in self._connection.execute(own):
                event = _map.item(row)
                cases[event.case].append(event)
            amended = self._amendments(_target.c.case_ref.in_(some), elsewhere, *limits)
            found += [(event, [case]) for case, _, event in amended if case != event.case]
        # An amendment may be amended in its turn, from anywhere.
        while found:
            brought: dict[EventKey, list[str]] = {}
            for event, holders in found:
                for ref in holders:
                    if ref != event.case and event not in cases[ref]:
                        cases[ref].append(event)
                        brought.setdefault((event.source, event.id), []).append(ref)
            found = [
                (event, brought[target])
                for source, ids in by_source(brought)
                for _, target, event in self._amendments(
                    _target.c.source == source, _target.c.event_id.in_(ids), *limits
                )
            ]
        return cases

    def _amendments(
        self, *conditions: ColumnElement[bool]
    ) -> Iterator[tuple[str, EventKey, Event]]:
        """Each event that corrects or voids a target, with the target's case and key."""
        for amends in (_event.c.corrects, _event.c.voids):
            amended = _target.join(
                _event, (_event.c.source == _target.c.source) & (amends == _target.c.event_id)
            )
            statement = (
                select(_living_target.case, _target.c.source, _target.c.event_id, *_map.columns)
                .select_from(_living_target.beside(_living.beside(amended)))
                .where(amends.is_not(None), *conditions)
            )
            for case, source, event_id, *values in self._connection.execute(statement):
                yield case, (source, event_id), _map.item(values)


def _events() -> Select[Any]:
    return select(*_map.columns).select_from(_living.beside(_event))
