"""Referrals, assessments, section 47 enquiries and the children whom a plan protects."""

from collections.abc import Callable, Iterator
from datetime import date
from random import Random
from typing import Final

from demo import lateness
from demo.conferences import (
    record_booking,
    record_core_groups,
    record_distribution,
    record_plan,
)
from demo.diary import days_after, on_or_before, working_days_after
from demo.people import team_around
from demo.timeline import Timeline
from domain.case.events import Event
from domain.counting import add_months

# 510 plans at a time, each of about a year; the rest are the demonstration's own figures.
CONFERENCES_A_YEAR: Final = 490
ENQUIRIES_ONLY_A_YEAR: Final = 80
ASSESSMENTS_ONLY_A_YEAR: Final = 120
TRANSFERS_A_YEAR: Final = 20
PLAN_AGREED: Final = 0.86
HISTORY_YEARS: Final = 3
LONGEST_PLAN_YEARS: Final = 2
SIBLINGS: Final = ((1, 50), (2, 32), (3, 18))

FIRST_NUMBER: Final = 20001

_Story = Callable[[Timeline, Random, date], date]


def child_protection_cases(random: Random, as_of: date) -> Iterator[list[Event]]:
    """The events of each child referred in the last three years, or under a plan in them."""
    oldest = add_months(as_of, -12 * HISTORY_YEARS)
    number = FIRST_NUMBER
    for opened_on, story in _families(random, as_of):
        size = random.choices(*zip(*SIBLINGS, strict=True))[0]
        seed = random.getrandbits(48)
        births = [days_after(opened_on, -random.randint(20, 16 * 365)) for _ in range(size)]
        for born in births:
            timeline = Timeline(str(number), as_of)
            # The same seed for brothers and sisters: their conferences are held together.
            if _tell(timeline, Random(seed), story, opened_on, born) >= oldest:
                yield timeline.events()
                number += 1


def _families(random: Random, as_of: date) -> list[tuple[date, _Story]]:
    """The day on which each family's story begins, in order, and what kind of story it is."""
    years = HISTORY_YEARS + LONGEST_PLAN_YEARS
    size = sum(size * weight for size, weight in SIBLINGS) / sum(w for _, w in SIBLINGS)
    kinds: list[tuple[_Story, int]] = [
        (record_conference_story, CONFERENCES_A_YEAR),
        (_record_transfer_story, TRANSFERS_A_YEAR),
        (_record_enquiry_story, ENQUIRIES_ONLY_A_YEAR),
        (_record_assessment_story, ASSESSMENTS_ONLY_A_YEAR),
    ]
    opened = [
        (on_or_before(days_after(as_of, -random.randint(0, 365 * years))), story)
        for story, a_year in kinds
        for _ in range(round(a_year * years / size))
    ]
    return sorted(opened, key=lambda each: each[0])


def _tell(timeline: Timeline, random: Random, story: _Story, opened_on: date, born: date) -> date:
    timeline.record("born", born)
    timeline.assign(opened_on, team_around(random, "conference_chair"))
    return story(timeline, random, opened_on)


def _record_referral(timeline: Timeline, random: Random, referred_on: date) -> date:
    """A referral and the assessment that every referral here leads to; gives its last day."""
    decided_on = lateness.REFERRAL_DECISION.done_on(random, referred_on, timeline.as_of)
    assessed_on = lateness.ASSESSMENT.done_on(random, referred_on, timeline.as_of)
    timeline.record("referral_received", referred_on)
    timeline.record("referral_decided", decided_on)
    timeline.record("assessment_started", decided_on)
    timeline.record("assessment_completed", max(assessed_on, working_days_after(decided_on, 1)))
    return assessed_on


def record_conference_story(timeline: Timeline, random: Random, opened_on: date) -> date:
    """A referral, an enquiry, its conference and the plan that may follow; gives its last day."""
    assessed_on = _record_referral(timeline, random, opened_on)
    discussed_on = working_days_after(opened_on, random.randint(1, 8))
    concluded_on = working_days_after(discussed_on, random.randint(3, 6))
    held = lateness.INITIAL_CONFERENCE.done_on(random, discussed_on, timeline.as_of)
    timeline.record("strategy_discussion_held", discussed_on, section_47_initiated=True)
    timeline.record("section_47_concluded", concluded_on, conference_required=True)
    record_booking(timeline, random, working_days_after(discussed_on, random.randint(1, 3)), held)
    return max(assessed_on, _record_initial_conference(timeline, random, held))


def _record_transfer_story(timeline: Timeline, random: Random, opened_on: date) -> date:
    held = lateness.INITIAL_CONFERENCE.done_on(random, opened_on, timeline.as_of)
    timeline.record("transfer_in_notified", opened_on)
    record_booking(timeline, random, working_days_after(opened_on, random.randint(1, 4)), held)
    return _record_initial_conference(timeline, random, held)


def _record_initial_conference(timeline: Timeline, random: Random, held: date) -> date:
    plan = random.random() < PLAN_AGREED
    timeline.record("initial_conference_held", held, outcome="plan" if plan else "no_plan")
    record_distribution(timeline, random, held)
    if not plan:
        return held
    ended_on = record_plan(timeline, random, held)
    record_core_groups(timeline, random, held, ended_on)
    return ended_on


def _record_enquiry_story(timeline: Timeline, random: Random, opened_on: date) -> date:
    assessed_on = _record_referral(timeline, random, opened_on)
    discussed_on = working_days_after(opened_on, random.randint(1, 8))
    concluded_on = working_days_after(discussed_on, random.randint(4, 14))
    timeline.record("strategy_discussion_held", discussed_on, section_47_initiated=True)
    timeline.record("section_47_concluded", concluded_on, conference_required=False)
    return max(assessed_on, concluded_on)


def _record_assessment_story(timeline: Timeline, random: Random, opened_on: date) -> date:
    if random.random() < 0.2:
        discussed_on = working_days_after(opened_on, random.randint(1, 8))
        timeline.record("strategy_discussion_held", discussed_on, section_47_initiated=False)
    return _record_referral(timeline, random, opened_on)
