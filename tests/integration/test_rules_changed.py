"""A change of rules is seen before it is applied, and nothing applies it by itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from domain.days import end_of_day
from domain.errors import ProblemError
from engine.explaining import explain_clock
from engine.queries import ClockQuestion, clocks
from engine.rerun import rerun
from engine.rules_in_force import PROFILE_SETTING
from engine.rules_rerun import rerun_rules, rules_wait
from engine.schedule_catalogue import every_schedule
from engine.settings import Settings
from engine.status import status
from engine.sweep import sweep
from engine.workspace import Workspace, open_workspace
from store.filters import ClockFilter
from store.records import RulebookRecord
from tests.conventions.source_files import ROOT
from tests.support.workspaces import at, everything, fact, rungs, tell

NOW = at("2026-03-03 09:00")
RECORD = ClockFilter(rules=["lac.review.record"])
BY_15_DAYS, BY_10_DAYS = "2026-03-13", "2026-03-06"

NOTHING_VARIED = "id: anyshire\ntitle: Anyshire\n"
STRICTER = (
    NOTHING_VARIED
    + """vary:
  - rule: lac.review.record
    limits:
      - from: 2011-04-01
        working_days: 10
    because: Records are completed sooner in Anyshire.
    source:
      title: An invented procedure
"""
)
A_LOCAL_RULE = """id: lac.own.call
title: An invented call to the home
authority: local
responsible: social_worker
starts: [{event: review_held}]
ends: [{event: iro_allocated}]
limits: [{from: 2011-04-01, working_days: 20}]
ladder: {%s: [responsible]}
sources: [{title: An invented procedure}]
"""


def write_profile(folder: Path, text: str, rung: str = "-5wd") -> None:
    """Anyshire's own profile in the data folder."""
    profile = folder / "profiles" / "anyshire"
    (profile / "lac").mkdir(parents=True, exist_ok=True)
    (profile / "profile.yaml").write_text(text, "utf-8")
    (profile / "lac" / "lac.own.call.yaml").write_text(A_LOCAL_RULE % rung, "utf-8")


@pytest.fixture
def stricter(url: str, tmp_path: Path) -> Iterator[Workspace]:
    """A store whose rule files have since been changed: 10 working days for a record, not 15."""
    write_profile(tmp_path, NOTHING_VARIED)
    before = open_workspace(Settings(tmp_path, url, "anyshire"))
    tell(
        before,
        fact("1", "became_looked_after", "2026-02-02"),
        fact("1", "review_held", "2026-02-20"),
        now=at("2026-02-20 18:00"),
    )
    sweep(before, now=NOW)
    before.database.dispose()
    write_profile(tmp_path, STRICTER)
    workspace = open_workspace(before.settings)
    yield workspace
    workspace.database.dispose()


def reopened(workspace: Workspace) -> Workspace:
    """The same installation, as the next command opens it."""
    workspace.database.dispose()
    return open_workspace(workspace.settings)


def due_on(workspace: Workspace, known_at: datetime | None = None) -> list[str]:
    """When the records are due."""
    question = ClockQuestion(NOW.date(), NOW, known_at, filter=RECORD)
    return [view["due_on"] for view in clocks(workspace, question)]


def unwell(workspace: Workspace, now: datetime = NOW) -> dict[str, str]:
    """What ``status`` finds wrong."""
    return {one.name: one.finding for one in status(workspace, now).checks if not one.well}


def test_a_preview_says_what_would_move_and_writes_nothing(stricter: Workspace) -> None:
    before = everything(stricter)
    done = rerun_rules(stricter, now=NOW)
    (change,) = done.recalculation.changes
    assert change.clock.rule == "lac.review.record"
    assert change.before is not None
    assert change.after is not None
    assert change.before.due_on - change.after.due_on == timedelta(days=7)
    assert everything(stricter) == before
    assert rules_wait(stricter)


def test_applying_needs_a_reason_and_puts_the_rules_in_force(stricter: Workspace) -> None:
    with pytest.raises(ProblemError) as problem:
        rerun_rules(stricter, now=NOW, apply=True)
    assert problem.value.code == "reason_missing"
    rerun_rules(stricter, now=NOW, apply=True, reason="New procedure")
    again = reopened(stricter)
    assert due_on(again) == [BY_10_DAYS]
    assert not rules_wait(again)
    with again.database.reading() as work:
        (clock,) = work.clocks.search(RECORD)
        (move,) = work.moves.of_clocks([clock.clock])[clock.clock]
        kept = work.rulebooks.last()
    assert (move.because, move.reason) == ("rule_changed", "New procedure")
    assert kept is not None
    assert (kept.applied_at, kept.reason) == (NOW, "New procedure")


