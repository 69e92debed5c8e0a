"""What a form takes, and that the plan and its file say the same."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from deployments.forms import closed
from deployments.plan import PLAN, Planned
from domain.errors import ProblemError
from flows.families import FAMILIES
from flows.parameters import FORM_TITLES, CaseReferences, FolderName, Reason
from flows.work import reason_given
from intake.other_files.rule_files import read_rulebook

PREFECT_FILE = Path(__file__).parents[3] / "deployments" / "prefect.yaml"


@pytest.mark.parametrize("case", ["1042", "Jane Smith", "0B5A2F7E", "", "../etc"])
def test_a_case_number_or_a_name_is_no_case_reference(case: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(CaseReferences).validate_python([case])


def test_the_engines_own_reference_is_a_case_reference() -> None:
    case = "0b5a2f7e-1111-4222-8333-444455556666"
    assert TypeAdapter(CaseReferences).validate_python([case]) == [case]


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


def test_a_rerun_is_dry_unless_it_is_applied() -> None:
    assert reason_given(False, Reason.OTHER) is None
    assert reason_given(True, Reason.OTHER) is Reason.OTHER
    with pytest.raises(ProblemError) as problem:
        reason_given(True, Reason.NOT_GIVEN)
    assert problem.value.code == "reason_missing"


def test_every_rule_belongs_to_at_most_one_rerun_and_every_rerun_has_rules() -> None:
    words = {rule.partition(".")[0] for rule in read_rulebook("statutory").rules}
    for family in FAMILIES:
        assert words & set(family.prefixes), family.key
    prefixes = [prefix for family in FAMILIES for prefix in family.prefixes]
    assert len(prefixes) == len(set(prefixes))


def written_down(planned: Planned) -> dict[str, Any]:
    """A deployment as prefect.yaml should say it."""
    schedules = []
    if planned.cron is not None:
        schedule: dict[str, Any] = {"cron": planned.cron, "timezone": "UTC"}
        if planned.scheduled_parameters:
            schedule["parameters"] = dict(planned.scheduled_parameters)
        schedules.append(schedule)
    return {
        "name": planned.name,
        "description": planned.description,
        "entrypoint": f"{planned.module}.{planned.function}",
        "tags": list(planned.tags),
        "enforce_parameter_schema": True,
        "schedules": schedules,
        "work_pool": {"name": "timescales"},
    }


def test_the_prefect_file_says_what_the_plan_says() -> None:
    deployments = yaml.safe_load(PREFECT_FILE.read_text("utf-8"))["deployments"]
    assert deployments == [written_down(planned) for planned in PLAN]


def test_nothing_is_scheduled_only_in_the_hour_before_midnight() -> None:
    for planned in PLAN:
        if planned.cron is not None:
            hours = planned.cron.split()[1]
            assert hours == "*" or set(re.findall(r"\d+", hours)) - {"23"}, planned.name


def test_a_flow_is_called_as_the_plan_says() -> None:
    for planned in PLAN:
        assert planned.flow().name == planned.flow_name
