"""Commands on a data folder of their own, on 27 January 2025 at nine."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import wall_clock
from cli.main import program
from tests.support.command_line import CHILD, SIBLING, TODAY, Run


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
