"""What the engine answers on a day: due or overdue, as it was, and for one case only."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest

from demo.child_protection import child_protection_cases
from demo.complaints import statutory_cases
from demo.looked_after import looked_after_cases
from domain.case.events import Event
from domain.days import day_of
from domain.errors import ProblemError
from engine.explaining import explain_clock
from engine.queries import ClockQuestion, alerts, clocks
from engine.sweep import sweep
from engine.workspace import Workspace
from intake.reading import ReadEvent, Reading, Row
from store.filters import AlertFilter, ClockFilter
from tests.support.copies import copy_of
from tests.support.workspaces import (
    at,
    fact,
    load_reading,
    mark_all_sent,
    open_at,
    sweep_days,
    tell,
)

FIRST_REVIEW = "lac.review.first"


def view_of(workspace: Workspace, rule: str, when: date | datetime) -> dict[str, Any]:
    """The one clock of a rule on a day, or at an instant of it."""
    now = when if isinstance(when, datetime) else None
    question = ClockQuestion(day_of(when), now, filter=ClockFilter(rules=[rule]))
    (view,) = clocks(workspace, question)
    return view


@pytest.mark.parametrize(
    ("began", "last_second"),
    [
        # Due on 13 January, in winter time, and on 30 July, in summer time.
        ("2025-12-11", "2026-01-13 23:59:59"),
        ("2026-07-02", "2026-07-30 22:59:59"),
        # Due on the Monday after the clocks changed, in spring and in autumn.
        ("2026-03-02", "2026-03-30 22:59:59"),
        ("2026-09-28", "2026-10-26 23:59:59"),
    ],
)
def test_due_today_is_not_overdue_until_midnight_in_london(
    workspace: Workspace, began: str, last_second: str
) -> None:
    tell(workspace, fact("1", "became_looked_after", began), now=at(f"{began} 18:00"))
    now = at(last_second)
    before = view_of(workspace, FIRST_REVIEW, now)
    assert (before["state"], before["days_left"], before["breached_on"]) == ("due_today", 0, None)
    sweep(workspace, now=now)
    rungs = {one["rung"] for one in alerts(workspace, AlertFilter(rules=[FIRST_REVIEW]))}
    assert rungs == {"-10wd", "-5wd", "-2wd", "0"}
    after = view_of(workspace, FIRST_REVIEW, now + timedelta(seconds=1))
    assert (after["state"], after["days_left"]) == ("overdue", -1)
    assert after["breached_on"] == day_of(now + timedelta(seconds=1)).isoformat()


@pytest.mark.parametrize(
    ("when", "state"),
    [
        ("2026-03-05 09:59:59", "due_soon"),
        ("2026-03-06 10:00:00", "due_today"),
        ("2026-03-06 10:00:01", "overdue"),
    ],
)
def test_a_clock_of_hours_is_overdue_from_its_hour(
    workspace: Workspace, when: str, state: str
) -> None:
    tell(workspace, fact("1", "found", "2026-03-03T10:00:00+00:00"), now=at("2026-03-03 10:05"))
    assert view_of(workspace, "missing.return_interview", at(when))["state"] == state


def test_a_date_past_the_announced_bank_holidays_is_provisional(workspace: Workspace) -> None:
    horizon = workspace.calendars["england-and-wales"].horizon
    inside = fact("1", "became_looked_after", (horizon - timedelta(days=40)).isoformat())
    tell(workspace, inside, now=at(f"{horizon} 09:00"))
    assert view_of(workspace, FIRST_REVIEW, horizon)["provisional"] is False
    across = fact("2", "strategy_discussion_held", (horizon - timedelta(days=5)).isoformat())
    tell(workspace, across, now=at(f"{horizon} 09:00"))
    view = view_of(workspace, "cp.conference.initial", horizon)
    assert (view["provisional"], view["due_on"] > horizon.isoformat()) == (True, True)


@pytest.mark.parametrize(
    "afterwards",
    [
        fact("1", "complaint_responded", "2026-03-20", stage="1", outcome="not_upheld"),
        fact("1", "complaint_withdrawn", "2026-03-20"),
        fact("1", "stage2_requested", "2026-03-20"),
        fact("1", "extension_agreed", "2026-03-20", stage="1"),
    ],
    ids=lambda one: str(one["type"]),
)
def test_a_breach_stays_whatever_happens_afterwards(
    workspace: Workspace, afterwards: dict[str, Any]
) -> None:
    received = fact("1", "complaint_received", "2026-03-02", procedure="statutory")
    tell(workspace, received, now=at("2026-03-02 18:00"))
    rule = "complaint.statutory.stage1"
    assert view_of(workspace, rule, date(2026, 3, 16))["breached_on"] is None
    assert view_of(workspace, rule, date(2026, 3, 17))["breached_on"] == "2026-03-17"
    tell(workspace, afterwards, now=at("2026-03-20 18:00"))
    for day in (date(2026, 3, 20), date(2026, 6, 1)):
        assert view_of(workspace, rule, day)["breached_on"] == "2026-03-17"


def test_a_delay_agreed_beforehand_is_no_breach(workspace: Workspace) -> None:
    received = fact("1", "complaint_received", "2026-03-02", procedure="statutory")
    agreed = fact("1", "extension_agreed", "2026-03-16", stage="1")
    tell(workspace, received, agreed, now=at("2026-03-16 18:00"))
    view = view_of(workspace, "complaint.statutory.stage1", date(2026, 3, 17))
    assert (view["due_on"], view["breached_on"]) == ("2026-03-30", None)


def some_of_the_county(last_day: date) -> Reading:
    """Some twenty cases of the synthetic county, with years of events."""
    found: Iterator[list[Event]] = iter(
        [
            *islice(looked_after_cases(Random("1"), last_day), 8),
            *islice(child_protection_cases(Random("2"), last_day), 8),
            *islice(statutory_cases(Random("3"), last_day), 8),
        ]
    )
    reading = Reading()
    for case in found:
        for event in case:
            row = reading.start_row("events", "county", len(reading.rows) + 1)
            reading.keep(row, event)
    return reading


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_as_of_a_past_day_the_answer_is_what_the_engine_said_on_that_day(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    last_day = date(2026, 3, 2)
    reading = some_of_the_county(last_day)
    empty = f"sqlite:///{tmp_path}/empty.db"
    if kind == "postgresql":
        empty = request.getfixturevalue("postgres").new_database()
    open_at(empty, tmp_path).database.dispose()
    full = open_at(copy_of(empty), tmp_path)
    load_reading(full, reading, now=at("2026-03-02 09:00"))
    # The sources' numbers come in one order, so a store of the early events alone numbers its
    # cases otherwise: the answers are compared by case number.
    days = (date(2023, 6, 15), date(2024, 12, 31), date(2026, 3, 1))
    for day in days if kind == "sqlite" else days[1:2]:
        by_then = Reading(rows=reading.rows)
        by_then.events = [read for read in reading.events if read.event.on <= day]
        then = open_at(copy_of(empty), tmp_path)
        load_reading(then, by_then, now=at(f"{day} 21:00"))
        said_then = by_subject(then, day)
        assert len(said_then) > 30
        assert by_subject(full, day) == said_then
        then.database.dispose()
    full.database.dispose()


def by_subject(workspace: Workspace, day: date) -> list[list[tuple[str, Any]]]:
    """The clocks on a day, each with the case number in the place of what follows from it."""
    with workspace.database.reading() as work:
        subjects = work.cases.subjects(work.cases.all_refs())
    found = []
    for view in clocks(workspace, ClockQuestion(day)):
        shown = view | {"case_ref": subjects[view["case_ref"]], "clock": None}
        found.append(sorted(shown.items()))
    return sorted(found, key=repr)


def test_one_case_that_cannot_be_worked_out_does_not_spoil_the_answer_for_a_past_day(
    workspace: Workspace,
) -> None:
    began = [fact(str(n), "became_looked_after", "2026-03-02") for n in range(3)]
    later = fact("0", "child_visited", "2026-03-20")
    tell(workspace, *began, later, now=at("2026-03-20 18:00"))
    day = date(2026, 3, 16)
    before = clocks(workspace, ClockQuestion(day))
    beyond = Event(
        "mosaic",
        "B-1",
        "1",
        "review_booked",
        date(2026, 3, 3),
        attributes={"meeting_at": date(2099, 1, 1)},
    )
    reading = Reading(rows=[Row("events", "feed", 1)], events=[ReadEvent(beyond, "events", 1, 0)])
    (failed,) = load_reading(workspace, reading, now=at("2026-03-20 19:00")).recalculated.failed
    assert clocks(workspace, ClockQuestion(day)) == before
    (clock,) = clocks(
        workspace, ClockQuestion(day, filter=ClockFilter(cases=[failed.case], rules=[FIRST_REVIEW]))
    )
    with pytest.raises(ProblemError) as problem:
        explain_clock(workspace, clock["clock"], day)
    assert problem.value.code == "case_not_scheduled"


def test_a_case_number_finds_its_own_clocks_and_only_asking_by_it_shows_it(
    workspace: Workspace,
) -> None:
    began = [fact(number, "became_looked_after", "2026-03-02") for number in ("1042", "1043")]
    tell(workspace, *began, now=at("2026-03-02 18:00"))
    day = date(2026, 3, 16)
    everybody = clocks(workspace, ClockQuestion(day))
    one = clocks(workspace, ClockQuestion(day, subject="1042"))
    assert {view["subject"] for view in one} == {"1042"}
    assert len({view["case_ref"] for view in one}) == 1
    assert len(everybody) == 2 * len(one) > 2
    assert all("subject" not in view for view in everybody)
    with pytest.raises(ProblemError) as problem:
        clocks(workspace, ClockQuestion(day, subject="104"))
    assert problem.value.code == "unknown_subject"


def test_clocks_can_be_asked_for_by_state(small: Workspace) -> None:
    began = fact("1", "became_looked_after", "2026-03-02")
    held = fact("1", "review_held", "2026-03-13", participation="PN1")
    tell(small, began, held, now=at("2026-03-13 18:00"))
    everything = clocks(small, ClockQuestion(date(2026, 3, 16)))
    assert [view["state"] for view in everything].count("met") == 1
    (met,) = clocks(small, ClockQuestion(date(2026, 3, 16), states={"met"}))
    assert (met["rule"], met["completed_on"]) == (FIRST_REVIEW, "2026-03-13")
    dates = [view["due_on"] for view in everything]
    assert dates == sorted(dates)


@pytest.mark.parametrize(
    "wanted",
    [
        ClockFilter(families=["cp"]),
        ClockFilter(rules=[FIRST_REVIEW]),
        ClockFilter(person="IRO-07"),
        ClockFilter(team="North"),
        ClockFilter(due_before=date(2026, 3, 24)),
        ClockFilter(open_only=True),
        ClockFilter(families=["lac"], open_only=True, due_before=date(2026, 4, 1)),
    ],
    ids=repr,
)
def test_a_filter_means_the_same_for_a_past_day_as_for_today(
    small: Workspace, wanted: ClockFilter
) -> None:
    day = date(2026, 3, 16)
    tell(
        small,
        fact("1", "became_looked_after", "2026-03-02"),
        fact("1", "responsible_assigned", "2026-03-02", role="iro", person="IRO-07", team="North"),
        fact("1", "placement_started", "2026-03-02"),
        fact("1", "child_visited", "2026-03-06"),
        fact("2", "strategy_discussion_held", "2026-03-02"),
        now=at("2026-03-16 18:00"),
    )
    today = clocks(small, ClockQuestion(day, filter=wanted))
    assert 0 < len(today) < len(clocks(small, ClockQuestion(day)))
    tell(small, fact("2", "initial_conference_held", "2026-03-18"), now=at("2026-03-18 18:00"))
    assert clocks(small, ClockQuestion(day, filter=wanted)) == today


def test_an_alert_is_shown_with_how_its_deliveries_stand(workspace: Workspace) -> None:
    began = fact("1", "became_looked_after", "2026-03-02")
    tell(workspace, began, now=at("2026-03-02 18:00"))
    sweep_days(workspace, "2026-03-16")
    mark_all_sent(workspace, at("2026-03-17 06:00"))
    found = [one for one in alerts(workspace, AlertFilter()) if one["rule"] == FIRST_REVIEW]
    assert {one["recipient"] for one in found} == {"business_support", "iro"}
    for one in found:
        assert (one["rung"], one["due_on"], one["on"]) == ("-10wd", "2026-03-30", "2026-03-16")
        assert one["title"] == "First looked-after review"
        (delivery,) = one["deliveries"]
        assert (delivery["kind"], delivery["state"]) == ("alert", "sent")
        assert delivery["sent_at"] == "2026-03-17T06:00:00+00:00"
