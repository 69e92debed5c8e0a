"""What a form takes, and that the plan and its file say the same."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.flows import load_flow_from_entrypoint
from pydantic import TypeAdapter, ValidationError

from deployments.forms import closed
from deployments.plan import PLAN, RERUNS
from deployments.prefect_file import prefect_file
from engine.loading import random_reference
from flows.parameters import FORM_TITLES, CaseReferences, FolderName

PREFECT_FILE = Path(__file__).parents[3] / "deployments" / "prefect.yaml"


@pytest.mark.parametrize(
    "case",
    [
        *("1042", "Jane Smith", "0B5A2F7E", "", "../etc", "12345678", "20150302", "2015-03-02"),
        *("1234567-1", "12345678-1", "0b5a2f7", "0b5a2f7e-1111-4222-8333-444455556666-7777"),
    ],
)
def test_a_case_number_or_a_name_is_no_case_reference(case: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(CaseReferences).validate_python([case])


@pytest.mark.parametrize(
    "case",
    [
        "0b5a2f7e-1111-4222-8333-444455556666",
        "0b5a2f7e",
        "0b5a2f7e-1111-4",
        "01234567-1111-4222-8333-444455556666",
        "01234567-1111",
    ],
)
def test_the_engines_own_reference_or_its_beginning_is_a_case_reference(case: str) -> None:
    assert TypeAdapter(CaseReferences).validate_python([case]) == [case]


def test_the_beginning_of_every_new_reference_is_one_that_a_form_takes() -> None:
    for _ in range(200):
        assert TypeAdapter(CaseReferences).validate_python([random_reference()[:8]])


@pytest.mark.parametrize("folder", ["../up", "/root", "a/b", "..", "Jane Smith", ""])
def test_a_folder_outside_the_inbox_cannot_be_named(folder: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(FolderName).validate_python(folder)


def test_every_field_of_every_form_has_a_title_and_a_description() -> None:
    for planned in PLAN:
        form = closed(planned.flow().parameters.model_dump())
        assert form["additionalProperties"] is False
        for name, field in form["properties"].items():
            assert field["title"] == FORM_TITLES[name]
            assert field["description"]


def test_the_prefect_file_is_up_to_date() -> None:
    assert PREFECT_FILE.read_text("utf-8") == prefect_file()


def test_the_prefect_file_has_every_flow_with_its_place_its_times_and_its_worker() -> None:
    deployments = yaml.safe_load(prefect_file())["deployments"]
    assert [one["name"] for one in deployments] == [planned.name for planned in PLAN]
    assert deployments[0]["entrypoint"] == "flows.schedules.review_schedule"
    assert deployments[0]["schedules"] == [
        {
            "cron": "30 2 * * *",
            "timezone": "UTC",
            "parameters": {"apply": True, "reason": "regular_run"},
        }
    ]
    assert deployments[-1]["schedules"] == []
    assert all(one["enforce_parameter_schema"] for one in deployments)
    assert all(one["work_pool"] == {"name": "timescales"} for one in deployments)


def test_nothing_is_scheduled_only_in_the_hour_before_midnight() -> None:
    for planned in PLAN:
        if planned.cron is not None:
            hours = planned.cron.split()[1]
            assert hours == "*" or set(re.findall(r"\d+", hours)) - {"23"}, planned.name


def test_prefect_finds_every_flow_under_the_name_that_the_plan_says() -> None:
    for planned in PLAN:
        found: Any = load_flow_from_entrypoint(planned.entrypoint, use_placeholder_flow=False)
        assert found.name == planned.flow_name
        # Where a runner that is given the flow itself sends Prefect to look for it.
        assert f"{found.__module__}.{found.__name__}" == planned.entrypoint


def test_the_names_under_which_people_find_the_reruns_stay() -> None:
    assert {planned.full_name for planned in RERUNS.values()} >= {
        "review-schedule/Review schedule",
        "cp-conferences/CP conferences",
        "complaint-deadlines/Complaint deadlines",
    }
