"""The day, the database and the folder that a command was asked with."""

from datetime import UTC, date, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cli import wall_clock
from cli.common_options import CommonOptions, answers, shared_options

# Half past midnight in London, still the day before in UTC.
SUMMER_NIGHT = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)


def test_today_is_the_day_in_london_and_now_is_this_instant() -> None:
    options = CommonOptions(SUMMER_NIGHT)
    assert options.as_of == date(2025, 7, 1)
    assert options.now == SUMMER_NIGHT


def test_asking_for_today_by_its_date_changes_nothing() -> None:
    assert CommonOptions(SUMMER_NIGHT, day=date(2025, 7, 1)).now == SUMMER_NIGHT


def test_another_day_is_asked_about_at_its_end_so_that_all_of_it_counts() -> None:
    options = CommonOptions(SUMMER_NIGHT, day=date(2025, 1, 22))
    assert options.as_of == date(2025, 1, 22)
    assert options.now == datetime(2025, 1, 22, 23, 59, 59, tzinfo=UTC)
    # In summer the day ends an hour earlier in UTC.
    assert CommonOptions(SUMMER_NIGHT, day=date(2025, 6, 30)).now.hour == 22


def ask(*arguments: str) -> CommonOptions:
    """What a command inside a group hears of these arguments."""
    heard: list[CommonOptions] = []

    @click.group()
    @shared_options
    def top() -> None:
        pass

    @top.command()
    @answers
    def inner(options: CommonOptions) -> None:
        heard.append(options)

    result = CliRunner().invoke(top, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return heard[0]


OPTIONS = ["--json", "--as-of", "2025-01-22", "--database", "sqlite:///x", "--data-folder", "there"]


@pytest.mark.parametrize("arguments", [[*OPTIONS, "inner"], ["inner", *OPTIONS]])
def test_options_may_stand_before_or_after_the_command(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wall_clock, "now", lambda: SUMMER_NIGHT)
    folder = Path("there").absolute()
    expected = CommonOptions(SUMMER_NIGHT, True, date(2025, 1, 22), "sqlite:///x", folder)
    assert ask(*arguments) == expected


def test_of_an_option_given_twice_the_one_after_the_command_counts() -> None:
    assert ask("--as-of", "2025-01-22", "inner", "--as-of", "2025-01-23").day == date(2025, 1, 23)


def test_the_data_folder_comes_from_the_option_then_the_environment_then_a_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert ask("inner").data_folder == Path("data").absolute()
    monkeypatch.setenv("TIMESCALES_DATA_FOLDER", "from-environment")
    assert ask("inner").data_folder == Path("from-environment").absolute()
    assert ask("inner", "--data-folder", "named").data_folder == Path("named").absolute()


@pytest.mark.parametrize("text", ["20250122", "2025-W04-3", "22/01/2025", "2025-02-30", "soon", ""])
def test_what_is_not_a_date_is_wrong_usage_and_is_not_repeated(text: str) -> None:
    @click.command()
    @answers
    def command(options: CommonOptions) -> None:
        raise AssertionError(options)

    result = CliRunner().invoke(command, ["--as-of", text])
    assert result.exit_code == 2
    assert "write 2024-12-20" in result.stderr
    assert not text or text not in result.stderr
