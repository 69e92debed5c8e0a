"""The ways in which measures turn duties into units. A measure's own file says which."""

from collections.abc import Iterable, Iterator, Sequence

from domain.measures.duty import Duty
from domain.measures.measure import UNKNOWN, Unit, Window
from domain.measures.record import Record


def done_in_period(record: Record, duties: Iterable[Duty], window: Window) -> Iterator[Unit]:
    """A unit for each duty on the day it was done; what one fact did is one unit.

    What fell due in the period and is still not done is outstanding, and in no figure.
    """
    seen: dict[tuple[str, str], Unit] = {}
    for duty in duties:
        if duty.done_by(window.as_at) and duty.completed_on is not None:
            unit = Unit(record.case, duty.completed_on, not duty.late, duty=duty)
            if duty.ended_by is None:
                yield unit
            elif duty.ended_by not in seen or duty.late:
                seen[duty.ended_by] = unit
        elif duty.overdue_on(window.as_at):
            yield Unit(record.case, duty.due_on, counts=False, duty=duty, outstanding=True)
    yield from seen.values()


def due_in_period(record: Record, duties: Iterable[Duty], window: Window) -> Iterator[Unit]:
    """A unit for each duty on the day it was due, once it was done or its time ran out.

    What was never done does not count and is in the denominator. What fell away before its time
    ran out is left out.
    """
    for duty in duties:
        if duty.done_by(window.as_at):
            yield Unit(record.case, duty.due_on, not duty.late, duty=duty)
        elif duty.breached_by(window.as_at):
            yield Unit(record.case, duty.due_on, counts=False, duty=duty)


def started_in_period(record: Record, duties: Iterable[Duty], window: Window) -> Iterator[Unit]:
    """A unit for each duty on the day it began, once it was done or its time ran out.

    What was never done does not count and is in the denominator.
    """
    for unit in due_in_period(record, duties, window):
        assert unit.duty is not None
        unit.on = unit.duty.started_on
        yield unit


def band_of(days: int | None, bands: Sequence[str]) -> str:
    """The band that so many working days lie in.

    Bands are written ``0 to 10``, ``11 to 15``, ``over 15`` or ``21 and over``, in order.
    Without a number of days, or with fewer than none, it is ``unknown``.
    """
    if days is None or days < 0:
        return UNKNOWN
    for band in bands:
        if days <= _upper(band):
            return band
    return UNKNOWN


def _upper(band: str) -> float:
    _, _, last = band.partition(" to ")
    return int(last) if last else (float("inf") if band != UNKNOWN else -1)
