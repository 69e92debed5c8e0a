"""Clocks, alerts, explanations and reruns through the front door."""

import json
import re
from pathlib import Path

import pytest

from engine.settings import SETTINGS_FILE
from tests.support.command_line import Run, data, first_review
from tests.support.workspaces import fact


def test_clocks_are_listed_the_longest_overdue_first(loaded: Run) -> None:
    lines = loaded("clocks", "list", "--family", "lac.review").stdout.splitlines()
    assert lines[0].split()[:2] == ["Due", "Left"]
    cells = re.split(r"  +", lines[1])
    assert cells[:4] == ["22 Jan 2025", "5 days late", "overdue", "First looked-after review"]
    assert cells[5] == "IRO-07"


def test_a_clock_as_json_has_the_names_that_others_rely_on(loaded: Run) -> None:
    found = first_review(loaded)
    assert found["subject"] == "1042"
    assert (found["due_on"], found["state"], found["days_left"]) == ("2025-01-22", "overdue", -5)
    assert len(found["case_ref"]) == 36


def test_the_day_asked_about_decides_the_state(loaded: Run) -> None:
    assert first_review(loaded, "--as-of", "2025-01-22")["state"] == "due_today"
    assert first_review(loaded, "--as-of", "2025-01-23")["state"] == "overdue"


@pytest.mark.parametrize(
    ("filters", "subjects"),
    [
        (["--overdue"], {"1042"}),
        (["--state", "overdue", "--state", "due_soon"], {"1042", "2087"}),
        (["--responsible", "IRO-07"], {"1042"}),
        (["--team", "North"], {"1042"}),
        (["--team", "South"], set()),
        (["--due-before", "2025-01-23"], {"1042"}),
        (["--due-before", "2025-01-22"], set()),
        (["--family", "lac"], {"1042", "2087"}),
        (["--family", "complaint"], set()),
    ],
)
def test_clocks_are_filtered(loaded: Run, filters: list[str], subjects: set[str]) -> None:
    cases = {first_review(loaded)["case_ref"]: "1042"}
    found = data(loaded("clocks", "list", "--json", "--rule", "lac.review.first", *filters))
    assert {cases.get(view["case_ref"], "2087") for view in found} == subjects


def test_the_table_hides_what_has_ended_and_json_does_not(loaded: Run, tmp_path: Path) -> None:
    file = tmp_path / "review.jsonl"
    file.write_text(json.dumps(fact("1042", "review_held", "2025-01-23", part="whole")))
    assert loaded("events", "add", file).exit_code == 0
    listing = ("clocks", "list", "--rule", "lac.review.first", "--subject", "1042")
    assert loaded(*listing).stderr == "0 clocks on 2025-01-27.\n"
    assert "met late" in loaded(*listing, "--all").stdout
    assert "met late" in loaded(*listing, "--state", "met_late").stdout
    assert first_review(loaded)["state"] == "met_late"


def test_overdue_ends_with_3_only_when_asked(loaded: Run) -> None:
    for command in (("clocks", "list"), ("sweep",)):
        assert loaded(*command).exit_code == 0
        assert loaded(*command, "--fail-on-overdue").exit_code == 3
        assert loaded(*command, "--fail-on-overdue", "--as-of", "2024-12-20").exit_code == 0


def test_a_clock_is_explained_by_the_beginning_of_its_id(loaded: Run) -> None:
    clock = first_review(loaded)["clock"]
    text = loaded("explain", clock[:12]).stdout
    assert text.startswith("Due Wednesday 22 January 2025: 20 working days after")
    assert "Christmas Day" in text
    assert data(loaded("explain", clock, "--json"))["rule"] == "lac.review.first"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("clocks", "list", "--family", "la"), "unknown_family"),
        (("clocks", "list", "--rule", "lac.review.frist"), "unknown_rule"),
        (("clocks", "list", "--case", "00000000"), "unknown_case"),
        (("clocks", "list", "--subject", "9999"), "unknown_subject"),
        (("checks", "list", "--case", "00000000"), "unknown_case"),
        (("checks", "list", "--subject", "9999"), "unknown_subject"),
        (("alerts", "list", "--case", "00000000"), "unknown_case"),
        (("alerts", "list", "--clock", "00000000"), "unknown_clock"),
        (("alerts", "list", "--rule", "lac.review.frist"), "unknown_rule"),
        (("measures", "--measure", "lac.reviews"), "unknown_measure"),
        (("report", "make", "iro"), "unknown_report"),
        (("rules", "show", "lac.review.frist"), "unknown_rule"),
        (("explain", "0000"), "reference_too_short"),
        (("rerun", "cp-conferences", "--case", "00000000"), "unknown_case"),
    ],
)
def test_what_is_asked_for_and_is_not_there_is_a_problem_and_no_empty_list(
    loaded: Run, command: tuple[str, ...], code: str
) -> None:
    result = loaded(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1] == f"Code: {code}"


