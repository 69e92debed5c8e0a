"""Whether the engine is well, what goes wrong with it, and running the whole of it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deployments.one_machine import Places
from engine.settings import Settings
from tests.conventions.source_files import ROOT
from tests.support.command_line import TODAY, Run, data


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


def test_up_says_where_to_look_and_what_has_been_overdue_longest(
    loaded: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}
    address = "http://127.0.0.1:4321"
    link = f"{address}/enter?token=t"
    places = Places(address, link, tmp_path, tmp_path / "mail", tmp_path / "logs")

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
    assert f"Prefect: {link}" in result.stdout
    found = data(loaded("up", "--json"))
    assert (found["prefect"], found["prefect_link"]) == (address, link)
    assert found["longest_overdue"][0]["state"] == "overdue"
    assert loaded("up", "--as-of", "2025-01-22").exit_code == 2


@pytest.mark.parametrize("command", ["clocks list --all --as-of 2025-01-27", "calendar batch"])
def test_a_reader_that_leaves_before_the_end_is_no_error_worth_words(
    loaded: Run, tmp_path: Path, command: str
) -> None:
    assert loaded("sweep").exit_code == 0
    file = tmp_path / "questions.csv"
    file.write_text("id,operation,calendar,start,n\n1,add_weeks,none,2025-01-27,1\n")
    more = [str(file)] if command == "calendar batch" else []
    with subprocess.Popen(
        [sys.executable, "-m", "cli", *command.split(), *more],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert said in ("", "4 clocks on 2025-01-27.\n")
    assert process.returncode == 1
