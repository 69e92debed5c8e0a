"""Every command with odd but plausible arguments: an answer or plain words, never a traceback."""

import json
from collections.abc import Callable, Iterator
from itertools import islice

import click
import pytest
from click.testing import CliRunner, Result

from cli import wall_clock
from cli.common_options import Day
from cli.main import program
from demo import authority
from engine.settings import SETTINGS_FILE
from reference_pages.commands import leaf_commands
from tests.support.command_line import CHILD, SIBLING, TODAY

LEAVES = dict(leaf_commands())
# Read in one place for every command; these commands use all of them.
PLACES = {"database_url", "data_folder"}
USE_PLACES = ("clocks list", "events add", "rules list", "rules check")

# What a command needs before anything else can be asked of it.
NEEDED = {
    "demo export": ("exported", "--children", "1"),
    "events add": ("events.jsonl",),
    "import ssda903": ("empty",),
    "import cin-census": ("empty",),
    "import complaints": ("empty",),
    "import annex-a": ("empty",),
    "import standard-dataset": ("empty",),
    "explain": ("00000000",),
    "rerun": ("review-schedule",),
    "report make": ("out-of-date-log",),
    "rules show": ("lac.review.first",),
    "calendar add": ("--calendar", "scotland", "--from", "2025-01-06", "--days", "5"),
    "calendar batch": ("events.jsonl",),
    "scenario run": ("events.jsonl",),
}
# It runs until it is stopped, and says at once that it works in the present.
ENDS_AT_ONCE = {"up": ("--as-of", "2025-01-01")}

WORDS = ("", " ", "1042", "Jane Smith", "漢字 é", "%", "'; --", "-1", "a.b.c", "x" * 5000, "\udcff")
NUMBERS = ("-1", "0", "1", "9" * 12, "1.5", "ten")
PATHS = ("missing", "empty", "events.jsonl", "binary.xlsx", "binary.csv", "", "events.jsonl/below")
OUTSIDE = ("0001-01-01", "1974-12-31", "2076-01-01", "9999-12-31")
EDGES = ("1975-01-01", "2075-12-31")

Ask = Callable[..., Result]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Runs a command in a folder with a few odd files, on a store with two children."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "empty").mkdir()
    for name in ("binary.xlsx", "binary.csv"):
        (folder / name).write_bytes(bytes(range(256)) * 9)
    lines = [json.dumps(one) for one in [*CHILD, SIBLING]]
    (folder / "events.jsonl").write_text("\n".join(lines))
    (folder / "data").mkdir()
    feed = '[calendar]\nfeed = "https://127.0.0.1:1/bank-holidays.json"\n'
    (folder / "data" / SETTINGS_FILE).write_text(feed)
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        patched.setattr(wall_clock, "now", lambda: TODAY)
        patched.setattr("engine.status.version", lambda _: "9.8.7")
        patched.setenv("TIMESCALES_DATA_FOLDER", "data")
        county = authority.events
        patched.setattr(authority, "events", lambda seed, day: islice(county(seed, day), 40))

        def ask(*arguments: str) -> Result:
            return CliRunner().invoke(program, arguments)

        assert ask("events", "add", "events.jsonl").exit_code == 0
        yield ask


def answered(result: Result, *arguments: str) -> None:
    """Fail unless the command ended in its own words."""
    assert result.exception is None or isinstance(result.exception, SystemExit), arguments
    assert result.exit_code in (0, 1, 2, 3, 4), arguments
    assert "stopped with an unexpected" not in result.stderr, (arguments, result.stderr)
    if result.exit_code in (1, 2):
        assert result.stderr.strip() or result.stdout.strip(), arguments


def spelled(name: str) -> tuple[str, ...]:
    return (*name.split(), *NEEDED.get(name, ()))


def days_of(command: click.Command) -> list[str]:
    return [each.opts[0] for each in command.params if isinstance(each.type, Day)]


def odd_values(option: click.Parameter) -> tuple[str, ...]:
    """What somebody may give an option, by its kind."""
    if isinstance(option.type, Day):
        return (*EDGES, "soon")
    if isinstance(option.type, click.Path):
        return PATHS
    if isinstance(option.type, click.types.IntParamType):
        return NUMBERS
    return WORDS


@pytest.mark.parametrize("name", LEAVES)
def test_a_day_outside_the_calendars_is_refused_whichever_option_names_it(
    ask: Ask, name: str
) -> None:
    options = days_of(LEAVES[name])
    assert "--as-of" in options
    for day in OUTSIDE:
        answers = [ask("--as-of", day, *spelled(name))]
        answers += [ask(*spelled(name), option, day) for option in options]
        for result in answers:
            assert (result.exit_code, result.stdout) == (1, "")
            assert result.stderr.splitlines()[-1] == "Code: date_outside_calendar"


@pytest.mark.parametrize("name", LEAVES)
def test_odd_values_of_every_option_are_answered(ask: Ask, name: str) -> None:
    command = LEAVES[name]
    for option in command.params:
        place = option.name in PLACES and name not in USE_PLACES
        if place or not isinstance(option, click.Option):
            continue
        values = [()] if option.is_flag else [(value,) for value in odd_values(option)]
        for value in values:
            arguments = (*spelled(name), option.opts[0], *value, *ENDS_AT_ONCE.get(name, ()))
            answered(ask(*arguments), *arguments)


@pytest.mark.parametrize("name", LEAVES)
def test_odd_values_of_every_argument_are_answered(ask: Ask, name: str) -> None:
    given = [each for each in LEAVES[name].params if isinstance(each, click.Argument)]
    rest = [each for each in NEEDED.get(name, ()) if each.startswith("--")]
    for argument in given:
        for value in odd_values(argument):
            arguments = (*name.split(), *rest, "--", value)
            answered(ask(*arguments), *arguments)
    arguments = (*name.split(), "one", "too", "many", *ENDS_AT_ONCE.get(name, ()))
    answered(ask(*arguments), *arguments)
