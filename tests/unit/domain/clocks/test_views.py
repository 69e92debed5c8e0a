"""A clock as people and programs see it."""

import time
from dataclasses import replace
from typing import Any

import pytest

from domain.clocks.clock import Clock, Doubt
from domain.clocks.views import by_urgency, clock_as_json, visible
from tests.unit.domain.cases import CARE, ENGLAND, clock, day, event, rules_of, utc

RULES, _ = rules_of("leicestershire")
IRO = event("responsible_assigned", "2025-06-02", role="iro", person="IRO-07", team="North")
HELD = event("review_held", "2025-07-02")


def seen(about: Clock, as_of: str, **given: Any) -> dict[str, Any]:
    return clock_as_json(about, RULES.rule(about.rule), ENGLAND, day(as_of), **given)


def test_an_open_clock_is_shown_with_all_its_dates() -> None:
    review = clock([CARE, IRO])
    assert seen(review, "2025-06-20") == {
        "clock": review.clock,
        "case_ref": "A",
        "rule": "lac.review.first",
        "title": RULES.rule("lac.review.first").title,
        "rule_version": "2011-04-01",
        "started_on": "2025-06-02",
        "not_before": None,
        "target_on": None,
        "due_on": "2025-06-30",
        "act_by": "2025-06-30",
        "due_at": None,
        "state": "due_soon",
        "completed_on": None,
        "days_left": 10,
        "working_days_left": 6,
        "provisional": False,
        "responsible": "IRO-07",
        "team": "North",
        "confidence": review.confidence,
        "breached_on": None,
        "extended_on": None,
        "doubt": None,
    }


def test_a_doubt_is_shown_with_what_is_missing_while_the_duty_is_open() -> None:
    doubt = Doubt("reviews", day("2025-06-12"), "The table could not be read.")
    shown = {"table": "reviews", "since": "2025-06-12", "why": "The table could not be read."}
    assert seen(replace(clock([CARE]), doubt=doubt), "2025-06-20")["doubt"] == shown
    assert seen(replace(clock([CARE, HELD]), doubt=doubt), "2025-08-20")["doubt"] is None


def test_where_nobody_is_assigned_the_role_is_responsible() -> None:
    view = seen(clock([CARE]), "2025-06-20")
    assert (view["responsible"], view["team"]) == ("iro", None)


def test_what_is_late_counts_its_days_below_nought() -> None:
    view = seen(clock([CARE]), "2025-07-02")
    assert (view["state"], view["days_left"], view["working_days_left"]) == ("overdue", -2, -2)
    assert view["breached_on"] == "2025-07-01"


def test_what_is_done_has_no_days_left() -> None:
    view = seen(clock([CARE, HELD]), "2025-07-03")
    assert (view["state"], view["completed_on"]) == ("met_late", "2025-07-02")
    assert (view["days_left"], view["working_days_left"]) == (None, None)


def test_what_is_done_later_is_not_shown_yet() -> None:
    view = seen(clock([CARE, HELD]), "2025-06-30")
    assert (view["state"], view["completed_on"], view["days_left"]) == ("due_today", None, 0)


def test_what_was_done_in_time_is_shown_as_done() -> None:
    in_time = clock([CARE, event("review_held", "2025-06-24")])
    view = seen(in_time, "2025-06-24")
    assert (view["state"], view["completed_on"]) == ("met", "2025-06-24")


def test_what_stopped_was_never_completed() -> None:
    left = clock([CARE, event("ceased_looked_after", "2025-06-24")])
    view = seen(left, "2025-06-24")
    assert (view["state"], view["completed_on"]) == ("stopped", None)


def test_a_clock_of_hours_shows_its_hour_and_is_late_by_it() -> None:
    found = clock([event("found", "2025-06-06T10:00:00+01:00")], "missing.return_interview")
    view = seen(found, "2025-06-09", now=utc("2025-06-09T10:00:01+01:00"))
    assert view["due_at"] == "2025-06-09T09:00:00+00:00"
    assert (view["state"], view["breached_on"]) == ("overdue", "2025-06-09")
    before = seen(found, "2025-06-09", now=utc("2025-06-09T10:00:00+01:00"))
    assert (before["state"], before["breached_on"]) == ("due_today", None)


def test_an_hour_is_shown_in_utc_whatever_the_machine_s_own_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = clock([event("found", "2025-06-06T10:00:00+01:00")], "missing.return_interview")
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "America/New_York")
        time.tzset()
        shown = seen(found, "2025-06-09")["due_at"]
    time.tzset()
    assert shown == "2025-06-09T09:00:00+00:00"


def test_an_extension_shows_the_day_it_was_agreed() -> None:
    complaint = event("complaint_received", "2025-03-03", procedure="statutory")
    agreed = event("extension_agreed", "2025-03-10", stage="1")
    extended = clock([complaint, agreed], "complaint.statutory.stage1")
    assert seen(extended, "2025-03-11")["extended_on"] == "2025-03-10"


def test_a_case_number_is_shown_only_where_it_is_given() -> None:
    assert "subject" not in seen(clock([CARE]), "2025-06-20")
    assert seen(clock([CARE]), "2025-06-20", subject="123")["subject"] == "123"


def test_a_duty_is_seen_from_the_day_it_arises() -> None:
    assert [visible(clock([CARE]), day(f"2025-06-0{number}")) for number in (1, 2, 3)] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("first", ["due_on", "rule", "clock"])
def test_the_most_urgent_comes_first_and_the_order_never_wavers(first: str) -> None:
    same = {"due_on": "2025-06-30", "rule": "b", "clock": "b"}
    sooner = same | {first: "2025-06-29" if first == "due_on" else "a"}
    if first == "due_on":
        sooner |= {"rule": "c", "clock": "c"}
    elif first == "rule":
        sooner |= {"clock": "c"}
    assert sorted([same, sooner], key=by_urgency) == [sooner, same]
