"""Limits that look at another rule's date, and windows that open late."""

from dataclasses import replace
from typing import Any

import pytest

from domain.case.events import Event
from domain.clocks.reckoned import DueDate, Reckoning
from domain.clocks.schedule import reckon_case
from domain.rules.rule import Rule
from intake.catalogue import evidence_of_returns
from tests.unit.domain.cases import CARE, day, event, reckonings, rules_of

BORN = event("child_born", "2025-04-14")
_SAID_OF_A_RULE = ("id", "title", "authority", "confidence", "sources")


def plan_made(on: str) -> Event:
    return event("initial_conference_held", on, outcome="plan")


def after_birth(*events: Event) -> DueDate:
    """The date of the review conference that ten working days from the birth ask for."""
    [found] = reckonings([*events, BORN], "cp.conference.pre_birth", "leicestershire")
    return found.due


@pytest.mark.parametrize(
    "plans", [["2025-01-20", "2025-02-03"], ["2025-02-03", "2025-01-20"]], ids=str
)
def test_of_two_clocks_that_run_the_one_due_soonest_counts(plans: list[str]) -> None:
    assert after_birth(*map(plan_made, plans)).on == day("2025-04-20")


def test_a_clock_that_ends_on_the_very_day_still_runs_on_it() -> None:
    held = event("review_conference_held", "2025-04-14", outcome="plan")
    assert after_birth(plan_made("2025-01-20"), held).on == day("2025-04-20")


@pytest.mark.parametrize(
    ("plan", "due", "is_of_the_other"),
    [
        ("2025-01-29", "2025-04-29", True),
        ("2025-01-30", "2025-04-30", False),
        ("2025-01-31", "2025-04-30", False),
    ],
)
def test_a_clock_due_on_the_same_day_is_no_sooner(
    plan: str, due: str, is_of_the_other: bool
) -> None:
    found = after_birth(plan_made(plan))
    assert found.on == day(due)
    assert (found.sooner is not None) is is_of_the_other


def by_a_changed_rule(rule_id: str, changes: dict[str, Any], *events: Event) -> Reckoning:
    """The one clock that a rule sets once it says something else as well."""
    book, calendars = rules_of("statutory")
    given = book.rule(rule_id).model_dump(by_alias=True, exclude_unset=True, exclude={"ladder"})
    changed = Rule.model_validate(given | changes | {"ladder": {"0": ["responsible"]}})
    rules = replace(book, rules={rule_id: changed})
    [found] = reckon_case([CARE, *events], rules, calendars, evidence_of_returns())
    return found


def test_a_window_may_open_after_so_many_working_days() -> None:
    limit = {"from": day("2011-04-01"), "working_days": 20, "not_before": {"working_days": 10}}
    found = by_a_changed_rule(
        "lac.adoption.disruption",
        {"limits": [limit]},
        # Over the bank holiday of 25 August.
        event("adoption_placement_disrupted", "2025-08-18"),
        event("review_held", "2025-09-01"),
    )
    assert found.clock.not_before == day("2025-09-02")
    assert found.clock.completed_on is None


@pytest.mark.parametrize(("plan", "counts"), [("adoption", True), ("return_home", False)])
def test_what_was_done_early_counts_only_if_it_is_what_the_rule_asks_for(
    plan: str, counts: bool
) -> None:
    asked_for = {
        "event": "permanence_plan_agreed",
        "may_precede": True,
        "when": {"plan": "adoption"},
    }
    found = by_a_changed_rule(
        "lac.placement_plan",
        {"ends": [asked_for]},
        event("permanence_plan_agreed", "2025-06-03", plan=plan),
        event("placement_started", "2025-06-04"),
    )
    assert (found.clock.completed_on == day("2025-06-03")) is counts


@pytest.mark.parametrize(
    ("received", "stage", "due"),
    [
        ("2015-06-01", "1", "2015-06-08"),
        ("2015-06-01", "2", None),
        ("2012-06-01", "2", "2012-06-29"),
    ],
    ids=["the newer law", "of which the newer law says nothing", "the law of its time"],
)
def test_where_the_newer_law_is_silent_the_older_does_not_come_back(
    received: str, stage: str, due: str | None
) -> None:
    book, calendars = rules_of("statutory")
    rule_id = "complaint.statutory.stage1"
    given = book.rule(rule_id).model_dump(by_alias=True, include=set(_SAID_OF_A_RULE))
    limits = [
        {"from": day("2015-01-01"), "calendar_days": 7, "when": {"stage": "1"}},
        {"from": day("2011-04-01"), "calendar_days": 28},
    ]
    told = {
        **given,
        "responsible": "complaints_manager",
        "starts": [{"event": "complaint_responded"}],
        "ends": [{"event": "complaint_withdrawn"}],
        "limits": limits,
        "ladder": {"0": ["responsible"]},
    }
    changed = replace(book, rules={rule_id: Rule.model_validate(told)})
    start = event("complaint_responded", received, stage=stage)
    found = reckon_case([start], changed, calendars, evidence_of_returns())
    assert [one.clock.due_on for one in found] == ([day(due)] if due else [])


def test_hours_from_a_day_without_a_time_are_whole_days_the_begun_one_too() -> None:
    limit = {"from": day("2014-01-16"), "hours": 25}
    found = by_a_changed_rule(
        "missing.return_interview", {"limits": [limit]}, event("found", "2025-06-04")
    )
    assert found.clock.due_on == day("2025-06-06")


def test_hours_end_on_the_day_that_it_is_in_london() -> None:
    [found] = reckonings([event("found", "2025-06-02T23:30:00+00:00")], "missing.return_interview")
    assert found.clock.due_on == day("2025-06-06")


def test_working_days_may_begin_with_the_day_of_the_start() -> None:
    limit = {"from": day("2011-04-01"), "working_days": 5, "beginning_on_start": True}
    found = by_a_changed_rule(
        "lac.placement_plan", {"limits": [limit]}, event("placement_started", "2025-06-04")
    )
    assert found.clock.due_on == day("2025-06-10")