def test_an_import_goes_by_the_rules_in_force_while_changed_ones_wait(
    stricter: Workspace,
) -> None:
    tell(
        stricter,
        fact("1", "iro_allocated", "2026-02-03"),
        fact("2", "became_looked_after", "2026-02-02"),
        fact("2", "review_held", "2026-02-20"),
        now=NOW,
    )
    assert due_on(stricter) == [BY_15_DAYS, BY_15_DAYS]
    rerun_rules(stricter, now=NOW, apply=True, reason="New procedure")
    assert due_on(reopened(stricter)) == [BY_10_DAYS, BY_10_DAYS]


def test_a_regular_run_goes_by_the_rules_in_force_and_writes(stricter: Workspace) -> None:
    with stricter.database.unit_of_work() as work:
        work.clocks.clear()
    rerun(stricter, "review-schedule", now=NOW, apply=True, reason="regular_run", run="nightly")
    assert due_on(stricter) == [BY_15_DAYS]


def test_status_says_that_changed_rules_wait_and_from_when_the_others_are(
    stricter: Workspace,
) -> None:
    assert "changed ones wait" in unwell(stricter)["rules"]
    rerun_rules(stricter, now=NOW, apply=True, reason="New procedure")
    again = reopened(stricter)
    assert "rules" not in unwell(again)
    (rules,) = [one for one in status(again, NOW).checks if one.name == "rules"]
    assert rules.finding.endswith("the profile anyshire, in force since 2026-03-03")


@pytest.mark.parametrize("kept_in_the_store", [True, False])
def test_another_profile_waits_as_changed_files_do(
    stricter: Workspace, kept_in_the_store: bool
) -> None:
    chosen = "statutory"
    if kept_in_the_store:
        with stricter.database.unit_of_work() as work:
            work.settings.set(PROFILE_SETTING, chosen)
    given = None if kept_in_the_store else chosen
    stricter.database.dispose()
    other = open_workspace(replace(stricter.settings, profile=given))
    assert other.rulebook.profile == "anyshire"
    assert rules_wait(other)
    changes = rerun_rules(other, now=NOW).recalculation.changes
    assert [(one.clock.rule, one.kind.value) for one in changes] == [("lac.own.call", "removed")]
    rerun_rules(other, now=NOW, apply=True, reason="One profile for all")
    again = reopened(other)
    assert (again.rulebook.profile, rules_wait(again)) == ("statutory", False)
    again.database.dispose()


def test_a_store_without_a_case_takes_the_rules_of_its_files(small: Workspace) -> None:
    small.database.dispose()
    other = open_workspace(replace(small.settings, profile="statutory"))
    assert (other.rulebook.profile, rules_wait(other)) == ("statutory", False)
    other.database.dispose()


def test_a_ladder_that_was_changed_tells_on_its_new_days(stricter: Workspace) -> None:
    write_profile(stricter.settings.data_folder, NOTHING_VARIED, rung="-12wd")
    sweep(stricter, now=at("2026-03-04 09:00"))
    assert rungs(stricter, "lac.own.call") == []
    rerun_rules(stricter, now=at("2026-03-04 09:00"), apply=True, reason="Told sooner")
    assert rungs(stricter, "lac.own.call") == [("-12wd", 0)]


def test_rule_files_that_are_wrong_spoil_nothing_but_themselves(stricter: Workspace) -> None:
    write_profile(stricter.settings.data_folder, "id: anyshire\ncolour: blue\n")
    again = reopened(stricter)
    assert due_on(again) == [BY_15_DAYS]
    assert "the rule files cannot be used" in unwell(again)["rules"]
    with pytest.raises(ProblemError) as problem:
        rerun_rules(again, now=NOW, apply=True, reason="New procedure")
    assert problem.value.code == "rule_file_invalid"
    assert due_on(again) == [BY_15_DAYS]


