"""What is left of a request for a run, and of one to cancel a run."""

import json

import pytest

from deployments.prefect_access.cleaning import cleaned_cancel, cleaned_run

ASKED = {
    "name": "jane-smith",
    "tags": ["jane"],
    "labels": {"child": "jane"},
    "job_variables": {"env": {"CHILD": "jane"}},
    "context": {"child": "jane"},
    "enforce_parameter_schema": False,
    "parameters": {"apply": True},
    "state": {
        "type": "SCHEDULED",
        "message": "for jane",
        "name": "jane",
        "state_details": {"scheduled_time": "2026-11-24T09:00:00Z", "cache_key": "jane"},
    },
}
LEFT = {
    "parameters": {"apply": True},
    "enforce_parameter_schema": True,
    "state": {
        "type": "SCHEDULED",
        "state_details": {"scheduled_time": "2026-11-24T09:00:00Z"},
    },
}


def test_only_the_fields_and_the_time_are_left_of_a_request_for_a_run() -> None:
    assert json.loads(cleaned_run(json.dumps(ASKED).encode())) == LEFT


def test_a_run_cannot_be_asked_for_that_is_over_already() -> None:
    over = ASKED | {"state": {"type": "COMPLETED"}}
    assert "state" not in json.loads(cleaned_run(json.dumps(over).encode()))


@pytest.mark.parametrize("body", [b"", b"not json", b'"text"', b"null", b"\xff"])
def test_any_request_can_be_cleaned(body: bytes) -> None:
    assert b"text" not in cleaned_run(body)
    assert cleaned_cancel(body) is None


@pytest.mark.parametrize("kind", ["CANCELLING", "CANCELLED"])
def test_a_run_can_be_cancelled_and_the_words_that_come_with_it_are_left_out(kind: str) -> None:
    asked = {"state": {"type": kind, "name": "jane", "message": "jane"}, "force": True}
    left = {"state": {"type": kind}, "force": False}
    assert json.loads(cleaned_cancel(json.dumps(asked).encode()) or b"") == left


@pytest.mark.parametrize("kind", ["COMPLETED", "SCHEDULED", "PAUSED", "cancelled", None, {}])
def test_no_other_state_can_be_set(kind: object) -> None:
    assert cleaned_cancel(json.dumps({"state": {"type": kind}}).encode()) is None
