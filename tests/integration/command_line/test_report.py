"""``timescales report``: what is loaded comes out in files."""

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reports.catalogue import every_report
from tests.support.command_line import Run, data
from tests.support.workspaces import fact

# CHILD came into care on 20 December 2024, and the first review was due on 22 January 2025.
LATE = [
    fact(
        "1042",
        "review_delay_recorded",
        "2025-01-20",
        due_on="2025-01-22",
        reason="sickness",
        decision="agreed",
        decided_by="IM-01",
    ),
    fact("1042", "review_held", "2025-01-24", participation="PN3"),
]


@pytest.fixture
def reviewed(loaded: Run, tmp_path: Path) -> Run:
    file = tmp_path / "late.jsonl"
    file.write_text("".join(f"{json.dumps(one)}\n" for one in LATE))
    assert loaded("events", "add", file).exit_code == 0
    return loaded


def test_every_report_is_listed_with_the_period_that_it_covers(run: Run) -> None:
    listed = data(run("report", "list", "--json"))
    assert [one["report"] for one in listed] == list(every_report())
    assert {one["period"] for one in listed} <= {"month", "quarter", "year"}
    assert all(one["about"] and one["title"] for one in listed)


@pytest.mark.parametrize("name", list(every_report()))
def test_each_report_is_made_in_every_form(reviewed: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "made"
    done = reviewed("report", "make", name, "--folder", folder)
    assert done.exit_code == 0, done.stderr
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert {path.suffix for path in paths} == {".html", ".xlsx", ".csv"}
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == sorted(paths)


def test_the_log_shows_the_late_review_as_it_was_recorded(reviewed: Run, tmp_path: Path) -> None:
    options = ("--from", "2025-01-01", "--to", "2025-01-31", "--folder", tmp_path)
    done = reviewed("report", "make", "out-of-date-log", *options)
    paths = [Path(line) for line in done.stdout.splitlines()]
    late = next(path for path in paths if path.name == "1-reviews-that-were-late.csv")
    [row] = csv.DictReader(late.open(encoding="utf-8-sig"))
    [view] = data(reviewed("clocks", "list", "--rule", "lac.review.first", "--all", "--json"))[:1]
    assert row == {
        "Case": view["case_ref"],
        "Review": "First looked-after review",
        "Due": "2025-01-22",
        "First held": "2025-01-24",
        "Complete": "2025-01-24",
        "Days late": "2",
        "Working days late": "2",
        "Reviewing officer": "IRO-07",
        "Team": "North",
        "Reason": "sickness",
        "Delay": "agreed",
        "Decided by": "IM-01",
        "Decided on": "2025-01-20",
    }
    sheet = load_workbook(next(path for path in paths if path.suffix == ".xlsx")).worksheets[1]
    assert [cell.value for cell in list(sheet.iter_rows())[3]][5:7] == [2, 2]


def test_the_figure_of_the_annual_report_is_that_of_the_measure(reviewed: Run) -> None:
    period = ("--from", "2024-04-01", "--to", "2025-01-27", "--json")
    made = data(reviewed("report", "make", "iro-annual", *period))
    [by_year] = [one for one in made["tables"] if one["title"] == "Reviews on time, by year"]
    [measured] = data(reviewed("measures", "--measure", "lac.reviews.on_time", *period))
    [row] = by_year["rows"]
    assert row[1:5] == [1, 0, 1, 0.0]
    assert (measured["denominator"], measured["numerator"]) == (1, 0)
    assert made["files"] == []


def test_without_a_period_it_is_the_last_that_was_over(reviewed: Run) -> None:
    made = data(reviewed("report", "make", "out-of-date-log", "--json"))
    assert (made["from"], made["to"], made["as_at"]) == ("2024-12-01", "2024-12-31", "2025-01-27")
    made = data(reviewed("report", "make", "iro-annual", "--json"))
    assert (made["from"], made["to"]) == ("2023-04-01", "2024-03-31")


def test_a_period_may_be_named_by_one_of_its_ends(reviewed: Run) -> None:
    make = ("report", "make", "iro-annual", "--json")
    made = data(reviewed(*make, "--to", "2025-01-10"))
    assert (made["from"], made["to"]) == ("2024-04-01", "2025-01-10")
    made = data(reviewed(*make, "--from", "2024-10-01"))
    assert (made["from"], made["to"]) == ("2024-10-01", "2025-01-27")


def test_a_day_that_is_past_is_reported_as_it_was(reviewed: Run) -> None:
    made = data(reviewed("report", "make", "out-of-date-log", "--as-of", "2025-01-23", "--json"))
    late, overdue, *_ = made["tables"]
    assert late["rows"] == []
    assert [row[1] for row in overdue["rows"]] == ["First looked-after review"]


def test_a_report_made_again_leaves_no_table_of_the_one_before(
    reviewed: Run, tmp_path: Path
) -> None:
    options = ("report", "make", "out-of-date-log", "--folder", tmp_path, "--format", "csv")
    [first, *_] = reviewed(*options).stdout.splitlines()
    old, own = Path(first).with_name("9-reviews.csv"), Path(first).with_name("notes.csv")
    old.write_text("old")
    own.write_text("somebody's own")
    assert reviewed(*options).exit_code == 0
    assert [old.exists(), own.exists(), Path(first).exists()] == [False, True, True]


def test_what_cannot_be_made_is_said_in_plain_words(reviewed: Run, tmp_path: Path) -> None:
    unknown = reviewed("report", "make", "no-such")
    assert unknown.exit_code == 1
    assert "unknown_report" in unknown.stderr
    assert "iro-annual" in unknown.stderr
    backwards = ("--from", "2025-01-31", "--to", "2025-01-01")
    assert "period_backwards" in reviewed("report", "make", "iro-annual", *backwards).stderr
    file = tmp_path / "file"
    file.write_text("")
    to_file = reviewed("report", "make", "out-of-date-log", "--folder", file / "inside")
    assert to_file.exit_code == 1
    assert "report_not_written" in to_file.stderr
