"""Reviews that were late, are overdue, or are going to be: the rows of the out-of-date log."""

from collections.abc import Iterator
from datetime import date, datetime

from domain.days import day_of
from domain.measures.declared import RESPONSIBLE
from domain.measures.figures import NOT_ASSIGNED
from domain.measures.measure import Unit
from domain.measures.record import Record
from domain.measures.spells import REVIEW_EVENTS
from reports.findings import Findings, OpenDuty
from reports.looked_after.delays import EVENT, NO_REASON, NOTHING, delay_of, delays_of
from reports.looked_after.review_kinds import SHORT_BREAKS, review_rules
from reports.parts import counts, days
from reports.report import Cell, Column, Table

EVENTS = (EVENT, "review_booked", *REVIEW_EVENTS, RESPONSIBLE)
# A review that nobody has booked so close to its time is going to be late unless somebody acts.
SOON = 28

_CASE = (Column("Case"), Column("Review"), days("Due"))
_WHO = (Column("Reviewing officer"), Column("Team"))
_RECORDED = (*(Column("Reason"), Column("Delay"), Column("Decided by"), days("Decided on")),)
_LATE = (counts("Days late"), counts("Working days late"))


def rules() -> tuple[str, ...]:
    """The rules of all looked-after reviews, those of short breaks too."""
    return (*review_rules(), SHORT_BREAKS)


def late_table(found: Findings) -> Table:
    """The reviews completed in the period after they were due."""
    late = [unit for unit in found.done(rules()) if not unit.counts and not unit.outstanding]
    return Table(
        "Reviews that were late",
        (*_CASE, days("First held"), days("Complete"), *_LATE, *_WHO, *_RECORDED),
        tuple(_late(found, unit) for unit in late),
        note="By the day the review was complete. A delay that a manager agreed is still late.",
    )


def overdue_table(found: Findings) -> Table:
    """The reviews that are not complete and whose time has run out."""
    overdue = [one for one in found.open_duties(rules(), within=0) if found.overdue(one.duty)]
    columns = (*_CASE, days("First held"), *_LATE, days("Booked for"), *_WHO, *_RECORDED)
    return Table(
        "Reviews that are overdue",
        columns,
        tuple(_overdue(found, one) for one in overdue),
        note="Not complete at the end of the day that this is as at; days late up to that day.",
    )


def coming_table(found: Findings) -> Table:
    """The reviews that are going to be late as things stand."""
    return Table(
        "Reviews that are going to be late",
        (*_CASE, Column("Why"), days("Booked for"), *_WHO, *_RECORDED),
        tuple(_coming(found)),
        note="Booked for a day after they are due; or due within "
        f"{SOON} days without a meeting in the diary; or with a delay on record.",
    )


def _late(found: Findings, unit: Unit) -> tuple[Cell, ...]:
    duty, record = unit.duty, found.records[unit.case]
    assert duty is not None
    held = [review.held_on for review in record.reviews if review.completed_on == unit.on]
    return (
        *(unit.case, found.title_of(duty.rule), duty.due_on),
        *(min(held, default=None), unit.on),
        *_days_late(found, duty.due_on, unit.on),
        *_who(record, unit.on),
        *_recorded(found, unit.case, duty.due_on),
    )


def _overdue(found: Findings, one: OpenDuty) -> tuple[Cell, ...]:
    duty, record = one.duty, found.records[one.case]
    begun = [
        review.held_on
        for review in record.reviews
        if duty.started_on < review.held_on <= found.as_at and review.completed_on is None
    ]
    return (
        *(one.case, one.title, duty.due_on, min(begun, default=None)),
        *_days_late(found, duty.due_on, found.as_at),
        booked_for(record, duty.started_on, found.as_at),
        *_who(record, found.as_at),
        *_recorded(found, one.case, duty.due_on),
    )


def _coming(found: Findings) -> Iterator[tuple[Cell, ...]]:
    for one in found.open_duties(rules()):
        duty, record = one.duty, found.records[one.case]
        if found.overdue(duty):
            continue
        booked = booked_for(record, duty.started_on, found.as_at)
        if booked is not None and booked > duty.due_on:
            why = "booked for after it is due"
        elif delays_of(record, found.as_at).get(duty.due_on, NOTHING) != NOTHING:
            why = "a delay is recorded"
        elif booked is None and (duty.due_on - found.as_at).days <= SOON:
            why = "not booked"
        else:
            continue
        yield (
            *(one.case, one.title, duty.due_on, why, booked),
            *_who(record, found.as_at),
            *_recorded(found, one.case, duty.due_on, without=None),
        )


def booked_for(record: Record, since: date, day: date) -> date | None:
    """The day of the meeting that is in the diary at the end of ``day``, or None."""
    told = [one for one in record.of_type("review_booked") if since <= one.on <= day]
    if not told:
        return None
    meeting = told[-1].attributes.get("meeting_at")
    on: date | None = day_of(meeting) if isinstance(meeting, datetime) else meeting
    return on if on is not None and on >= day else None


def _days_late(found: Findings, due_on: date, on: date) -> tuple[Cell, ...]:
    return (on - due_on).days, found.working_days_late(due_on, on)


def _who(record: Record, day: date) -> tuple[Cell, ...]:
    return record.reviewer(day) or NOT_ASSIGNED, record.team(day) or NOT_ASSIGNED


def _recorded(
    found: Findings, case: str, due_on: date, without: str | None = NO_REASON
) -> tuple[Cell, ...]:
    delay = delay_of(found, case, due_on)
    return delay.reason or without, delay.decided, delay.decided_by, delay.decided_on
