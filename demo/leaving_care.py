"""Young people who left care: assessment, pathway plan, accommodation and the adviser's visits."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from demo.diary import days_after, on_or_before, working_days_after
from demo.lateness import Arrears, Practice
from demo.people import ADVISERS, TEAM_MANAGERS, Assignment
from demo.timeline import Timeline
from domain.case.events import Event
from domain.counting import add_months

# All shares here are the demonstration's own.
A_YEAR: Final = 30
HISTORY_YEARS: Final = 3
ACCOMMODATED: Final = 0.6
FIRST_NUMBER: Final = 30001

ASSESSMENT = Practice(64, 0.9, latest=20, earliest=25, arrears=Arrears(0.2, 20))
PLAN_REVIEW = Practice(125, 0.9, latest=15, earliest=100, arrears=Arrears(0.1, 20))
# Of who lives in the authority's accommodation, every three months.
ACCOMMODATED_REVIEW = Practice(60, 0.9, latest=12, earliest=45, arrears=Arrears(0.1, 20))
FIRST_VISIT = Practice(5, 0.92, latest=5)
LATER_VISIT = Practice(40, 0.9, latest=10, earliest=25, arrears=Arrears(0.1, 15))


def leaving_care_cases(random: Random, as_of: date) -> Iterator[list[Event]]:
    """The events of each relevant child of the last three years, from leaving care on."""
    left = sorted(
        on_or_before(days_after(as_of, -random.randint(5, 365 * HISTORY_YEARS)))
        for _ in range(A_YEAR * HISTORY_YEARS)
    )
    for number, left_on in enumerate(left, start=FIRST_NUMBER):
        timeline = Timeline(str(number), as_of)
        timeline.record("born", add_months(left_on, -12 * 16 - random.randint(1, 22)))
        timeline.record("became_relevant_child", left_on)
        team = random.choice(list(TEAM_MANAGERS))
        adviser = random.choice(ADVISERS)
        timeline.assign(
            left_on,
            [
                Assignment("personal_adviser", adviser, team),
                # The adviser's team keeps the plan as well.
                Assignment("social_worker", adviser, team),
                Assignment("team_manager", TEAM_MANAGERS[team], team),
            ],
        )
        accommodated = random.random() < ACCOMMODATED
        if accommodated:
            _record_accommodation(timeline, random, working_days_after(left_on, 2))
        _record_plan(timeline, random, left_on, accommodated=accommodated)
        yield timeline.events()


def _record_plan(timeline: Timeline, random: Random, left_on: date, *, accommodated: bool) -> None:
    assessed_on = ASSESSMENT.done_on(random, left_on, timeline.as_of)
    timeline.record("pathway_assessment_completed", assessed_on)
    made_on = working_days_after(assessed_on, random.randint(3, 15))
    timeline.record("pathway_plan_made", made_on)
    practice = ACCOMMODATED_REVIEW if accommodated else PLAN_REVIEW
    while made_on <= timeline.as_of:
        made_on = practice.done_on(random, made_on, timeline.as_of)
        timeline.record("pathway_plan_reviewed", made_on)


def _record_accommodation(timeline: Timeline, random: Random, moved_on: date) -> None:
    timeline.record("accommodation_provided", moved_on)
    visited_on = FIRST_VISIT.done_on(random, moved_on, timeline.as_of)
    timeline.record("adviser_visited", visited_on)
    # Before the accommodation is reviewed, in the fifth week.
    visited_on = working_days_after(moved_on, random.randint(14, 19))
    while visited_on <= timeline.as_of:
        timeline.record("adviser_visited", visited_on)
        visited_on = LATER_VISIT.done_on(random, visited_on, timeline.as_of)
    timeline.record("pathway_plan_reviewed", working_days_after(moved_on, random.randint(21, 30)))
