"""A new bank holiday through the front door: fetched, looked at, put in force."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli import wall_clock
from engine.settings import SETTINGS_FILE
from tests.support.command_line import Run, data
from tests.support.feeds import (
    Answer,
    Content,
    FeedServer,
    as_answer,
    as_ics,
    feed_content,
    saying,
    serving,
)
from tests.support.workspaces import fact

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
# The first review is due 20 working days later, on 18 December 2026.
CHILD = fact("1042", "became_looked_after", "2026-11-20", id="R-1")


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with serving() as feed:
        feed.answer = saying(as_answer(feed_content(d2026_12_04="A day of thanks")))
        yield feed


@pytest.fixture
def engine(run: Run, server: FeedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A child in care, and a feed on this machine that knows a bank holiday more."""
    monkeypatch.setattr(wall_clock, "now", lambda: NOW)
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / SETTINGS_FILE).write_text(f'[calendar]\nfeed = "{server.address}"\n')
    assert run("events", "add", "-", input=json.dumps(CHILD)).exit_code == 0
    return run


def due(run: Run) -> str:
    listing = ("clocks", "list", "--rule", "lac.review.first", "--json")
    [view] = data(run(*listing))
    return str(view["due_on"])


def test_a_refresh_says_what_is_new_and_moves_nothing(engine: Run, tmp_path: Path) -> None:
    before = due(engine)
    result = engine("calendar", "refresh")
    assert result.exit_code == 0
    assert "2026-12-04  A day of thanks" in result.stdout
    assert "Stored 3 new snapshots. No date has moved yet." in result.stderr
    assert (tmp_path / "data" / "calendars" / "scotland" / "2026-11-23.json").exists()
    assert due(engine) == before
    again = data(engine("calendar", "refresh", "--json"))
    assert again["stored"] == []
    assert again["divisions"][0]["horizon"] == "2028-12-26"


def test_a_new_bank_holiday_is_previewed_then_applied_with_its_reason(engine: Run) -> None:
    assert due(engine) == "2026-12-18"
    engine("calendar", "refresh")
    preview = engine("rerun", "--calendar")
    assert preview.exit_code == 0
    assert "4 December 2026 became a bank holiday" in preview.stdout
    assert "Nothing was written." in preview.stderr
    [review] = [
        one
        for one in data(engine("rerun", "review-schedule", "--calendar", "--json"))["changes"]
        if one["rule"] == "lac.review.first"
    ]
    assert (review["from_due_on"], review["to_due_on"]) == ("2026-12-18", "2026-12-21")
    assert due(engine) == "2026-12-18"
    assert engine("rerun", "--calendar", "--apply").exit_code == 2
    done = data(engine("rerun", "--calendar", "--apply", "--reason", "Proclaimed", "--json"))
    assert done["applied"]
    assert due(engine) == "2026-12-21"
    explained = engine("explain", review["clock"]).stdout
    assert "A day of thanks (bank holiday)" in explained
    assert "(bank holiday added, reason given: Proclaimed)" in explained
    again = engine("rerun", "--calendar")
    assert "already in force" in again.stderr
    assert "0 clocks would change" in again.stderr


def test_the_status_says_that_newer_bank_holidays_wait(engine: Run) -> None:
    def finding() -> tuple[bool, str]:
        found = json.loads(engine("status", "--json").stdout)
        [one] = [each for each in found["checks"] if each["name"] == "bank holidays"]
        return one["healthy"], one["finding"]

    assert finding() == (True, "dates rest on the bank holidays of 2026-02-25")
    engine("calendar", "refresh")
    assert finding() == (
        False,
        "dates rest on the bank holidays of 2026-02-25, and newer ones of 2026-11-23 wait",
    )
    engine("rerun", "--calendar", "--apply", "--reason", "Proclaimed")
    assert finding() == (True, "dates rest on the bank holidays of 2026-11-23")


def test_a_calculation_uses_the_newest_bank_holidays(engine: Run, tmp_path: Path) -> None:
    add = ("calendar", "add", "--from", "2026-12-03", "--days", "1", "--json", "--calendar")
    assert data(engine(*add, "england-and-wales"))["result"] == "2026-12-04"
    engine("calendar", "refresh")
    assert data(engine(*add, "england-and-wales"))["result"] == "2026-12-07"
    file = tmp_path / "questions.csv"
    file.write_text("id,operation,calendar,start,n\na,add_working_days,scotland,2026-12-03,1\n")
    assert data(engine("calendar", "batch", file, "--json"))[0]["result"] == "2026-12-07"
    checked = data(engine("calendar", "check", "--json"), exit_code=1)
    assert checked[0]["only_in_calendar"] == ["2026-12-04"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (saying(b""), "feed_not_json"),
        (saying(as_answer(feed_content())[:-1]), "feed_not_json"),
        (saying(b"<html>Sign in</html>"), "feed_not_json"),
        (saying(as_answer({})), "feed_unexpected"),
        (saying(as_answer(feed_content(2020, 2027))), "feed_ends_earlier"),
        (saying(as_answer(feed_content(without=("2026-05-04",)))), "feed_removes_past_holiday"),
        (saying(b"", 302, Location="http://127.0.0.1:9/"), "feed_redirected"),
        (saying(b"", 500), "feed_refused"),
        (saying(b" " * 1_000_001), "feed_too_large"),
    ],
)
def test_a_bad_answer_is_a_problem_in_three_lines_and_stores_nothing(
    engine: Run, server: FeedServer, tmp_path: Path, answer: Answer, code: str
) -> None:
    server.answer = answer
    result = engine("calendar", "refresh")
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 3
    assert result.stderr.splitlines()[-1] == f"Code: {code}"
    assert not (tmp_path / "data" / "calendars").exists()


