"""Short times of protection and care: the police, the court, remand, and parents at home."""

from collections.abc import Callable, Iterator
from datetime import date, time
from random import Random
from typing import Final

from demo import lateness
from demo.diary import days_after, instant, meeting_at, on_or_before, working_days_after
from demo.people import business_support, team_around
from demo.timeline import Timeline
from domain.case.events import Event

# All of this is the demonstration's own: how many of each in a year.
A_YEAR: Final = 6
HISTORY_YEARS: Final = 3
FIRST_NUMBER: Final = 40001
LATE: Final = 0.1

PROCEEDINGS = lateness.Practice(125, 0.5, latest=60, earliest=90)


def emergency_cases(random: Random, as_of: date) -> Iterator[list[Event]]:
    """The events of each short time of protection or care in three years, kind by kind."""
    number = FIRST_NUMBER
    for tell in _KINDS:
        for _ in range(A_YEAR * HISTORY_YEARS):
            began_on = on_or_before(days_after(as_of, -random.randint(0, 365 * HISTORY_YEARS)))
            timeline = Timeline(str(number), as_of)
            timeline.record("born", days_after(began_on, -random.randint(11 * 365, 15 * 365)))
            team = team_around(random, "iro")
            timeline.assign(began_on, [*team, business_support(random, team[0].team)])
            tell(timeline, random, began_on)
            yield timeline.events()
            number += 1


def _police_protection(timeline: Timeline, random: Random, began_on: date) -> None:
    timeline.record("police_protection_started", instant(began_on, time(22, 40)))
    days = 4 if random.random() < LATE else random.randint(1, 2)
    timeline.record("police_protection_ended", instant(days_after(began_on, days), time(15, 20)))


def _emergency_protection(timeline: Timeline, random: Random, began_on: date) -> None:
    until = days_after(began_on, random.randint(5, 8))
    timeline.record("emergency_protection_ordered", began_on, until=until)
    if random.random() < 0.3:
        timeline.record("emergency_protection_extended", until, until=days_after(until, 5))
        until = days_after(until, 5)
    timeline.record("emergency_protection_ended", until)
    _proceedings(timeline, random, until)


def _proceedings(timeline: Timeline, random: Random, issued_on: date) -> None:
    timeline.record("care_proceedings_issued", issued_on)
    concluded_on = PROCEEDINGS.done_on(random, issued_on, timeline.as_of)
    if working_days_after(issued_on, 125) < concluded_on:
        timeline.record("proceedings_extended", working_days_after(issued_on, 118))
    timeline.record("care_proceedings_concluded", concluded_on)


def _remand(timeline: Timeline, random: Random, began_on: date) -> None:
    to = random.choice(("accommodation", "detention"))
    timeline.record("became_looked_after", began_on, legal_status="J1", remand=to)
    timeline.record(
        "placement_started", began_on, type="remand", planned=False, emergency=False,
        long_term=False, with_parents=False,
    )  # fmt: skip
    _first_steps(timeline, random, began_on)
    if to == "detention":
        planned_on = working_days_after(began_on, random.randint(5, 10))
        timeline.record("detention_plan_recorded", planned_on)
    else:
        for plan in ("care_plan_recorded", "placement_plan_recorded"):
            timeline.record(plan, working_days_after(began_on, random.randint(2, 5)))
    timeline.record("child_visited", working_days_after(began_on, 3), seen_alone=True)
    timeline.record("ceased_looked_after", working_days_after(began_on, 17), reason="remand ended")


def _at_home(timeline: Timeline, random: Random, began_on: date) -> None:
    """Placed with parents before the assessment, or at home under an interim care order."""
    interim = random.random() < 0.5
    timeline.record("became_looked_after", began_on, legal_status="C1" if interim else "C2")
    more = {} if interim else {"before_assessment": True}
    timeline.record(
        "placement_started", began_on, type="parents", planned=False, emergency=False,
        long_term=False, with_parents=True, **more,
    )  # fmt: skip
    _first_steps(timeline, random, began_on)
    for plan in ("care_plan_recorded", "placement_plan_recorded"):
        timeline.record(plan, working_days_after(began_on, random.randint(1, 4)))
    if not interim:
        assessed_on = working_days_after(began_on, random.randint(6, 10))
        timeline.record("parents_assessment_completed", assessed_on)
        timeline.record("parents_placement_decided", working_days_after(assessed_on, 6))
    _review(timeline, random, working_days_after(began_on, 15))
    timeline.record("health_assessment_completed", working_days_after(began_on, 16))
    timeline.record("pep_completed", working_days_after(began_on, 12))
    for week in range(11):
        visited_on = days_after(began_on, 4 + 7 * week)
        timeline.record("child_visited", visited_on, seen_alone=True)
    ended_on = days_after(began_on, 80)
    timeline.record("ceasing_approved", on_or_before(days_after(ended_on, -3)))
    timeline.record("ceased_looked_after", ended_on, reason="order discharged")


def _first_steps(timeline: Timeline, random: Random, began_on: date) -> None:
    timeline.record("iro_unit_notified", working_days_after(began_on, 1))
    timeline.record("iro_allocated", working_days_after(began_on, 2))
    meeting = meeting_at(random, working_days_after(began_on, 15))
    timeline.record("review_booked", working_days_after(began_on, 2), meeting_at=meeting)


def _review(timeline: Timeline, random: Random, held_on: date) -> None:
    timeline.record("review_report_received", working_days_after(held_on, -3))
    timeline.record("review_held", held_on, part="whole", complete=True, participation="PN1")
    timeline.record("review_decisions_recorded", working_days_after(held_on, random.randint(2, 5)))
    timeline.record("review_record_completed", working_days_after(held_on, 12))
    timeline.record("review_record_distributed", working_days_after(held_on, 16))
    timeline.record("care_plan_recorded", working_days_after(held_on, 7))
    timeline.record("permanence_plan_agreed", working_days_after(held_on, 10), plan="return home")
    timeline.record("midway_check_recorded", days_after(held_on, 40))
    # The next one is booked well ahead, and care ends before it.
    next_on = meeting_at(random, on_or_before(days_after(held_on, 85)))
    timeline.record("review_booked", working_days_after(held_on, 10), meeting_at=next_on)


_Tell = Callable[[Timeline, Random, date], None]
_KINDS: tuple[_Tell, ...] = (_police_protection, _emergency_protection, _remand, _at_home)
