"""How answers to complaints are counted, the same in every measure of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from domain.measures.counting import band_of, done_in_period, started_in_period
from domain.measures.duty import Duty
from domain.measures.measure import UNKNOWN, Unit, Window
from domain.measures.record import Record
from domain.rules.sources import Source

# Of a stage 1 that had no answer when stage 2 was asked for.
NEVER = "never answered"
STAGE_1_BANDS = ("0 to 10", "11 to 20", "21 to 65", "over 65", NEVER)
STAGE_2_BANDS = ("0 to 25", "26 to 65", "over 65", UNKNOWN)
STAGE_1_RULES = ("complaint.statutory.stage1",)
STAGE_1_EVENTS = (
    *("complaint_received", "complaint_withdrawn", "stage2_requested", "stage2_agreed"),
)
STAGE_1_READINGS = {
    "resolved": "complaints answered, or taken to stage 2 without an answer, in the period",
    "received": "complaints received in the period, once answered, taken to stage 2 without an "
    "answer, or the time ran out",
}
STAGE_1_OF = (
    "statutory complaints resolved at stage 1 in the period; one taken to stage 2 before stage 1 "
    "was answered is among them, by the day stage 2 was asked for, and is never in time. Left out "
    "is one withdrawn before that, and one of which both sides agreed to leave stage 1 out"
)
RESOLVED_OR_RECEIVED = {
    "resolved": "complaints answered in the period",
    "received": "complaints received in the period, once answered or the time ran out",
}
STAGE_2_READINGS = {
    "request": "answered in the period, counted from the request, as the Ombudsman counts",
    "statement": "answered in the period, counted from the day the statement was agreed",
    "received": "asked for in the period, counted from the request",
}


def regulation(number: int) -> Source:
    """A regulation of the procedure for statutory complaints."""
    return Source(
        title="Children Act 1989 Representations Procedure (England) Regulations 2006",
        provision=f"regulation {number}",
        href=f"https://www.legislation.gov.uk/uksi/2006/1738/regulation/{number}",
    )


def stage_1_within(record: Record, window: Window, limit: int) -> Iterator[Unit]:
    """A unit for each statutory complaint that ended at stage 1, in time when it was answered in at
    most so many working days; one taken to stage 2 without an answer never is."""
    for duty in record.of_rules(STAGE_1_RULES):
        asked_on = _first(record, "stage2_requested", duty, window)
        if duty.superseded_on is not None or asked_on is None or duty.done_by(asked_on):
            # Where both agreed to leave stage 1 out, there was nothing to answer.
            if duty.done_by(window.as_at) or not _first(record, "stage2_agreed", duty, window):
                yield from answered_within(record, (duty,), window, limit, STAGE_1_BANDS)
        elif not _was_left(record, duty, window, asked_on):
            on = duty.started_on if window.reading == "received" else asked_on
            yield Unit(record.case, on, counts=False, band=NEVER, duty=duty)


def _was_left(record: Record, duty: Duty, window: Window, asked_on: date) -> bool:
    """Whether stage 1 was left without an answer by right: withdrawn before stage 2 was asked for,
    or left out as both agreed."""
    withdrawn_on = _first(record, "complaint_withdrawn", duty, window)
    if withdrawn_on is not None and withdrawn_on <= asked_on:
        return True
    return _first(record, "stage2_agreed", duty, window) is not None


def _first(record: Record, name: str, duty: Duty, window: Window) -> date | None:
    """The first day on which something of a type happened to a duty's complaint, or None."""
    received = (one.on for one in record.of_type("complaint_received"))
    following = min((day for day in received if day > duty.started_on), default=date.max)
    told = (one.on for one in record.of_type(name))
    known = (day for day in told if duty.started_on <= day < following and day <= window.as_at)
    return next(known, None)


def answered_within(
    record: Record, duties: Iterable[Duty], window: Window, limit: int, bands: Sequence[str]
) -> Iterator[Unit]:
    """A unit for each answer, in time when it took at most so many working days.

    By the day of the answer or, in the reading ``received``, by the day the stage began, once
    it is answered or the days have run out. What is outstanding is in no figure.
    """
    for duty in duties:
        start = _counted_from(record, duty, window)
        took = None
        if duty.done_by(window.as_at) and duty.completed_on is not None:
            took = window.working_days(start, duty.completed_on) if start else None
            in_time = took is not None and took <= limit
            on = duty.started_on if window.reading == "received" else duty.completed_on
            yield Unit(
                case=record.case,
                on=on,
                counts=in_time,
                band=band_of(took, bands),
                duty=duty,
                took=took,
            )
        elif not duty.fell_away_by(window.as_at):
            so_far = window.working_days(duty.counted_from, window.as_at)
            if so_far > limit:
                received = window.reading == "received"
                on = duty.started_on if received else duty.due_on
                yield Unit(record.case, on, False, duty=duty, outstanding=not received)


def answered_in_time(
    record: Record, duties: Iterable[Duty], window: Window, bands: Sequence[str]
) -> Iterator[Unit]:
    """A unit for each answer, in time when its clock was kept, banded by working days taken."""
    of = started_in_period if window.reading == "received" else done_in_period
    for unit in of(record, duties, window):
        duty = unit.duty
        if duty is not None and duty.completed_on is not None and duty.done_by(window.as_at):
            unit.took = window.working_days(duty.counted_from, duty.completed_on)
            unit.band = band_of(unit.took, bands)
        yield unit


def _counted_from(record: Record, duty: Duty, window: Window) -> date | None:
    """The request or, in the reading ``statement``, the statement agreed on after it."""
    if window.reading != "statement":
        return duty.counted_from
    last = duty.completed_on or window.as_at
    agreed = (event.on for event in record.of_type("statement_agreed"))
    return next((day for day in agreed if duty.counted_from <= day <= last), None)
