"""Complaints under the statutory and the corporate procedure, from receipt to their end."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from demo import lateness
from demo.diary import days_after, on_or_before, working_days_after
from demo.people import COMPLAINTS_MANAGER, COMPLAINTS_TEAM, Assignment
from demo.timeline import Timeline
from domain.case.events import Event

# One year of the county: 86 answered at statutory stage 1, ten at stage 2, four at stage 3;
# 781 answered at corporate stage 1, 83 at stage 2.
STATUTORY_A_YEAR: Final = 90
CORPORATE_A_YEAR: Final = 780
STAGE_2_WANTED: Final = 10 / 86
STAGE_3_WANTED: Final = 4 / 10
CORPORATE_STAGE_2_WANTED: Final = 83 / 781
HISTORY_YEARS: Final = 3
# The demonstration's own shares.
WITHDRAWN: Final = 0.04
WITHIN_10: Final = 0.16
EXTENDED: Final = 0.45
OFFER_MADE_AT_ONCE: Final = 0.6

STAGE_1_LIMIT: Final = 20
STAGE_1_LONGEST: Final = 55
STAGE_2_LIMIT: Final = 65

CORPORATE_STAGE_1 = lateness.Practice(
    40, 1 - lateness.CORPORATE_STAGE_1_LATE, latest=30, earliest=3
)
CORPORATE_STAGE_2 = lateness.Practice(
    20, 1 - lateness.CORPORATE_STAGE_2_LATE, latest=30, earliest=8
)
STAGE_2 = lateness.Practice(STAGE_2_LIMIT, lateness.STAGE_2_WITHIN_65, latest=40, earliest=50)
STAGE_3_PANEL = lateness.Practice(30, lateness.STAGE_3_IN_TIME, latest=15, earliest=20)
STAGE_3_REPORT = lateness.Practice(5, 0.9, latest=5)
STAGE_3_RESPONSE = lateness.Practice(15, lateness.STAGE_3_IN_TIME, latest=10, earliest=6)

_OUTCOMES: Final = ("fault_found", "not_upheld", "no_finding")
_OUTCOME_WEIGHTS: Final = (45, 45, 10)
_STATUTORY_BY: Final = ("parent", "young person", "relative", "carer")
_CORPORATE_BY: Final = ("resident", "parent", "business", "representative")
_EXTENSION_REASONS: Final = ("complex", "records needed", "staff absent")


def corporate_cases(random: Random, as_of: date) -> Iterator[list[Event]]:
    """The events of each complaint under the county's own procedure, in three years."""
    for number, received_on in enumerate(_received(random, CORPORATE_A_YEAR, as_of), start=1):
        timeline = Timeline(f"CC-{number:05d}", as_of)
        _open(timeline, received_on, "corporate", random.choice(_CORPORATE_BY))
        _record_corporate(timeline, random, received_on)
        yield timeline.events()


def statutory_cases(random: Random, as_of: date) -> Iterator[list[Event]]:
    """The events of each complaint under the Children Act procedure, in three years."""
    for number, received_on in enumerate(_received(random, STATUTORY_A_YEAR, as_of), start=1):
        timeline = Timeline(f"SC-{number:05d}", as_of)
        _open(timeline, received_on, "statutory", random.choice(_STATUTORY_BY))
        _record_statutory(timeline, random, received_on)
        yield timeline.events()


def _received(random: Random, a_year: int, as_of: date) -> list[date]:
    days = range(a_year * HISTORY_YEARS)
    return sorted(
        on_or_before(days_after(as_of, -random.randint(0, 365 * HISTORY_YEARS))) for _ in days
    )


def _open(timeline: Timeline, received_on: date, procedure: str, by: str) -> None:
    timeline.record("complaint_received", received_on, procedure=procedure, by=by)
    manager = Assignment("complaints_manager", COMPLAINTS_MANAGER, COMPLAINTS_TEAM)
    timeline.assign(received_on, [manager])


