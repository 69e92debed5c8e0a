"""The commands through the front door, on a real database, with exit codes and JSON."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli import wall_clock
from cli.main import program
from demo import authority
from deployments.one_machine import Places
from engine.settings import SETTINGS_FILE, Settings
from tests.conventions.source_files import ROOT
from tests.support.workspaces import fact

TODAY = datetime(2025, 1, 27, 9, 0, tzinfo=UTC)
# In care since 20 December 2024: the first review was due on 22 January 2025.
CHILD = [
    fact("1042", "became_looked_after", "2024-12-20", id="R-1", legal_status="V2"),
    fact("1042", "responsible_assigned", "2024-12-20", role="iro", person="IRO-07", team="North"),
]
# Their first review is due on 7 February 2025.
SIBLING = fact("2087", "became_looked_after", "2025-01-10", id="R-2", legal_status="C2")

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on a data folder of its own, on 27 January 2025 at nine."""
    monkeypatch.setattr(wall_clock, "now", lambda: TODAY)
    monkeypatch.setattr("engine.status.version", lambda _: "9.8.7")
    monkeypatch.setenv("TIMESCALES_DATA_FOLDER", str(tmp_path / "data"))

    def run(*arguments: str | Path, input: str | None = None) -> Result:
        return CliRunner().invoke(program, [str(each) for each in arguments], input=input)

    return run


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    file = tmp_path / "feed.jsonl"
    file.write_text("".join(f"{json.dumps(one)}\n" for one in [*CHILD, SIBLING]))
    return file


@pytest.fixture
def loaded(run: Run, feed: Path) -> Run:
    assert run("events", "add", feed).exit_code == 0
    return run


def data(result: Result, exit_code: int = 0) -> Any:
    """The JSON document of an answer."""
    assert result.exit_code == exit_code, result.stderr
    return json.loads(result.stdout)


def first_review(run: Run, *more: str) -> dict[str, Any]:
    [view] = data(
        run("clocks", "list", "--subject", "1042", "--rule", "lac.review.first", "--json", *more)
    )
    found: dict[str, Any] = view
    return found


def test_events_are_added_and_accounted_for(run: Run, feed: Path) -> None:
    result = run("events", "add", feed)
    assert result.exit_code == 0
    columns, values = result.stdout.splitlines()
    assert columns.split()[:3] == ["Table", "Rows", "read"]
    assert values.split() == ["events", "3", "3", "0", "0", "0", "0", "0", "3"]
    assert "Worked out 2 cases" in result.stderr


def test_adding_the_same_events_again_changes_nothing(loaded: Run, feed: Path) -> None:
    [line] = data(loaded("events", "add", feed, "--json"))["accounting"]
    assert (line["rows_read"], line["unchanged"], line["events_made"]) == (3, 3, 0)


