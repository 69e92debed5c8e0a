"""Prospective adopters and foster carers: their approval, its reviews, and representations."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from demo.diary import days_after, on_or_before, working_days_after
from demo.lateness import Arrears, Practice
from demo.people import ADOPTION_WORKERS, FOSTERING_WORKERS, Assignment
from demo.timeline import Timeline
from domain.case.events import Event

# All shares here are the demonstration's own.
ADOPTERS_A_YEAR: Final = 14
CARERS_A_YEAR: Final = 20
HISTORY_YEARS: Final = 3
SUITABLE: Final = 0.88
MATCHED: Final = 0.7
REPRESENTED: Final = 0.4
FIRST_NUMBER: Final = 60001

APPROVAL_REVIEW = Practice(250, 0.85, latest=25, earliest=210, arrears=Arrears(0.15, 25))
FOSTER_REVIEW = Practice(250, 0.88, latest=25, earliest=215, arrears=Arrears(0.12, 25))


def carer_cases(random: Random, as_of: date) -> Iterator[list[Event]]:
    """The events of each adopter and foster carer on whom it was decided in three years."""
    number = FIRST_NUMBER
    for a_year, tell in ((ADOPTERS_A_YEAR, _tell_adopter), (CARERS_A_YEAR, _tell_carer)):
        for _ in range(a_year * HISTORY_YEARS):
            decided_on = on_or_before(days_after(as_of, -random.randint(1, 365 * HISTORY_YEARS)))
            timeline = Timeline(str(number), as_of)
            tell(timeline, random, decided_on)
            yield timeline.events()
            number += 1


def _tell_adopter(timeline: Timeline, random: Random, decided_on: date) -> None:
    worker = random.choice(ADOPTION_WORKERS)
    timeline.assign(decided_on, [Assignment("adoption_social_worker", worker, "Adoption")])
    suitable = random.random() < SUITABLE
    told_on = working_days_after(decided_on, random.randint(1, 5))
    timeline.record("decision_made", decided_on)
    timeline.record("decision_notified", told_on, suitable=suitable)
    if not suitable:
        _represent(timeline, random, told_on)
        return
    matched_on = days_after(told_on, random.randint(60, 500))
    is_matched = random.random() < MATCHED
    held_on = APPROVAL_REVIEW.done_on(random, told_on, timeline.as_of)
    while held_on <= timeline.as_of and not (is_matched and held_on > matched_on):
        timeline.record("approval_review_held", held_on)
        held_on = APPROVAL_REVIEW.done_on(random, held_on, timeline.as_of)
    if is_matched:
        timeline.record("match_approved", matched_on)


def _tell_carer(timeline: Timeline, random: Random, decided_on: date) -> None:
    worker = random.choice(FOSTERING_WORKERS)
    timeline.assign(decided_on, [Assignment("supervising_social_worker", worker, "Fostering")])
    suitable = random.random() < SUITABLE
    timeline.record("fostering_decision_notified", decided_on, suitable=suitable)
    if not suitable:
        _represent(timeline, random, decided_on)
        return
    timeline.record("foster_carer_approved", decided_on)
    held_on = FOSTER_REVIEW.done_on(random, decided_on, timeline.as_of)
    while held_on <= timeline.as_of:
        timeline.record("foster_review_held", held_on)
        held_on = FOSTER_REVIEW.done_on(random, held_on, timeline.as_of)


def _represent(timeline: Timeline, random: Random, told_on: date) -> None:
    if random.random() < REPRESENTED:
        timeline.record("representations_made", working_days_after(told_on, random.randint(5, 18)))
