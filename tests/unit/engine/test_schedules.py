"""Every rule belongs to exactly one schedule, and a schedule is one file."""

import re
from dataclasses import replace
from datetime import time

import pytest

import engine.schedules
from domain.errors import ProblemError
from engine.schedule import Schedule
from engine.schedule_catalogue import (
    check_schedules,
    every_schedule,
    schedule_called,
    schedule_of,
)
from intake.other_files.rule_files import every_rule
from tests.conventions.source_files import ROOT, python_files

REVIEWS, CONFERENCES, COMPLAINTS = every_schedule().values()


def test_every_file_is_a_schedule_that_has_its_name() -> None:
    files = {path.stem for path in python_files("engine") if path.parts[1] == "schedules"}
    assert files - {"__init__"} == {one.identifier for one in every_schedule().values()}
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", key) for key in every_schedule())


def test_they_stand_in_the_order_in_which_they_run() -> None:
    assert list(every_schedule()) == ["review-schedule", "cp-conferences", "complaint-deadlines"]
    assert [one.runs_at for one in every_schedule().values()] == [
        time(2, 30),
        time(2, 40),
        time(2, 50),
    ]


@pytest.mark.parametrize(
    ("rule", "schedule"),
    [
        ("lac.review.first", REVIEWS),
        ("ehc.decision", REVIEWS),
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
    own = ROOT / "engine" / "schedules"
    assert str(own) in list(engine.schedules.__path__)
    named = {
        str(path)
        for path in python_files("engine", "flows", "deployments", "cli", "intake", "domain")
        if path.parts[1] != "schedules"
        and re.search(
            r'"(review-schedule|cp-conferences|complaint-deadlines)"', (ROOT / path).read_text()
        )
    }
    assert named == set()