def test_a_refused_line_is_told_and_the_rest_kept_with_code_4(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_text(f"{json.dumps(SIBLING)}\nnot JSON at all\n")
    result = run("events", "add", file)
    assert result.exit_code == 4
    assert "feed.jsonl, line 2: refused (bad_json). This is not JSON." in result.stderr
    assert "1 (bad_json 1)" in result.stdout
    assert "not JSON at all" not in result.output


def test_an_event_that_contradicts_one_of_the_same_id_is_quarantined_with_code_4(
    loaded: Run, tmp_path: Path
) -> None:
    file = tmp_path / "other.jsonl"
    file.write_text(json.dumps(SIBLING | {"at": "2025-01-17"}))
    found = data(loaded("events", "add", file, "--json"), exit_code=4)
    assert [one["code"] for one in found["quarantined"]] == ["same_id_other_content"]


def test_events_may_come_from_standard_input(run: Run) -> None:
    found = data(run("events", "add", "-", "--json", input=json.dumps(SIBLING)))
    assert found["accounting"][0]["events_made"] == 1


def test_standard_input_stands_alone(run: Run, feed: Path) -> None:
    assert run("events", "add", "-", feed).exit_code == 2


def test_a_file_that_is_not_there_is_refused_with_code_4(run: Run, tmp_path: Path) -> None:
    result = run("events", "add", tmp_path / "absent.csv")
    assert result.exit_code == 4
    assert "absent.csv: refused (file_unreadable)." in result.stderr


def test_a_return_and_a_register_are_imported(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "return"
    folder.mkdir()
    (folder / "header.csv").write_text("CHILD,SEX,DOB\n1042,1,02/03/2015\n")
    (folder / "episodes.csv").write_text(
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE\n"
        "1042,20/12/2024,S,V2,N1,U1,PR1,,,\n"
    )
    found = data(run("import", "ssda903", folder, "--json"))
    assert {line["table"] for line in found["accounting"]} == {"header", "episodes"}

    register = tmp_path / "register.csv"
    register.write_text("reference,procedure,received_on\nC-1,statutory,06/01/2025\nC-2,,\n")
    result = run("import", "complaints", register)
    assert result.exit_code == 4
    assert "line 3" in result.stderr
    assert "complaints" in result.stdout


def test_a_return_without_a_file_is_a_problem_in_three_lines(run: Run, tmp_path: Path) -> None:
    result = run("import", "ssda903", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 3
    assert result.stderr.splitlines()[-1] == "Code: no_return_files"


def test_clocks_are_listed_the_longest_overdue_first(loaded: Run) -> None:
    lines = loaded("clocks", "list", "--family", "lac.review").stdout.splitlines()
    assert lines[0].split()[:2] == ["Due", "Left"]
    assert lines[1].startswith("22 Jan 2025  5 days late  overdue  First looked-after review")
    assert "IRO-07" in lines[1]


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
        (["--family", "la"], set()),
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


def test_the_rules_are_listed_shown_and_checked_without_making_a_database(
    run: Run, tmp_path: Path
) -> None:
    assert "lac.review.first" in run("rules", "list").stdout
    local = run("rules", "list", "--profile", "leicestershire")
    assert "complaint.corporate.stage1" in local.stdout
    shown = data(run("rules", "show", "lac.review.first", "--json"))
    assert shown["limits"][0]["working_days"] == 20
    assert shown["ladder"]["-10wd"] == ["responsible", "business_support"]
    assert run("rules", "show", "lac.review.first").stdout.startswith("id: lac.review.first\n")
    assert run("rules", "show", "no.such.rule").exit_code == 1
    assert data(run("rules", "check", "--json")) == []
    assert not (tmp_path / "data").exists()


def test_the_rules_listed_are_those_that_the_store_was_set_up_with(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = list(islice(authority.events(1, TODAY.date()), 40))
    monkeypatch.setattr(authority, "events", lambda *_: iter(few))
    found = data(run("demo", "load", "--seed", "1", "--json"))
    assert found["accounting"][0]["rows_read"] == 40
    assert "complaint.corporate.stage1" in run("rules", "list").stdout
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


def test_status_says_what_is_not_well_and_what_to_do(loaded: Run) -> None:
    before = loaded("status")
    assert before.exit_code == 1
    assert "no sweep has run yet" in before.stdout
    assert "timescales sweep" in before.stdout
    assert loaded("sweep").exit_code == 0
    assert loaded("dispatch").exit_code == 0
    found = data(loaded("status", "--json"))
    assert found["healthy"]
    assert found["versions"]["timescales"] == "9.8.7"
    assert (found["cases"], found["events"]) == (2, 3)
    assert loaded("status", "--fail-on-overdue").exit_code == 3


@pytest.mark.parametrize("command", [["clocks", "list"], ["events", "add", "-"], ["status"]])
def test_a_database_that_cannot_be_opened_is_three_lines_without_its_password(
    run: Run, command: list[str]
) -> None:
    result = run("--database", "postgresql://u:hunter2@127.0.0.1:1/none", *command, input="")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "Code: database_unreachable"
    assert "hunter2" not in result.stderr


def test_a_data_folder_that_cannot_be_made_is_a_problem(run: Run, feed: Path) -> None:
    result = run("clocks", "list", "--data-folder", feed.parent / "feed.jsonl" / "data")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "Code: data_folder_unusable"


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


def test_up_says_where_to_look_and_what_has_been_overdue_longest(
    loaded: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}
    places = Places("http://127.0.0.1:4321", tmp_path, tmp_path / "mail", tmp_path / "logs")

    def up(settings: Settings, *, announce: Callable[[Places], None], **more: Any) -> int:
        asked.update(more, folder=settings.data_folder)
        announce(places)
        return 0

    monkeypatch.setattr("deployments.one_machine.up", up)
    result = loaded("up", "--port", "4321", "--seed", "3")
    assert result.exit_code == 0
    assert (asked["port"], asked["demo_seed"], asked["now"]()) == (4321, 3, TODAY)
    assert asked["folder"] == tmp_path / "data"
    assert "First looked-after review" in result.stdout
    assert "Prefect: http://127.0.0.1:4321" in result.stdout
    found = data(loaded("up", "--json"))
    assert found["longest_overdue"][0]["state"] == "overdue"
    assert loaded("up", "--as-of", "2025-01-22").exit_code == 2


def test_what_is_not_built_is_not_offered(run: Run) -> None:
    listed = run("--help").stdout
    assert "measures" not in listed
    assert run("measures").exit_code == 2
    assert run("calendar", "refresh").exit_code == 2


def test_the_program_runs_in_a_process_of_its_own_whose_reader_may_leave(
    loaded: Run, tmp_path: Path
) -> None:
    assert loaded("sweep").exit_code == 0
    command = [sys.executable, "-m", "cli", "clocks", "list", "--all", "--as-of", "2025-01-27"]
    command += ["--data-folder", str(tmp_path / "data")]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert "Traceback" not in said
    assert "Exception" not in said