@pytest.mark.parametrize(
    "arguments",
    [["--case", "abc"], ["--subject", "1042"], ["sweep"]],
)
def test_a_rerun_by_the_calendar_is_of_all_cases(engine: Run, arguments: list[str]) -> None:
    assert engine("rerun", "--calendar", *arguments).exit_code == 2


def test_a_rerun_of_nothing_is_refused(engine: Run) -> None:
    assert engine("rerun").exit_code == 2


def test_a_spoilt_snapshot_is_a_problem_in_three_lines(engine: Run, tmp_path: Path) -> None:
    engine("calendar", "refresh")
    engine("rerun", "--calendar", "--apply", "--reason", "Proclaimed")
    other = tmp_path / "data" / "calendars" / "scotland" / "2026-11-22.json"
    other.with_name("yesterday.json").write_text("{")
    for command in (["status"], ["rerun", "--calendar"], ["calendar", "refresh"]):
        result = engine(*command)
        assert result.exit_code == 1
        assert result.stderr.splitlines()[-1] == "Code: snapshot_unreadable"


def from_december(content: Content) -> Content:
    """The feed as one that lists only what is to come gives it."""
    for given in content.values():
        given["events"] = [one for one in given["events"] if one["date"] >= "2026-12-01"]
    return content


def test_a_feed_that_begins_today_moves_a_date_when_it_is_applied_and_not_before(
    engine: Run, server: FeedServer
) -> None:
    server.answer = saying(as_answer(from_december(feed_content(d2026_12_04="A day of thanks"))))
    told = engine("calendar", "refresh")
    assert told.exit_code == 0
    assert "removed" not in told.stdout
    assert "england-and-wales: The feed begins with 4 December 2026." in told.stderr
    assert due(engine) == "2026-12-18"
    engine("rerun", "--calendar", "--apply", "--reason", "Proclaimed")
    assert due(engine) == "2026-12-21"


def test_a_day_of_the_next_year_leaves_the_horizon_where_it_was(
    engine: Run, server: FeedServer
) -> None:
    server.answer = saying(as_answer(feed_content(d2029_01_02="A day of thanks")))
    told = data(engine("calendar", "refresh", "--json"))
    assert [each["horizon"] for each in told["divisions"]] == ["2028-12-26"] * 3
    assert all("only part of 2029" in each["remarks"][0] for each in told["divisions"])
    add = ("calendar", "add", "--from", "2029-01-01", "--days", "1", "--json", "--calendar")
    answer = data(engine(*add, "england-and-wales"))
    assert (answer["result"], answer["provisional"]) == ("2029-01-03", True)


def test_a_past_day_taken_back_in_one_division_is_said_and_the_rest_is_stored(
    engine: Run, server: FeedServer, tmp_path: Path
) -> None:
    content = feed_content(d2026_12_04="A day of thanks")
    content["scotland"] = feed_content(without=("2026-05-04",))["scotland"]
    server.answer = saying(as_answer(content))
    told = engine("calendar", "refresh")
    assert told.exit_code == 4
    assert "scotland: The feed no longer lists 4 May 2026" in told.stderr
    assert "Code: feed_removes_past_holiday" in told.stderr
    assert "Stored 2 new snapshots." in told.stderr
    folders = sorted(path.name for path in (tmp_path / "data" / "calendars").iterdir())
    assert folders == ["england-and-wales", "northern-ireland"]
    again = data(engine("calendar", "refresh", "--json"), exit_code=4)
    assert [each["refused"] for each in again["divisions"]] == [
        None,
        "feed_removes_past_holiday",
        None,
    ]


def test_an_ics_calendar_tells_of_one_division_and_leaves_the_others(
    engine: Run, server: FeedServer, tmp_path: Path
) -> None:
    content = feed_content(d2026_12_04="A day of thanks")
    server.answer = saying(as_ics(content["england-and-wales"]["events"]))
    unknown = engine("calendar", "refresh")
    assert unknown.exit_code == 1
    assert unknown.stderr.splitlines()[-1] == "Code: feed_division_unknown"
    address = server.address.replace("bank-holidays.json", "bank-holidays/england-and-wales.ics")
    (tmp_path / "data" / SETTINGS_FILE).write_text(f'[calendar]\nfeed = "{address}"\n')
    told = data(engine("calendar", "refresh", "--json"))
    assert told["stored"] == ["england-and-wales"]
    assert told["not_told"] == ["scotland", "northern-ireland"]
    assert due(engine) == "2026-12-18"
    engine("rerun", "--calendar", "--apply", "--reason", "Proclaimed")
    assert due(engine) == "2026-12-21"


def test_an_ics_calendar_that_was_cut_short_stores_nothing(
    engine: Run, server: FeedServer, tmp_path: Path
) -> None:
    server.answer = saying(as_ics(feed_content()["scotland"]["events"])[:-100])
    result = engine("calendar", "refresh")
    assert result.stderr.splitlines()[-1] == "Code: feed_calendar_unreadable"
    assert not (tmp_path / "data" / "calendars").exists()
