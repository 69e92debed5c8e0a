"""Silence is noticed: each thing that can stop makes the status say so, and what to do."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.days import day_of
from engine.private_files import tighten_all
from engine.queries import ClockQuestion, clocks
from engine.running_parts import note_ends
from engine.status import status
from engine.sweep import sweep
from engine.workspace import Workspace
from store.filters import ClockFilter
from tests.support.workspaces import at, fact, mark_all_sent, tell
from tests.unit.domain.cases import rules_of

SWEPT_AT = at("2026-03-31 07:00")
FIRST = ClockFilter(rules=["lac.review.first"])


@pytest.fixture
def well(workspace: Workspace) -> Workspace:
    """An engine that has swept and sent everything."""
    tell(workspace, fact("1", "became_looked_after", "2026-03-02"), now=at("2026-03-02 18:00"))
    sweep(workspace, now=SWEPT_AT)
    mark_all_sent(workspace, SWEPT_AT)
    return workspace


def unwell(workspace: Workspace, now: datetime) -> dict[str, str]:
    """The findings that are not well, by name; each has a remedy, and the whole is not well."""
    found = status(workspace, now)
    bad = [check for check in found.checks if not check.well]
    assert found.well is (not bad)
    assert all(check.remedy for check in bad)
    assert all(check.remedy is None for check in found.checks if check.well)
    return {check.name: check.finding for check in bad}


def test_an_engine_that_runs_is_well(well: Workspace) -> None:
    assert unwell(well, SWEPT_AT + timedelta(minutes=15)) == {}


def test_an_engine_that_never_swept_is_not_well(workspace: Workspace) -> None:
    assert unwell(workspace, SWEPT_AT) == {"sweep": "no sweep has run yet"}


def test_a_sweep_that_was_killed_counts_for_nothing(workspace: Workspace) -> None:
    with workspace.database.unit_of_work() as work:
        work.runs.start("sweep", SWEPT_AT)
    assert unwell(workspace, SWEPT_AT) == {"sweep": "no sweep has run yet"}


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(minutes=15, seconds=1), "15 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(days=9), "9 days ago"),
    ],
)
def test_a_sweep_that_is_missed_three_times_is_noticed(
    well: Workspace, age: timedelta, words: str
) -> None:
    assert unwell(well, SWEPT_AT + age) == {"sweep": f"the last sweep ended {words}"}


def test_a_sweep_dated_in_the_future_does_not_pass_for_a_sweep_today(well: Workspace) -> None:
    found = unwell(well, SWEPT_AT - timedelta(days=2))
    assert found == {"sweep": "the last sweep is dated in the future"}


def test_a_message_that_should_have_gone_is_noticed(well: Workspace) -> None:
    tell(well, fact("2", "became_looked_after", "2026-03-02"), now=SWEPT_AT)
    now = SWEPT_AT + timedelta(hours=1)
    assert sweep(well, now=SWEPT_AT + timedelta(minutes=5)).raised > 0
    sweep(well, now=now)
    assert set(unwell(well, now)) == {"outbox"}
    mark_all_sent(well, now)
    assert unwell(well, now) == {}


def test_a_message_that_waits_for_the_morning_is_no_fault(well: Workspace) -> None:
    evening = at("2026-03-31 20:00")
    with well.database.unit_of_work() as work:
        run = work.runs.start("digest", evening)
        work.runs.finish(run, evening, "done")
    tell(well, fact("2", "strategy_discussion_held", "2026-03-30"), now=evening)
    tell(well, fact("3", "complaint_received", "2026-03-24", procedure="statutory"), now=evening)
    assert sweep(well, now=evening).raised > 0
    assert unwell(well, evening + timedelta(minutes=10)) == {}


def test_a_feed_that_no_longer_comes_is_noticed(well: Workspace) -> None:
    settings = replace(well.settings, feeds={"events": 1, "annex-a": 1})
    expecting = replace(well, settings=settings)
    told_at = at("2026-03-02 18:00")
    sweep(expecting, now=told_at)
    mark_all_sent(expecting, told_at)
    assert unwell(expecting, told_at) == {}
    later = told_at + timedelta(days=1, minutes=1)
    sweep(expecting, now=later)
    mark_all_sent(expecting, later)
    assert unwell(expecting, later) == {"feed events": "the last import was 24 hours ago"}
    [feed] = [one for one in status(expecting, later).checks if one.name == "feed events"]
    assert str(feed.remedy).endswith("Import it with: timescales events add")


def test_bank_holidays_that_run_out_are_noticed(well: Workspace) -> None:
    horizon = well.calendars["england-and-wales"].horizon
    for days, names in ((271, set()), (200, {"calendar england-and-wales"})):
        now = at(f"{horizon - timedelta(days=days)} 09:00")
        sweep(well, now=now)
        mark_all_sent(well, now)
        assert set(unwell(well, now)) == names


def test_school_terms_that_run_out_are_noticed(small: Workspace) -> None:
    anyshire, _ = rules_of("anyshire")
    workspace = replace(small, rulebook=anyshire)
    last = anyshire.terms[-1]
    for days, well in ((150, True), (149, False), (-1, False)):
        (found,) = [
            check
            for check in status(workspace, at(f"{last.ends - timedelta(days=days)} 09:00")).checks
            if check.name == "school terms"
        ]
        assert found.well is well
        assert found.finding == "school terms are on file up to 2028-07-21 (Summer term 2028)"
        assert (found.remedy is None) is well


def test_where_no_rule_counts_by_school_terms_nobody_is_asked_for_them(small: Workspace) -> None:
    assert "school terms" not in {check.name for check in status(small, SWEPT_AT).checks}


def test_what_was_set_aside_is_told_and_is_no_fault(well: Workspace) -> None:
    tell(well, fact("1", "became_looked_after", "2026-03-03", id="L-1"), now=SWEPT_AT)
    tell(well, fact("1", "became_looked_after", "2026-03-04", id="L-1"), now=SWEPT_AT)
    mark_all_sent(well, SWEPT_AT)
    found = status(well, SWEPT_AT)
    assert found.well
    assert found.figures["quarantined"] == 1


def test_a_process_of_prefect_that_keeps_ending_is_noticed(well: Workspace) -> None:
    for ends, findings in (
        (2, {}),
        (3, {"prefect": "a process of Prefect keeps ending: server 3 times in a row"}),
        (0, {}),
    ):
        with well.database.unit_of_work() as work:
            note_ends(work, "server", ends)
        assert unwell(well, SWEPT_AT) == findings


def test_files_that_other_accounts_can_use_are_noticed(well: Workspace) -> None:
    folder = well.settings.data_folder
    (folder / "notes").write_text("")
    (folder / "notes").chmod(0o644)
    finding = "1 file or folder in the data folder can be used by other accounts"
    assert unwell(well, SWEPT_AT) == {"files": finding}
    tighten_all(folder)
    assert unwell(well, SWEPT_AT) == {}


def test_the_status_as_json_holds_checks_versions_and_figures(well: Workspace) -> None:
    shown = status(well, SWEPT_AT).as_json()
    assert (shown["healthy"], shown["cases"], shown["events"]) == (True, 1, 1)
    assert all(set(one) == {"name", "healthy", "finding", "remedy"} for one in shown["checks"])
    assert shown["versions"]["profile"] == "leicestershire"
    later = status(well, SWEPT_AT + timedelta(days=1)).as_json()
    assert later["healthy"] is False


def test_clocks_of_a_rule_that_left_the_profile_are_told_of_and_stop_nothing(
    well: Workspace,
) -> None:
    book = well.rulebook
    fewer = {name: rule for name, rule in book.rules.items() if name != "lac.review.first"}
    changed = replace(well, rulebook=replace(book, rules=fewer))
    later = SWEPT_AT + timedelta(minutes=10)
    sweep(changed, now=later)
    assert clocks(well, ClockQuestion(as_of=day_of(later), filter=FIRST)) != []
    shown = clocks(changed, ClockQuestion(as_of=day_of(later)))
    assert shown != []
    assert "lac.review.first" not in {view["rule"] for view in shown}
    assert "lac.review.first" in unwell(changed, later)["rules"]


def test_an_hour_clock_is_breached_on_the_day_its_hours_run_out(workspace: Workspace) -> None:
    tell(workspace, fact("1", "found", "2026-03-02T09:00:00+00:00"), now=at("2026-03-02 10:00"))
    now = at("2026-03-05 09:01")
    (view,) = clocks(workspace, ClockQuestion(as_of=day_of(now), now=now))
    assert (view["state"], view["breached_on"]) == ("overdue", "2026-03-05")