def test_rules_of_another_version_are_said_to_be_unreadable_and_can_be_replaced(
    stricter: Workspace,
) -> None:
    with stricter.database.unit_of_work() as work:
        work.rulebooks.add(RulebookRecord("anyshire", '{"rules": "in another form"}', NOW))
    with pytest.raises(ProblemError) as problem:
        reopened(stricter)
    assert problem.value.code == "rules_in_force_unreadable"
    other = open_workspace(stricter.settings, by_the_files=True)
    rerun_rules(other, now=NOW + timedelta(hours=1), apply=True, reason="New version")
    again = reopened(other)
    assert due_on(again) == [BY_10_DAYS]
    with pytest.raises(ProblemError) as problem:
        clocks(again, ClockQuestion(NOW.date(), known_at=NOW))
    assert problem.value.code == "rules_of_then_unreadable"
    again.database.dispose()


def test_what_was_known_then_is_counted_by_the_rules_in_force_then(stricter: Workspace) -> None:
    rerun_rules(stricter, now=at("2026-03-05 09:00"), apply=True, reason="New procedure")
    again = reopened(stricter)
    assert due_on(again) == [BY_10_DAYS]
    assert due_on(again, end_of_day(date(2026, 3, 4))) == [BY_15_DAYS]
    assert due_on(again, end_of_day(date(2026, 3, 5))) == [BY_10_DAYS]


def test_an_explanation_says_which_rules_it_rests_on(stricter: Workspace) -> None:
    rerun_rules(stricter, now=at("2026-03-05 09:00"), apply=True, reason="New procedure")
    again = reopened(stricter)
    (view,) = clocks(again, ClockQuestion(NOW.date(), NOW, filter=RECORD))
    today = explain_clock(again, view["clock"], date(2026, 3, 6))
    assert "By the rules of anyshire in force since 5 March 2026 and the" in today.as_text()
    assert "10 working days" in today.explanation.sentence + today.as_text()
    assert today.as_json()["rules_in_force_since"] == "2026-03-05T09:00:00+00:00"
    then = explain_clock(
        again, view["clock"], date(2026, 3, 4), datetime(2026, 3, 4, 12, tzinfo=UTC)
    )
    assert "By the rules of anyshire and the bank holidays of" in then.as_text()
    assert "Due Friday 13 March 2026" in then.explanation.sentence


def test_changed_school_terms_wait_and_their_preview_shows_what_moves(
    url: str, tmp_path: Path
) -> None:
    own = copytree(ROOT / "docs/examples/profiles", tmp_path / "profiles") / "anyshire"
    workspace = open_workspace(Settings(tmp_path, url, "anyshire"))
    tell(workspace, fact("1", "became_looked_after", "2026-01-05"), now=at("2026-01-05 18:00"))
    assert not rules_wait(workspace)
    terms = own / "school_terms.yaml"
    terms.write_text(terms.read_text("utf-8").replace("ends: 2026-03-27", "ends: 2026-03-31"))
    assert rules_wait(workspace)
    (change,) = rerun_rules(workspace, now=NOW).recalculation.changes
    assert change.before is not None
    assert change.after is not None
    assert change.before.clock == change.after.clock
    assert (change.before.due_on, change.after.due_on) == (date(2026, 3, 27), date(2026, 3, 31))
    workspace.database.dispose()


def test_what_the_nightly_runs_work_out_is_every_clock_that_a_rule_of_any_family_sets(
    workspace: Workspace,
) -> None:
    folder = workspace.settings.data_folder
    write_profile(folder, NOTHING_VARIED)
    own = folder / "profiles" / "anyshire" / "anyshire"
    own.mkdir()
    text = A_LOCAL_RULE.replace("lac.own.call", "anyshire.own.call") % '"-5wd"'
    (own / "anyshire.own.call.yaml").write_text(text)
    url = workspace.settings.database_url
    local = Settings.load({"TIMESCALES_PROFILE": "anyshire"}, folder, url)
    anyshire = replace(workspace, settings=local).by_the_files()
    facts = [
        fact("1", "became_looked_after", "2026-02-02"),
        fact("1", "review_held", "2026-02-20"),
        fact("2", "strategy_discussion_held", "2026-02-02"),
        fact("3", "complaint_received", "2026-02-02", procedure="statutory"),
    ]
    tell(anyshire, *facts, now=NOW)
    with anyshire.database.unit_of_work() as work:
        known = {clock.clock for clock in work.clocks.search(ClockFilter())}
        work.clocks.clear()
    for schedule in every_schedule():
        rerun(anyshire, schedule, now=NOW, apply=True, reason="regular_run")
    with anyshire.database.reading() as work:
        found = work.clocks.search(ClockFilter())
    assert {clock.clock for clock in found} == known
    assert {"anyshire", "lac", "cp", "complaint"} <= {clock.rule.split(".")[0] for clock in found}
