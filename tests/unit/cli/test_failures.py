"""How a command ends when something goes wrong."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from calendars.errors import CalendarError
from cli.failures import guarded
from domain.errors import ProblemError


def run(work: Callable[[], object], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.setenv("TIMESCALES_DATA_FOLDER", str(folder))

    @click.command()
    @click.pass_context
    def command(ctx: click.Context) -> None:
        guarded(ctx, work)

    return CliRunner().invoke(command)


def fail_with(error: BaseException) -> Callable[[], object]:
    def work() -> object:
        raise error

    return work


@pytest.mark.parametrize("kind", [ProblemError, CalendarError])
def test_a_problem_is_three_lines_and_code_1(
    kind: type[ProblemError] | type[CalendarError],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    result = run(fail_with(kind("a_code", "What.", "Do this.")), tmp_path, monkeypatch)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "What.\nDo this.\nCode: a_code\n"


def test_an_unexpected_error_is_one_line_and_its_place_is_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work() -> object:
        try:
            raise KeyError("case 1042")
        except KeyError as cause:
            raise ValueError("born 2015-03-02") from cause

    result = run(work, tmp_path, monkeypatch)
    log = tmp_path / "logs" / "timescales.log"
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == (
        f"The command stopped with an unexpected ValueError. Where it happened is in {log}.\n"
    )
    text = log.read_text()
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "in work" in text
    # Neither the texts of the errors nor the lines of code, which can hold a value.
    assert "1042" not in text
    assert "2015" not in text


def test_an_unexpected_error_is_told_even_when_the_log_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "logs").write_text("a file in the folder's place")
    result = run(fail_with(ValueError("x")), tmp_path, monkeypatch)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "The log could not be written." in result.stderr


def test_ctrl_c_ends_quietly_with_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(fail_with(KeyboardInterrupt()), tmp_path, monkeypatch)
    assert (result.exit_code, result.output) == (130, "")


def test_a_reader_that_has_gone_away_is_no_error_worth_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(fail_with(BrokenPipeError(32, "Broken pipe")), tmp_path, monkeypatch)
    assert result.output == ""
    assert not (tmp_path / "logs").exists()


def test_wrong_usage_stays_click_s_own_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(fail_with(click.UsageError("No.")), tmp_path, monkeypatch)
    assert result.exit_code == 2
