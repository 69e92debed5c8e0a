"""Rules, calendars and scenarios through the front door; none of them needs a database."""

import csv
import io
import re
import shutil
from itertools import islice
from pathlib import Path

import pytest

from demo import authority
from engine.rules_in_force import PROFILE_SETTING
from engine.settings import SETTINGS_FILE, Settings
from engine.workspace import open_workspace
from tests.conventions.source_files import ROOT
from tests.support.command_line import TODAY, Run, data
from tests.unit.domain.cases import EXAMPLES


def test_the_rules_are_listed_shown_and_checked_without_making_a_database(
    run: Run, tmp_path: Path
) -> None:
    assert "lac.review.first" in run("rules", "list").stdout
    core = data(run("rules", "list", "--profile", "statutory", "--json"))
    assert "complaint.corporate.stage1" not in {rule["id"] for rule in core}
    every = {rule["id"]: rule["in_force"] for rule in data(run("rules", "list", "--json"))}
    assert every["lac.review.first"]
    assert not every["complaint.corporate.stage1"]
    assert not every["complaint.adult.response"]
    shown = data(run("rules", "show", "lac.review.first", "--json"))
    assert shown["limits"][0]["working_days"] == 20
    assert shown["ladder"]["-10wd"] == ["responsible", "business_support"]
    assert run("rules", "show", "lac.review.first").stdout.startswith("id: lac.review.first\n")
    assert run("rules", "show", "no.such.rule").exit_code == 1
    assert data(run("rules", "check", "--json")) == []
    assert not (tmp_path / "data").exists()


def test_a_rule_that_is_switched_off_is_listed_and_shown_as_such(run: Run) -> None:
    listed = {rule["id"]: rule for rule in data(run("rules", "list", "--json"))}
    assert listed["complaint.adult.response"]["off"] is True
    assert "off" not in listed["lac.review.first"]
    assert "switched off" in run("rules", "list").stdout
    assert "'off': true" in run("rules", "show", "complaint.adult.response").stdout


def test_a_profile_of_ones_own_switches_a_rule_on_and_says_how_far_its_terms_reach(
    run: Run, tmp_path: Path
) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "data" / "profiles")
    listed = {rule["id"]: rule for rule in data(run("rules", "list", "--json"))}
    assert not listed["lac.pep.termly"]["in_force"]
    with_terms = run("rules", "list", "--profile", "anyshire").stdout
    assert "yes, switched on" in " ".join(with_terms.split())
    checked = run("rules", "check").stderr.splitlines()
    assert checked[0] == "Every rule file is in order."
    assert checked[-1] == "School terms of anyshire: on file up to 2028-07-21."


def test_the_rules_are_listed_by_the_age_of_their_reading(run: Run) -> None:
    said = ("rules", "age", "--as-of", "2027-01-01", "--json")
    listed = {one["rule"]: one for one in data(run(*said))}
    first = listed["lac.review.first"]
    assert (first["read_on"], first["days"]) == ("2026-11-27", 35)
    assert first["sources"][0]["version"].startswith("as amended to")
    assert listed["cp.conference.initial"]["later"][0].startswith("Working Together")
    assert next(iter(listed.values()))["read_on"] is None
    shown = run("rules", "age", "--as-of", "2027-01-01", "--profile", "statutory")
    assert "complaint.corporate.stage1" not in shown.stdout
    assert "a later edition is known" in shown.stderr


READ = re.compile(r"Every rule of the profile (\S+) belongs to exactly one schedule\.")


