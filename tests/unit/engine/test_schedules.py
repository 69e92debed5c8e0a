"""Every rule belongs to exactly one schedule, and a schedule is one file."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import ProblemError
from engine.rule_check import check_rules
from engine.schedule import Schedule
from engine.schedule_catalogue import (
    check_schedules,
    every_schedule,
    schedule_called,
    schedule_of,
)
from engine.settings import Settings
from intake.other_files.rule_files import every_rule
from tests.conventions.source_files import ROOT

FOLDER = ROOT / "engine" / "schedules"

REVIEWS = schedule_called("review-schedule")
CONFERENCES = schedule_called("cp-conferences")
COMPLAINTS = schedule_called("complaint-deadlines")


def test_every_file_is_a_schedule_that_has_its_name() -> None:
    files = {path.stem for path in FOLDER.glob("[a-z]*.py")}
    assert files == {one.identifier for one in every_schedule().values()}
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", key) for key in every_schedule())


def test_they_stand_in_the_order_in_which_they_run() -> None:
    times = [one.runs_at for one in every_schedule().values()]
    assert times == sorted(times)


@pytest.mark.parametrize(
    ("rule", "schedule"),
    [
        ("lac.review.first", REVIEWS),
        ("cp.conference.initial", CONFERENCES),
        ("cin.assessment", CONFERENCES),
        ("complaint.statutory.stage1", COMPLAINTS),
        ("anyshire.something", REVIEWS),
        # A word that only begins like the name of a family.
        ("complaints.own", REVIEWS),
        ("cpx.own", REVIEWS),
    ],
)
def test_a_rule_of_any_family_belongs_to_a_schedule(rule: str, schedule: Schedule) -> None:
    assert schedule_of(rule) is schedule


def test_every_family_that_a_schedule_names_has_rules() -> None:
    named = {family for one in every_schedule().values() for family in one.families or ()}
    assert named - {rule.partition(".")[0] for rule in every_rule()} == set()


def test_a_family_that_is_misspelt_is_said_by_the_check_of_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    misspelt = {"complaint-deadlines": replace(COMPLAINTS, families=("complant",))}
    monkeypatch.setattr("engine.rule_check.every_schedule", lambda: misspelt)
    [problem] = check_rules(Settings.load({}, tmp_path)).problems
    assert problem.code == "family_without_rules"
    assert "complant" in problem.message


def test_every_schedule_has_rules() -> None:
    assert {schedule_of(rule) for rule in every_rule()} == set(every_schedule().values())


@pytest.mark.parametrize(
    ("schedules", "said"),
    [
        ([REVIEWS, CONFERENCES, replace(COMPLAINTS, families=("complaint", "cp"))], "cp"),
        ([REVIEWS, replace(CONFERENCES, families=None), COMPLAINTS], "every other family"),
        ([CONFERENCES, COMPLAINTS], "none takes every other family"),
    ],
)
def test_schedules_that_leave_a_rule_out_or_share_one_are_refused(
    schedules: list[Schedule], said: str
) -> None:
    with pytest.raises(ProblemError) as problem:
        check_schedules(schedules)
    assert problem.value.code == "schedules_overlap"
    assert said in problem.value.message


def test_a_schedule_that_is_not_there_is_said_with_those_that_are() -> None:
    with pytest.raises(ProblemError) as problem:
        schedule_called("reviews")
    assert problem.value.code == "unknown_schedule"
    assert "cp-conferences" in problem.value.remedy


def test_no_list_names_a_schedule() -> None:
    """Its key stands in its own file, and otherwise only where a person reads an example."""
    quoted = re.compile("|".join(f'"{key}"' for key in every_schedule()))
    named = {
        path.name
        for folder in ("engine", "flows", "deployments", "cli", "intake", "domain")
        for path in (ROOT / folder).rglob("*.py")
        if FOLDER not in path.parents and quoted.search(path.read_text("utf-8"))
    }
    assert named == set()
    assert all(quoted.search(path.read_text("utf-8")) for path in FOLDER.glob("[a-z]*.py"))
