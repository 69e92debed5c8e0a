"""A child protection plan: its conferences, its core groups and its end."""

from datetime import date
from random import Random
from typing import Final

from demo import lateness
from demo.diary import days_after, meeting_at, on_or_before, working_days_after
from demo.timeline import Timeline
from domain.counting import add_months

FIRST_REVIEW_WITHIN: Final = 3
LATER_REVIEWS_WITHIN: Final = 6
# The demonstration's own: how likely each review conference is to end the plan.
ENDS_AT_REVIEW: Final = (0.08, 0.36, 0.55, 0.65)
ENDS_LATER: Final = 0.9
SECOND_PLAN: Final = 0.18
REPORTS_SHARED_IN_TIME: Final = 0.93
CORE_GROUP_DAYS: Final = (63, 84)

_CATEGORIES: Final = ("neglect", "emotional abuse", "physical abuse", "sexual abuse")
_CATEGORY_WEIGHTS: Final = (52, 34, 9, 5)


def record_plan(timeline: Timeline, random: Random, agreed_on: date) -> date:
    """Record a plan agreed at the initial conference on ``agreed_on``; gives the day it ends."""
    timeline.record(
        "child_protection_plan_started",
        agreed_on,
        category=random.choices(_CATEGORIES, _CATEGORY_WEIGHTS)[0],
        number=2 if random.random() < SECOND_PLAN else 1,
    )
    held, number = agreed_on, 0
    while True:
        months = LATER_REVIEWS_WITHIN if number else FIRST_REVIEW_WITHIN
        held = _record_review_booking(timeline, random, held, add_months(held, months))
        ends = random.random() < (
            ENDS_AT_REVIEW[number] if number < len(ENDS_AT_REVIEW) else ENDS_LATER
        )
        timeline.record("review_conference_held", held, outcome="no_plan" if ends else "plan")
        record_distribution(timeline, random, held)
        number += 1
        if ends:
            break
        if held > timeline.as_of:
            return held
    timeline.record("child_protection_plan_ended", held, reason="no longer at risk")
    return held


def record_core_groups(timeline: Timeline, random: Random, agreed_on: date, ended: date) -> None:
    """The first core group within ten working days, then one each six to eight weeks."""
    day = lateness.FIRST_CORE_GROUP.done_on(random, agreed_on, timeline.as_of)
    while day < ended and day <= timeline.as_of:
        timeline.record("core_group_held", day)
        day = on_or_before(days_after(day, random.randint(*CORE_GROUP_DAYS)))


def record_booking(
    timeline: Timeline, random: Random, booked_on: date, on: date, report_days: int = 2
) -> None:
    """Put a conference on ``on`` into the diary, and share the report for it with the family.

    ``report_days`` is how many working days before the conference it is to be shared.
    """
    timeline.record("conference_booked", booked_on, meeting_at=meeting_at(random, on))
    in_time = random.random() < REPORTS_SHARED_IN_TIME
    days = report_days + random.randint(0, 3) if in_time else 1
    timeline.record("conference_report_shared", max(booked_on, working_days_after(on, -days)))


def _record_review_booking(timeline: Timeline, random: Random, previous: date, due: date) -> date:
    """Book the next review conference; gives the day on which it is held."""
    if lateness.CONFERENCE_REVIEWS_PUT_OFF.hold(random, due, timeline.as_of):
        on = lateness.still_undone_until(random, timeline.as_of)
    elif random.random() < lateness.CONFERENCE_REVIEWS_IN_TIME:
        on = on_or_before(days_after(due, -random.randint(0, 14)))
    else:
        on = working_days_after(due, lateness.late_by(random, 30))
    booked_on = working_days_after(previous, random.randint(1, 15))
    record_booking(timeline, random, booked_on, on, report_days=5)
    return on


def record_distribution(timeline: Timeline, random: Random, held: date) -> None:
    """Send out the record of the conference held on ``held``."""
    sent_on = lateness.DISTRIBUTION.done_on(random, held, timeline.as_of)
    timeline.record("conference_record_distributed", sent_on)
