"""The pages on commands, errors and settings follow the code."""

import re
import shlex
import tomllib
from dataclasses import fields
from pathlib import Path

import click
import pytest

from cli.commands_reference import commands_reference, example_lines, leaf_commands
from cli.errors_reference import FOLDERS, errors_reference
from cli.main import program
from engine.settings import SETTINGS_FILE, CalendarSettings, Settings
from notifications.channels.smtp import SmtpSettings
from tests.conventions.source_files import PACKAGES, ROOT, python_files, read

REFERENCE = ROOT / "docs" / "reference"
LEAVES = dict(leaf_commands())
# An error that is raised, or a table of problems, by its code. Blanks may be line ends.
RAISED = re.compile(
    r'(?:ProblemError|CalendarError|Channel\w*Error|\bproblem)\(\s*"([a-z]\w*_\w+)"'
    r'|^    "([a-z]\w*_\w+)": \(\n\s+"[^"\n]*",$'
    r'|\bcode="(\w+)"',
    re.MULTILINE,
)


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def test_the_page_of_commands_is_up_to_date() -> None:
    assert page("commands.md") == commands_reference()


def test_the_page_of_errors_is_up_to_date() -> None:
    assert page("errors.md") == errors_reference()


def test_every_command_is_on_the_page() -> None:
    text = page("commands.md")
    assert [name for name in LEAVES if f"## timescales {name}" not in text] == []


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_has_an_example_that_it_would_take(name: str) -> None:
    lines = example_lines(LEAVES[name])
    assert lines
    for line in lines:
        words = shlex.split(line.rpartition("|")[2].partition(">")[0], comments=False)
        assert words[0] == "timescales"
        taken = words[1 : 1 + len(name.split())]
        assert " ".join(taken) == name
        LEAVES[name].make_context(name, words[1 + len(taken) :], resilient_parsing=False)


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_answers_in_json_for_a_day_and_from_a_database(name: str) -> None:
    options = {option for each in LEAVES[name].params for option in each.opts}
    assert {"--json", "--as-of", "--database", "--data-folder"} <= options


def test_a_group_says_nothing_that_only_its_commands_can_do() -> None:
    context = click.Context(program)
    groups = [program.get_command(context, name) for name in program.list_commands(context)]
    assert all(each is not None and each.help for each in groups)


def test_every_code_in_the_program_is_on_the_page_of_errors() -> None:
    listed = set(re.findall(r"^\| `(\w+)` \|", page("errors.md"), re.MULTILINE))
    missing = {
        code
        for path in python_files(*PACKAGES)
        for found in RAISED.findall(read(path))
        if (code := next(filter(None, found))) not in listed
        # A mail server's own code follows: smtp_refused_550.
        and code.rpartition("_")[0] not in listed
    }
    assert missing == set()


def test_every_package_is_searched_for_errors() -> None:
    assert set(FOLDERS) == set(PACKAGES)


def test_every_error_says_something_and_what_to_do() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \| (.*) \|$", page("errors.md"), re.MULTILINE)
    assert rows
    assert [row for row in rows if "…" in (row[1], row[2])] == []


def test_every_setting_is_on_the_page() -> None:
    text = page("settings.md")
    names = {each.name for each in fields(Settings)} - {"data_folder", "database_url"}
    names |= {each.name for each in (*fields(SmtpSettings), *fields(CalendarSettings))}
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []


def test_every_environment_variable_is_on_the_page() -> None:
    # Only tests set the point at which a process is to be killed.
    read_from = {
        name
        for path in python_files(*PACKAGES)
        for name in re.findall(r"TIMESCALES_[A-Z_]+", read(path))
    } - {"TIMESCALES_KILL_AT"}
    assert read_from
    text = page("settings.md")
    assert [name for name in sorted(read_from) if f"`{name}`" not in text] == []


def test_the_example_of_a_settings_file_is_one_that_works(tmp_path: Path) -> None:
    match = re.search(r"```toml\n(.*?)```", page("settings.md"), re.DOTALL)
    assert match
    example = match[1]
    (tmp_path / SETTINGS_FILE).write_text(example)
    settings = Settings.load({}, tmp_path)
    assert settings.contacts == tomllib.loads(example)["contacts"]
    assert settings.smtp is not None
    assert settings.smtp.starttls