def test_a_check_reads_the_profile_that_is_set_wherever_it_is_set(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def profile(*more: str) -> str:
        found = READ.search(run("rules", "check", *more).stderr)
        assert found
        return found[1]

    assert profile() == "statutory"
    workspace = open_workspace(Settings.load({}, tmp_path / "data"))
    with workspace.database.unit_of_work() as work:
        work.settings.set(PROFILE_SETTING, "leicestershire")
    workspace.database.dispose()
    assert profile() == "leicestershire"
    shutil.copytree(EXAMPLES, tmp_path / "data" / "profiles")
    (tmp_path / "data" / SETTINGS_FILE).write_text('profile = "anyshire"\n')
    assert profile() == "anyshire"
    monkeypatch.setenv("TIMESCALES_PROFILE", "lgsco-code")
    assert profile() == "lgsco-code"
    assert profile("--profile", "statutory") == "statutory"


def test_a_check_finds_that_the_profile_that_is_set_is_not_there(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    unset = run("rules", "check")
    monkeypatch.setenv("TIMESCALES_PROFILE", "anyshire")
    for result in (run("rules", "check"), run("rules", "check", "--profile", "")):
        assert (unset.exit_code, result.exit_code) == (0, 1)
        assert "Code: unknown_profile" in result.stderr
    assert data(run("rules", "check", "--json"), exit_code=1)[0]["code"] == "unknown_profile"
    # Somebody else's folder need not hold it.
    assert run("rules", "check", ROOT / "domain").exit_code == 0


def test_a_rule_is_shown_with_the_schedule_that_works_it_out(run: Run) -> None:
    shown = run("rules", "show", "cin.assessment").stdout.splitlines()
    assert shown[-1] == "# Worked out anew by: timescales rerun cp-conferences"
    assert data(run("rules", "show", "cin.assessment", "--json"))["schedule"] == "cp-conferences"


def test_the_rules_listed_are_those_that_the_store_was_set_up_with(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = list(islice(authority.events(1, TODAY.date()), 40))
    monkeypatch.setattr(authority, "events", lambda *_: iter(few))
    found = data(run("demo", "load", "--seed", "1", "--json"))
    assert found["accounting"][0]["rows_read"] == 40
    every = {rule["id"]: rule["in_force"] for rule in data(run("rules", "list", "--json"))}
    assert every["complaint.corporate.stage1"]
    again = run("demo", "load", "--seed", "2")
    assert again.stderr.splitlines()[-1] == "Code: store_not_empty"


def test_a_rule_file_with_a_fault_is_told_with_code_1(run: Run, tmp_path: Path) -> None:
    rule = tmp_path / "rulebook" / "lac" / "lac.review.first.yaml"
    rule.parent.mkdir(parents=True)
    rule.write_text("id: lac.review.first\ntitel: Misspelt\n")
    (tmp_path / "profiles").mkdir()
    (tmp_path / "rulebook" / "periods.yaml").write_text("[]\n")
    result = run("rules", "check", tmp_path)
    assert result.exit_code == 1
    assert "lac.review.first.yaml, line " in result.stderr
    assert "1 problem: rule_file_invalid 1." in result.stderr


def test_one_calculation_shows_its_workings(run: Run) -> None:
    add = ("calendar", "add", "--calendar", "england-and-wales", "--from", "2024-12-20")
    lines = run(*add, "--days", "20").stdout.splitlines()
    assert lines[0] == "2025-01-22  Wednesday 22 January 2025"
    assert "  2024-12-25  Christmas Day (bank holiday)" in lines
    found = data(run(*add, "--days", "-5", "--json"))
    assert (found["result"], found["provisional"]) == ("2024-12-13", False)
    assert data(run(*add, "--days", "1500", "--json"))["provisional"]


def test_a_calculation_by_one_s_own_holidays(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.json"
    file.write_text('{"ours": ["2024-12-23"]}')
    add = ("calendar", "add", "--from", "2024-12-20", "--days", "1", "--calendar")
    found = data(run(*add, "ours", "--holidays", file, "--json"))
    assert found["result"] == "2024-12-24"
    unknown = run(*add, "ours")
    assert (unknown.exit_code, unknown.stderr.splitlines()[-1]) == (1, "Code: unknown_calendar")


def test_a_batch_comes_back_with_its_answers_and_refuses_bad_rows_with_code_4(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "questions.csv"
    file.write_text(
        "id,operation,calendar,start,n\n"
        "a,add_working_days,england-and-wales,2024-12-20,20\n"
        "b,add_working_days,england-and-wales,2024-02-30,20\n"
        "c,count_working_days,england-and-wales,2024-12-20,2025-01-22\n"
    )
    result = run("calendar", "batch", file)
    assert result.exit_code == 4
    assert "questions.csv, line 3: refused (impossible_date)." in result.stderr
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert list(rows[0]) == ["id", "operation", "calendar", "start", "n", "result", "provisional"]
    answers = [(row["id"], row["result"], row["provisional"]) for row in rows]
    assert answers == [("a", "2025-01-22", "false"), ("b", "", ""), ("c", "20", "false")]
    as_json = data(run("calendar", "batch", file, "--json"), exit_code=4)
    assert [row["result"] for row in as_json] == ["2025-01-22", None, 20]
    assert [row["refused"] for row in as_json] == [None, "impossible_date", None]


def test_the_calendars_are_checked(run: Run) -> None:
    assert "england-and-wales" in run("calendar", "check").stdout
    found = data(run("calendar", "check", "--json", "--as-of", "2026-12-26"))
    assert {each["calendar"]: each["agrees"] for each in found}["scotland"]
    assert found[0]["days_left"] == 731


SCENARIO = """
name: A first review counts working days over Christmas
events:
  - {subject: A, type: became_looked_after, at: 2024-12-20}
as_of: 2025-01-10
expect:
  clocks:
    - {subject: A, rule: lac.review.first, due_on: %s, state: due_soon}
"""


def test_scenarios_pass_or_fail_side_by_side(run: Run, tmp_path: Path) -> None:
    good, bad, broken = (tmp_path / name for name in ("good.yaml", "bad.yaml", "broken.yaml"))
    good.write_text(SCENARIO % "2025-01-22")
    bad.write_text(SCENARIO % "2025-01-21")
    broken.write_text("expect: [")
    passed = run("scenario", "run", good)
    assert passed.exit_code == 0
    assert passed.stdout == "passed  A first review counts working days over Christmas\n"
    failed = run("scenario", "run", good, bad, broken, tmp_path / "absent.yaml")
    assert failed.exit_code == 1
    assert "expected clock: subject A, rule lac.review.first, due_on 2025-01-21" in failed.stdout
    assert "due_on 2025-01-22" in failed.stdout
    assert "(scenario_invalid)" in failed.stdout
    assert "absent.yaml: The file cannot be opened." in failed.stdout
    assert failed.stderr == "4 scenarios, 3 failed.\n"
    listed = data(run("scenario", "run", good, bad, "--json"), exit_code=1)
    assert [one["passed"] for one in listed] == [True, False]
