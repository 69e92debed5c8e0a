"""What holds of every format that the program reads, whichever there are."""

import re
from collections import Counter
from pathlib import Path

import click
import pytest

from cli.main import program
from domain.case.event_types import EVENT_TYPES
from domain.errors import ProblemError
from engine.settings import Settings
from flows.parameters import ImportKind
from intake.accounting import Fate, account, highest
from intake.catalogue import evidence_of_returns, expected_feeds
from intake.reading import Reading, Refusal
from intake.return_format import ReturnFormat
from tests.support.formats import FORMATS, package_of, write_example
from tests.unit.intake.rows import NOW

ROOT = Path(__file__).parents[3]
of_every_format = pytest.mark.parametrize("declared", FORMATS, ids=lambda one: one.kind)


def plain_reading(declared: ReturnFormat, folder: Path) -> Reading | ProblemError:
    """What a format makes of a folder, or says of it in plain words."""
    try:
        return declared.read(sorted(folder.iterdir()) or [folder], now=NOW)
    except ProblemError as problem:
        return problem


def check_the_sum(reading: Reading) -> None:
    """Every row has one fate, were every event new."""
    fates = highest((read.row, Fate.MADE) for read in reading.events)
    made = Counter(read.row for read in reading.events)
    lines = account(reading, fates, made)
    assert [line.accounted_for for line in lines] == [line.rows_read for line in lines]
    assert sum(line.events_made for line in lines) == len(reading.events)


def check_that_nothing_was_read(found: Reading | ProblemError) -> None:
    """No event was made, and whatever is said of it is whole."""
    said: list[Refusal | ProblemError] = []
    if isinstance(found, Reading):
        assert not found.events
        check_the_sum(found)
        said += [*found.refusals, *found.warnings]
    else:
        said.append(found)
    assert all(one.code and one.message and one.remedy for one in said)


def test_the_catalogue_finds_exactly_the_packages_that_declare_a_format() -> None:
    declaring = {
        file.parent.name
        for file in (ROOT / "intake").glob("*/__init__.py")
        if re.search(r"^FORMAT\b", file.read_text("utf-8"), re.MULTILINE)
    }
    assert {package_of(declared) for declared in FORMATS} == declaring
    assert len(declaring) == len(FORMATS) >= 6


def test_every_source_is_the_events_of_one_format() -> None:
    sources = [declared.source for declared in FORMATS if declared.source is not None]
    assert len(sources) == len(set(sources))
    assert set(evidence_of_returns()) <= set(sources)


@of_every_format
def test_a_format_has_a_page_a_command_a_form_and_a_setting(declared: ReturnFormat) -> None:
    page = (ROOT / "docs" / "reference" / f"{declared.kind}.md").read_text("utf-8")
    assert page.startswith(f"# {declared.title}\n")
    command: click.Command = program
    for word in declared.command_name.split():
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found is not None
        command = found
    assert set(declared.examples) <= {line.strip() for line in str(command.epilog).splitlines()}
    assert ImportKind(declared.kind) == declared.kind


@of_every_format
def test_a_feed_of_any_format_may_be_expected(declared: ReturnFormat, tmp_path: Path) -> None:
    (tmp_path / "timescales.toml").write_text(f"[feeds]\n{declared.kind} = 9\n")
    expected = dict(Settings.load({}, tmp_path).feeds)
    assert expected == {**expected_feeds(), declared.kind: 9}


@of_every_format
def test_the_evidence_of_a_format_names_types_of_event(declared: ReturnFormat) -> None:
    if declared.evidence is not None:
        assert declared.evidence.carried <= EVENT_TYPES.keys()
        assert declared.evidence.latest_only <= declared.evidence.carried


@of_every_format
def test_an_example_is_read_and_every_row_accounted_for(
    declared: ReturnFormat, tmp_path: Path
) -> None:
    write_example(declared, tmp_path)
    reading = plain_reading(declared, tmp_path)
    assert isinstance(reading, Reading)
    assert not reading.refusals
    check_the_sum(reading)
    types = {read.event.type for read in reading.events}
    assert types
    if declared.source is not None:
        assert {read.event.source for read in reading.events} == {declared.source}
    if declared.evidence is not None:
        assert types & declared.evidence.carried
    whole = reading.read_whole
    assert (whole is not None) == declared.tells_all
    assert whole is None or whole.source == declared.source


@of_every_format
def test_reading_an_example_again_gives_the_same_events(
    declared: ReturnFormat, tmp_path: Path
) -> None:
    write_example(declared, tmp_path)
    first, second = plain_reading(declared, tmp_path), plain_reading(declared, tmp_path)
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert [read.event for read in first.events] == [read.event for read in second.events]


@of_every_format
@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe\x00", b"PK\x03\x04", b"name,age\n1\n\n,,,,\n", b"<a><b></a>"]
)
@pytest.mark.parametrize("name", ["odd.csv", "odd.xml", "odd.xlsx", "odd.jsonl"])
def test_an_odd_file_is_refused_in_plain_words(
    declared: ReturnFormat, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    check_that_nothing_was_read(plain_reading(declared, tmp_path))


@of_every_format
def test_nothing_is_read_in_an_empty_folder(declared: ReturnFormat, tmp_path: Path) -> None:
    check_that_nothing_was_read(plain_reading(declared, tmp_path))
