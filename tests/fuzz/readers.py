"""The readers by name: what they are fed, how it is changed and how they are called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from domain.case.events import Event
from intake.annex_a.reader import read_annex_a
from intake.cin_census.reader import read_census
from intake.complaints.reader import read_register
from intake.event_files.reader import read_event_files
from intake.other_files.comparators import read_comparators
from intake.other_files.scenario_files import read_scenarios
from intake.reading import Reading
from intake.ssda903.reader import read_return
from intake.standard_dataset.reader import read_dataset_in_database, read_dataset_in_files
from tests.fuzz import seeds
from tests.fuzz.csv_files import changed_csv
from tests.fuzz.damage import damaged
from tests.fuzz.databases import changed_database
from tests.fuzz.json_lines import changed_json_lines
from tests.fuzz.seeds import Files
from tests.fuzz.workbooks import changed_workbook
from tests.fuzz.xml_files import changed_xml
from tests.fuzz.yaml_files import changed_yaml

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)

_AT_RANDOM = 0.25
_SEVERAL = 0.3

# A reader gives what it read; scenario files give the events of each scenario instead.
Read = Callable[[Path], Reading | list[list[Event]]]
Change = Callable[[Random, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader, the good files it is known to read, and the changes that suit them.

    ``corrects`` says whether a changed row is a correction rather than a contradiction.
    """

    seeds: Callable[[], list[Files]]
    change: Change
    read: Read
    corrects: bool = True


@dataclass(frozen=True, slots=True)
class Fed:
    """One input. ``whole`` is false where it was damaged at random and texts may be cut apart."""

    files: Files
    whole: bool


def make_input(random: Random, reader: Reader, given: list[Files]) -> Fed:
    """One input, made from the good ones in ``given``."""
    files = dict(random.choice(given))
    names = sorted(files)
    chosen = [random.choice(names)]
    if len(names) > 1 and random.random() < _SEVERAL:
        chosen = random.sample(names, random.randint(1, len(names)))
    at_random = random.random() < _AT_RANDOM
    others = [data for each in given for data in each.values()]
    for name in chosen:
        if not at_random or random.random() < _SEVERAL:
            files[name] = reader.change(random, files[name])
        if at_random:
            files[name] = damaged(random, files[name], others)
    if len(names) > 1 and random.random() < 0.1:
        one, other = random.choice(names), random.choice(names)
        if random.random() < 0.5 and len(files) > 1:
            del files[one]
        else:
            files[one], files[other] = files[other], files[one]
    return Fed(files, not at_random)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def _comparators(folder: Path) -> Reading:
    [file] = _files(folder)
    kept, reading = read_comparators(file.read_bytes(), file.name)
    # They give no events: what is kept is known by its number alone.
    good = [row for row in reading.rows if row.refused is None]
    assert len(kept) == len(good)
    for row in good:
        row.set_aside = "kept"
    return reading


def _scenarios(folder: Path) -> list[list[Event]]:
    [file] = _files(folder)
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError:
        return []
    return [list(each.events) for each in read_scenarios(file.name, text)]


def _database(folder: Path) -> Reading:
    [file] = _files(folder)
    return read_dataset_in_database(f"sqlite:///{file}", now=NOW).reading


READERS: Mapping[str, Reader] = {
    "ssda903-csv": Reader(
        seeds.returns_in_csv, changed_csv, lambda folder: read_return([folder], now=NOW)
    ),
    "ssda903-xml": Reader(
        seeds.returns_in_xml, changed_xml, lambda folder: read_return([folder], now=NOW)
    ),
    "cin-census": Reader(
        seeds.censuses, changed_xml, lambda folder: read_census([folder], now=NOW)
    ),
    "annex-a": Reader(
        seeds.workbooks, changed_workbook, lambda folder: read_annex_a([folder], now=NOW)
    ),
    "dataset-csv": Reader(
        seeds.dataset_tables,
        changed_csv,
        lambda folder: read_dataset_in_files([folder], now=NOW).reading,
    ),
    "dataset-database": Reader(seeds.dataset_databases, changed_database, _database),
    "complaints": Reader(
        seeds.registers, changed_csv, lambda folder: read_register(_files(folder), now=NOW)
    ),
    "events-jsonl": Reader(
        seeds.event_lines,
        changed_json_lines,
        lambda folder: read_event_files(_files(folder), now=NOW),
        corrects=False,
    ),
    "events-csv": Reader(
        seeds.event_tables,
        changed_csv,
        lambda folder: read_event_files(_files(folder), now=NOW),
        corrects=False,
    ),
    "comparators": Reader(seeds.comparators, changed_csv, _comparators),
    "scenarios": Reader(seeds.scenarios, changed_yaml, _scenarios),
}
