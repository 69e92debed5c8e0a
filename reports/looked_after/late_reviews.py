"""Reviews that were late, are overdue, or are going to be: the rows of the out-of-date log.

Looked-after reviews and child protection review conferences alike, each by its own rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass
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

EVENTS = (EVENT, "review_booked", "conference_booked", *REVIEW_EVENTS, RESPONSIBLE)
# A review that nobody has booked so close to its time is going to be late unless somebody acts.
SOON = 28


@dataclass(frozen=True, slots=True)
class Meetings:
    """Which meetings a table is of: their rules, what books one, who holds it, and their words.

    Only those ``in_parts`` have a day on which they were first held beside that of their end.
    """

    rules: tuple[str, ...]
    booked: str
    role: str
    plural: str
    one: str
    who: str
    in_parts: bool = False


REVIEWS = Meetings(
    rules=(*review_rules(), SHORT_BREAKS),
    booked="review_booked",
    role="iro",
    plural="Reviews",
    one="Review",
    who="Reviewing officer",
    in_parts=True,
)
CONFERENCES = Meetings(
    rules=("cp.conference.first_review", "cp.conference.review"),
    booked="conference_booked",
    role="conference_chair",
    plural="Review conferences",
    one="Conference",
    who="Conference chair",
)
_SAME_DAY = (
    " A delay names the day due, and stands beside a review and a conference of a child that were "
    "due on one day."
)
_RECORDED = (*(Column("Reason"), Column("Delay"), Column("Decided by"), days("Decided on")),)
_LATE = (counts("Days late"), counts("Working days late"))


def late_table(found: Findings, of: Meetings = REVIEWS) -> Table:
    """The reviews completed in the period after they were due."""
    late = [unit for unit in found.done(of.rules) if not unit.counts and not unit.outstanding]
    done = (days("Complete" if of.in_parts else "Held"),)
    by_day = "the review was complete" if of.in_parts else "the conference was held"
    return Table(
        f"{of.plural} that were late",
        (*_case(of), *_first(of), *done, *_LATE, *_who_holds(of), *_RECORDED),
        tuple(_late(found, unit, of) for unit in late),
        note=f"By the day {by_day}. A delay that a manager agreed is still late."
        + ("" if of.in_parts else _SAME_DAY),
    )


def overdue_table(found: Findings, of: Meetings = REVIEWS) -> Table:
    """The reviews that are not complete and whose time has run out."""
    overdue = [one for one in found.open_duties(of.rules, within=0) if found.overdue(one.duty)]
    return Table(
        f"{of.plural} that are overdue",
        (*_case(of), *_first(of), *_LATE, days("Booked for"), *_who_holds(of), *_RECORDED),
        tuple(_overdue(found, one, of) for one in overdue),
        note=f"Not {'complete' if of.in_parts else 'held'} at the end of the day that this is as "
        "at; days late up to that day.",
    )


def coming_table(found: Findings, of: Meetings = REVIEWS) -> Table:
    """The reviews that are going to be late as things stand."""
    return Table(
        f"{of.plural} that are going to be late",
        (*_case(of), Column("Why"), days("Booked for"), *_who_holds(of), *_RECORDED),
        tuple(_coming(found, of)),
        note="Booked for a day after they are due; or due within "
        f"{SOON} days without a meeting in the diary; or with a delay on record.",
    )


def _case(of: Meetings) -> tuple[Column, ...]:
    return Column("Case"), Column(of.one), days("Due")


def _first(of: Meetings) -> tuple[Column, ...]:
    return (days("First held"),) if of.in_parts else ()


def _who_holds(of: Meetings) -> tuple[Column, ...]:
    return Column(of.who), Column("Team")


def _late(found: Findings, unit: Unit, of: Meetings) -> tuple[Cell, ...]:
    duty, record = unit.duty, found.records[unit.case]
    assert duty is not None
    first: tuple[Cell, ...] = ()
    if of.in_parts:
        held = [review.held_on for review in record.reviews if review.completed_on == unit.on]
        first = (min(held, default=None),)
    return (
        *(unit.case, found.title_of(duty.rule), duty.due_on),
        *(*first, unit.on),
        *_days_late(found, duty.due_on, unit.on),
        *_who(record, unit.on, of),
        *_recorded(found, unit.case, duty.due_on),
    )


def _overdue(found: Findings, one: OpenDuty, of: Meetings) -> tuple[Cell, ...]:
    duty, record = one.duty, found.records[one.case]
    first: tuple[Cell, ...] = ()
    if of.in_parts:
        begun = [
            review.held_on
            for review in record.reviews
            if duty.started_on < review.held_on <= found.as_at and review.completed_on is None
        ]
        first = (min(begun, default=None),)
    return (
        *(one.case, one.title, duty.due_on, *first),
        *_days_late(found, duty.due_on, found.as_at),
        booked_for(record, duty.started_on, found.as_at, of.booked),
        *_who(record, found.as_at, of),
        *_recorded(found, one.case, duty.due_on),
    )


def _coming(found: Findings, of: Meetings) -> Iterator[tuple[Cell, ...]]:
    for one in found.open_duties(of.rules):
        duty, record = one.duty, found.records[one.case]
        if found.overdue(duty):
            continue
        booked = booked_for(record, duty.started_on, found.as_at, of.booked)
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
            *_who(record, found.as_at, of),
            *_recorded(found, one.case, duty.due_on, without=None),
        )


def booked_for(record: Record, since: date, day: date, booked: str) -> date | None:
    """The day of the meeting that is in the diary at the end of ``day``, or None."""
    told = [one for one in record.of_type(booked) if since <= one.on <= day]
    if not told:
        return None
    meeting = told[-1].attributes.get("meeting_at")
    on: date | None = day_of(meeting) if isinstance(meeting, datetime) else meeting
    return on if on is not None and on >= day else None


def _days_late(found: Findings, due_on: date, on: date) -> tuple[Cell, ...]:
    return (on - due_on).days, found.working_days_late(due_on, on)


def _who(record: Record, day: date, of: Meetings) -> tuple[Cell, ...]:
    return record.reviewer(day, of.role) or NOT_ASSIGNED, record.team(day) or NOT_ASSIGNED


def _recorded(
    found: Findings, case: str, due_on: date, without: str | None = NO_REASON
) -> tuple[Cell, ...]:
    delay = delay_of(found, case, due_on)
    return delay.reason or without, delay.decided, delay.decided_by, delay.decided_on
