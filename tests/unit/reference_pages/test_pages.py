"""The pages on commands, errors and settings leave nothing out, and their examples work."""

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from cli.main import program
from engine.settings import SETTINGS_FILE, Settings
from engine.settings_file import keys_of_the_file
from engine.settings_sections import CalendarSettings
from notifications.catalogue import every_channel
from notifications.channels.smtp import SmtpSettings
from reference_pages.commands import example_lines, leaf_commands
from tests.conventions.source_files import PACKAGES, ROOT, python_files, read

REFERENCE = ROOT / "docs" / "reference"
LEAVES = dict(leaf_commands())


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


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


def test_every_error_says_something_and_what_to_do() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \| (.*) \|$", page("errors.md"), re.MULTILINE)
    assert rows
    assert [row for row in rows if "…" in (row[1], row[2])] == []


def test_every_setting_is_on_the_page() -> None:
    text = page("settings.md")
    channels = {name: kind.settings for name, kind in every_channel().items()}
    names = (
        keys_of_the_file(Settings).keys() - channels.keys() | CalendarSettings.model_fields.keys()
    )
    for channel, section in channels.items():
        if section.model_fields:
            names |= {channel, *section.model_fields}
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []


def test_every_environment_variable_is_on_the_page() -> None:
    # Only tests set the point at which a process is to be killed, and only the engine itself what
    # the server beside it must know.
    unsaid = {"TIMESCALES_KILL_AT", "TIMESCALES_LINK_TOKEN", "TIMESCALES_PREFECT_NAMES"}
    read_from = {
        name
        for path in python_files(*PACKAGES)
        for name in re.findall(r"TIMESCALES_[A-Z_]+", read(path))
    } - unsaid
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
    smtp = settings.channels["smtp"]
    assert isinstance(smtp, SmtpSettings)
    assert smtp.starttls
