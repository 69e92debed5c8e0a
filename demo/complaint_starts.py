"""Complaints that begin in another way: with an advocate, on an agreed day, by word of mouth."""

from collections.abc import Callable, Iterator
from datetime import date
from random import Random
from typing import Final

from demo.diary import days_after, on_or_before, working_days_after
from demo.people import COMPLAINTS_MANAGER, COMPLAINTS_TEAM, Assignment
from demo.timeline import Timeline
from domain.case.events import Event

# All of this is the demonstration's own: how many of each in a year.
A_YEAR: Final = 2
DATA_PROTECTION_A_YEAR: Final = 8
HISTORY_YEARS: Final = 3


def complaint_start_cases(random: Random, as_of: date) -> Iterator[list[Event]]:
    """The events of each such complaint in three years."""
    number = 1
    for tell in (_with_advocate, _on_an_agreed_day, _by_word_of_mouth, _straight_to_stage_2):
        for _ in range(A_YEAR * HISTORY_YEARS):
            timeline = _opened(random, as_of, f"SX-{number:05d}", tell)
            yield timeline.events()
            number += 1


def data_protection_cases(random: Random, as_of: date) -> Iterator[list[Event]]:
    """The events of each complaint about the use of personal data in three years."""
    for number in range(1, DATA_PROTECTION_A_YEAR * HISTORY_YEARS + 1):
        yield _opened(random, as_of, f"DP-{number:05d}", _about_personal_data).events()


def _opened(
    random: Random, as_of: date, case: str, tell: Callable[[Timeline, Random, date], None]
) -> Timeline:
    received_on = on_or_before(days_after(as_of, -random.randint(0, 365 * HISTORY_YEARS)))
    timeline = Timeline(case, as_of)
    manager = Assignment("complaints_manager", COMPLAINTS_MANAGER, COMPLAINTS_TEAM)
    timeline.assign(received_on, [manager])
    tell(timeline, random, received_on)
    return timeline


def _receive(timeline: Timeline, received_on: date, **said: object) -> None:
    timeline.record(
        "complaint_received", received_on, procedure="statutory", by="young person", **said
    )


def _with_advocate(timeline: Timeline, random: Random, received_on: date) -> None:
    _receive(timeline, received_on)
    timeline.record("advocate_requested", received_on)
    appointed_on = working_days_after(received_on, random.randint(3, 9))
    timeline.record("advocate_appointed", appointed_on)
    _answer(timeline, random, appointed_on)


def _on_an_agreed_day(timeline: Timeline, random: Random, received_on: date) -> None:
    _receive(timeline, received_on)
    start_on = working_days_after(received_on, 12)
    timeline.record(
        "start_agreed", working_days_after(received_on, 2), stage="1", start_on=start_on
    )
    _answer(timeline, random, start_on)


def _by_word_of_mouth(timeline: Timeline, random: Random, received_on: date) -> None:
    _receive(timeline, received_on, oral=True)
    answered_on = working_days_after(received_on, 9)
    timeline.record("complaint_responded", answered_on, stage="1", outcome="not_upheld")
    asked_on = working_days_after(answered_on, 6)
    written_on = working_days_after(asked_on, random.randint(4, 12))
    timeline.record("stage2_requested", asked_on)
    timeline.record("written_record_produced", written_on)
    _investigate(timeline, random, written_on)


def _straight_to_stage_2(timeline: Timeline, random: Random, received_on: date) -> None:
    _receive(timeline, received_on)
    agreed_on = working_days_after(received_on, 3)
    timeline.record("stage2_agreed", agreed_on)
    _investigate(timeline, random, agreed_on)


def _answer(timeline: Timeline, random: Random, start_on: date) -> None:
    taken = random.choice((7, 9, 10, 14))
    if taken > 10:
        timeline.record(
            "extension_agreed",
            working_days_after(start_on, 8),
            stage="1",
            reason="complex",
            agreed_by="complaints manager",
            until=working_days_after(start_on, 16),
        )
    answered_on = working_days_after(start_on, taken)
    timeline.record("complaint_responded", answered_on, stage="1", outcome="fault_found")


def _investigate(timeline: Timeline, random: Random, start_on: date) -> None:
    until = working_days_after(start_on, 45)
    timeline.record(
        "extension_agreed",
        working_days_after(start_on, 20),
        stage="2",
        reason="complex",
        agreed_by="complaints manager",
        until=until,
    )
    answered_on = working_days_after(start_on, random.randint(35, 50))
    timeline.record("complaint_responded", answered_on, stage="2", outcome="fault_found")


def _about_personal_data(timeline: Timeline, random: Random, received_on: date) -> None:
    timeline.record("complaint_received", received_on, procedure="data_protection", by="parent")
    taken = random.randint(3, 24)
    timeline.record("complaint_acknowledged", working_days_after(received_on, taken))
    answered_on = working_days_after(received_on, taken + random.randint(5, 25))
    timeline.record("complaint_responded", answered_on, stage="1", outcome="not_upheld")
