"""Concerns settled informally, before they are complaints."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from domain.case.events import Event
from domain.measures.record import Record
from reports.complaints.complaint import within
from reports.parts import share
from reports.report import Column, Kind, Table

_HOURS = timedelta(hours=24)
_SETTLED, _LATER, _COMPLAINT, _NEITHER = (
    "Settled within 24 hours",
    "Settled later",
    "Taken as a complaint",
    "Neither by the as-at day",
)


def informal(records: Iterable[Record], first: date, last: date, as_at: date) -> Table:
    """What became of the concerns that came in during the period."""
    ends = Counter(
        _end(contact, following)
        for record in records
        for contact, following in _contacts(record, as_at)
        if within(contact.on, first, last)
    )
    total = ends.total()
    rows = [
        (end, ends[end], share(ends[end], total))
        for end in (_SETTLED, _LATER, _COMPLAINT, _NEITHER)
    ]
    return Table(
        "Informal resolution",
        (
            Column("What became of them"),
            Column("Concerns", Kind.COUNT),
            Column("Share", Kind.PERCENT),
        ),
        (*rows, ("All", total, None)) if total else (),
        note=(
            "Concerns by the day they came in. The 24 hours are clock hours; where only dates are "
            "known they run to the end of the next day."
        ),
    )


def _contacts(record: Record, as_at: date) -> Iterator[tuple[Event, Event | None]]:
    """Each contact, with what settled it or took it further."""
    ends = [
        one
        for one in record.events
        if one.type in ("informally_resolved", "complaint_received") and one.on <= as_at
    ]
    for contact in record.of_type("contact_received"):
        yield contact, next((one for one in ends if not _before(one, contact)), None)


def _before(one: Event, other: Event) -> bool:
    if one.at is not None and other.at is not None:
        return one.at < other.at
    return one.on < other.on


def _end(contact: Event, end: Event | None) -> str:
    if end is None:
        return _NEITHER
    if end.type == "complaint_received":
        return _COMPLAINT
    if contact.at is not None and end.at is not None:
        in_time = end.at - contact.at <= _HOURS
    else:
        in_time = end.on <= contact.on + timedelta(days=1)
    return _SETTLED if in_time else _LATER