def test_a_case_is_listed_by_the_beginning_of_its_reference(loaded: Run) -> None:
    case = first_review(loaded)["case_ref"]
    for command in (("clocks", "list"), ("checks", "list"), ("alerts", "list")):
        found = data(loaded(*command, "--case", case[:8], "--json"))
        assert {view["case_ref"] for view in found} <= {case}
    assert loaded("clocks", "list", "--case", case[:8]).stdout.count("\n") > 1
    assert data(loaded("rerun", "review-schedule", "--case", case[:8], "--json"))["cases"] == 1


def test_an_unknown_clock_is_a_problem_in_three_lines(loaded: Run) -> None:
    result = loaded("explain", "00000000", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1] == "Code: unknown_clock"


def test_a_sweep_raises_alerts_once_and_a_dispatch_sends_them(loaded: Run, tmp_path: Path) -> None:
    raised = data(loaded("sweep", "--json"))["raised"]
    assert raised > 0
    assert data(loaded("sweep", "--json"))["raised"] == 0
    listed = data(loaded("alerts", "list", "--json"))
    assert len(listed) == raised
    to_one = loaded("alerts", "list", "--recipient", "IRO-07").stdout.splitlines()
    assert 1 < len(to_one) <= raised
    assert data(loaded("alerts", "list", "--json", "--as-of", "2025-01-26")) == []
    assert data(loaded("alerts", "list", "--json", "--since", "2025-01-27")) == listed

    sent = data(loaded("dispatch", "--json"))
    assert sent["sent"] > 0
    assert sent["problems"] == []
    assert any((tmp_path / "data" / "mail").rglob("*"))
    assert loaded("dispatch").stdout.startswith("Sent 0 messages;")


def test_a_dispatch_that_cannot_reach_the_mail_server_says_why_and_fails(
    loaded: Run, tmp_path: Path
) -> None:
    (tmp_path / "data" / SETTINGS_FILE).write_text(
        'channel = "smtp"\n[smtp]\nhost = "127.0.0.1"\nport = 1\nsender = "a@council.example"\n'
        '[contacts]\nIRO-07 = "b@council.example"\niro_manager = "c@council.example"\n'
    )
    assert loaded("sweep").exit_code == 0
    result = loaded("dispatch", "--json")
    assert "smtp_unreachable" in [one["code"] for one in data(result, 1)["problems"]]
    assert "Code: smtp_unreachable" in result.stderr


def test_a_rerun_shows_first_and_writes_only_with_a_reason(loaded: Run) -> None:
    dry = loaded("rerun", "review-schedule", "--subject", "1042")
    assert dry.exit_code == 0
    assert "Nothing was written." in dry.stderr
    assert loaded("rerun", "review-schedule", "--apply").exit_code == 2
    done = data(loaded("rerun", "review-schedule", "--apply", "--reason", "Checked", "--json"))
    assert (done["applied"], done["cases"], done["changes"]) == (True, 2, [])
    assert done["sweep"]["raised"] > 0


def test_a_rerun_of_one_case_takes_its_reference_or_its_number(loaded: Run) -> None:
    case = first_review(loaded)["case_ref"]
    assert data(loaded("rerun", "review-schedule", "--case", case, "--json"))["cases"] == 1
    assert data(loaded("rerun", "review-schedule", "--subject", "1042", "--json"))["cases"] == 1
    unknown = loaded("rerun", "review-schedule", "--subject", "9999")
    assert unknown.exit_code == 1
    assert unknown.stderr.splitlines()[-1] == "Code: unknown_subject"
    assert "9999" not in unknown.stderr


def test_rerunning_the_sweep_is_also_dry_at_first(loaded: Run) -> None:
    assert data(loaded("rerun", "sweep", "--json"))["clocks_reached"] > 0
    assert data(loaded("alerts", "list", "--json")) == []
    assert data(loaded("rerun", "sweep", "--apply", "--json"))["raised"] > 0
    assert loaded("rerun", "sweep", "--subject", "1042").exit_code == 2
