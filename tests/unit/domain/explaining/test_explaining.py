"""What a head of service reads when asking why a date is what it is.

Each text in ``explanations`` was read before it was kept: a change of wording is a change of these.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.case.events import Event
from domain.explaining.explanation import Explanation, explain
from tests.unit.domain.cases import CARE, day, event, reckonings, rules_of
from tests.unit.domain.explaining.explained_cases import CASES, COMPLAINT

TEXTS = Path(__file__).parent / "explanations"


def explained(profile: str, rule: str, as_of: date, events: list[Event]) -> Explanation:
    return explain(reckonings(events, rule, profile)[-1], as_of, rules_of(profile)[0])


@pytest.mark.parametrize("name", CASES)
def test_an_explanation_reads_as_approved(name: str) -> None:
    profile, rule, as_of, events = CASES[name]
    text = explained(profile, rule, day(as_of), events).as_text()
    assert text == (TEXTS / f"{name}.txt").read_text("utf-8").rstrip("\n")


def test_every_approved_text_is_asked_for() -> None:
    assert {file.stem for file in TEXTS.iterdir()} == CASES.keys()


def standing(as_of: str, *events: Event) -> str:
    return explained("statutory", "lac.review.first", day(as_of), [CARE, *events]).standing


def test_how_a_clock_stands_is_said_in_one_line() -> None:
    assert standing("2025-06-27") == "On 27 June 2025 there is 1 working day left."
    assert standing("2025-06-30") == "Monday 30 June 2025 is the day it is due; it is not overdue."
    assert standing("2025-07-01") == "On 1 July 2025 it is overdue by 1 working day."


def test_what_was_done_late_says_since_when_it_was_overdue() -> None:
    said = standing("2025-12-01", event("review_held", "2025-07-03"))
    assert said == "Done on Thursday 3 July 2025, late. It was overdue from Tuesday 1 July 2025."


def test_what_was_done_in_time_says_so() -> None:
    said = standing("2025-12-01", event("review_held", "2025-06-30"))
    assert said == "Done on Monday 30 June 2025, in time."


def test_a_duty_that_ended_says_so_without_calling_it_late() -> None:
    said = standing("2025-12-01", event("ceased_looked_after", "2025-06-20"))
    assert said == "The duty ended on Friday 20 June 2025 (ceased looked after) before it was done."


def test_a_weekend_with_no_working_day_left_counts_the_days() -> None:
    events = [event("became_looked_after", "2025-05-19"), event("review_held", "2025-06-13")]
    said = explained("statutory", "lac.review.second", day("2025-09-12"), events).standing
    assert said == "On 12 September 2025 there is 1 day left, which is not a working day."


def test_an_extension_without_a_reason_or_without_who_agreed_is_told_of() -> None:
    def cautions(**said: str) -> tuple[str, ...]:
        agreed = event("extension_agreed", "2025-03-10", stage="1", **said)
        events = [COMPLAINT, agreed]
        as_of = day("2025-03-12")
        return explained("statutory", "complaint.statutory.stage1", as_of, events).cautions

    assert cautions(reason="complex", agreed_by="manager") == ()
    [caution] = cautions(reason="complex")
    assert caution == "The record of the extension does not say who agreed to it, and it must."
    [caution] = cautions()
    assert "does not say why or who agreed to it" in caution


def test_once_the_time_is_up_no_extension_can_be_agreed() -> None:
    said = explained("statutory", "complaint.statutory.stage1", day("2025-03-18"), [COMPLAINT])
    assert (
        "No extension was agreed by Monday 17 March 2025; one that is agreed later moves nothing."
        in said.workings
    )


def test_who_has_the_weeks_but_is_out_of_care_at_sixteen_becomes_eligible_on_coming_back() -> None:
    events = [
        event("born", "2009-03-10"),
        event("became_looked_after", "2024-01-08"),
        event("ceased_looked_after", "2024-12-02"),
        event("became_looked_after", "2025-06-02", "back"),
    ]
    said = explained("statutory", "leaving.assessment", day("2025-07-01"), events).workings[1]
    assert said.startswith("The duty arises on Monday 2 June 2025, the first day of eligibility.")
    assert "did not hold at the age of 16, on Monday 10 March 2025" in said


def test_no_explanation_holds_the_case_number() -> None:
    number = "case-10423"
    for profile, rule, as_of, events in CASES.values():
        known = [replace(one, case=number) for one in events]
        assert number not in explained(profile, rule, day(as_of), known).as_text()