def _record_corporate(timeline: Timeline, random: Random, received_on: date) -> None:
    if random.random() < WITHDRAWN:
        _withdraw(timeline, random, received_on)
        return
    answered_on = CORPORATE_STAGE_1.done_on(random, received_on, timeline.as_of)
    _respond(timeline, random, answered_on, "1")
    if random.random() < CORPORATE_STAGE_2_WANTED:
        requested_on = working_days_after(answered_on, random.randint(2, 20))
        timeline.record("stage2_requested", requested_on)
        replied_on = CORPORATE_STAGE_2.done_on(random, requested_on, timeline.as_of)
        _respond(timeline, random, replied_on, "2")


def _record_statutory(timeline: Timeline, random: Random, received_on: date) -> None:
    if random.random() < WITHDRAWN:
        _withdraw(timeline, random, received_on)
        return
    taken = _stage_1_days(random)
    answered_on = working_days_after(received_on, taken)
    if taken > 10 and random.random() < EXTENDED:
        _extend(timeline, random, working_days_after(received_on, random.randint(5, 9)), "1")
    elif taken > STAGE_1_LIMIT:
        wait = 1 if random.random() < OFFER_MADE_AT_ONCE else random.randint(2, 18)
        offered = working_days_after(received_on, STAGE_1_LIMIT + wait)
        timeline.record("stage2_offered", offered)
    _respond(timeline, random, answered_on, "1")
    if random.random() < STAGE_2_WANTED:
        _record_stage_2(timeline, random, answered_on)


def _stage_1_days(random: Random) -> int:
    """How many working days stage 1 takes."""
    chance = random.random()
    if chance < WITHIN_10:
        return random.randint(3, 10)
    if chance < lateness.STAGE_1_WITHIN_20:
        return random.randint(11, STAGE_1_LIMIT)
    late = lateness.late_by(random, STAGE_1_LONGEST - STAGE_1_LIMIT)
    return STAGE_1_LIMIT + late


def _record_stage_2(timeline: Timeline, random: Random, answered_on: date) -> None:
    requested_on = working_days_after(answered_on, random.randint(3, 18))
    timeline.record("stage2_requested", requested_on)
    timeline.record("statement_agreed", working_days_after(requested_on, random.randint(5, 15)))
    # Every investigation that is going to take longer than 25 working days says so in time.
    _extend(timeline, random, working_days_after(requested_on, random.randint(15, 24)), "2")
    replied_on = STAGE_2.done_on(random, requested_on, timeline.as_of)
    _respond(timeline, random, replied_on, "2")
    if random.random() < STAGE_3_WANTED:
        _record_stage_3(timeline, random, working_days_after(replied_on, random.randint(5, 19)))


def _record_stage_3(timeline: Timeline, random: Random, requested_on: date) -> None:
    as_of = timeline.as_of
    timeline.record("stage3_requested", requested_on)
    panel_on = STAGE_3_PANEL.done_on(random, requested_on, as_of)
    report_on = STAGE_3_REPORT.done_on(random, panel_on, as_of)
    received_on = working_days_after(report_on, random.randint(0, 2))
    timeline.record("review_panel_held", panel_on)
    timeline.record("review_panel_report_issued", report_on)
    timeline.record("review_panel_report_received", received_on)
    _respond(timeline, random, STAGE_3_RESPONSE.done_on(random, received_on, as_of), "3")


def _withdraw(timeline: Timeline, random: Random, received_on: date) -> None:
    withdrawn_on = working_days_after(received_on, random.randint(2, 9))
    timeline.record("complaint_withdrawn", withdrawn_on)


def _extend(timeline: Timeline, random: Random, agreed_on: date, stage: str) -> None:
    timeline.record(
        "extension_agreed",
        agreed_on,
        stage=stage,
        reason=random.choice(_EXTENSION_REASONS),
        agreed_by="complainant",
    )


def _respond(timeline: Timeline, random: Random, on: date, stage: str) -> None:
    outcome = random.choices(_OUTCOMES, _OUTCOME_WEIGHTS)[0]
    timeline.record(
        "complaint_responded",
        on,
        stage=stage,
        outcome=outcome,
        # By e-mail: received on the day it is sent.
        received_on=on,
    )
