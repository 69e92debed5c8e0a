"""Editions of a return put into a store one after the other, and what they leave there."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

from calendars.library import calendar
from domain.case.corrections import standing
from domain.case.events import Event
from domain.clocks.schedule import Calendars, schedule
from domain.rules.rulebooks import Rulebook, calendars_needed
from engine.editions import finish, take_in
from engine.importing import ImportResult, import_reading
from intake.catalogue import evidence_of_returns
from intake.other_files.rule_files import read_rulebook
from intake.reading import Reading
from store.database import Database, open_database
from tests.support.copies import copy_of
from tests.unit.intake.rows import NOW

_BATCHES = count(1)


def put(database: Database, reading: Reading, *, accept_removals: bool = False) -> ImportResult:
    """Import a reading as the command does, without working out its cases."""
    batch = f"edition-{next(_BATCHES)}"

    def new_ref() -> str:
        return f"case-{next(_BATCHES)}"

    take_in(database, reading, now=NOW, new_ref=new_ref, accept_removals=accept_removals)
    result = import_reading(
        database,
        reading,
        kind=reading.read_whole.source if reading.read_whole else "events",
        now=NOW,
        new_ref=new_ref,
        batch=batch,
    )
    finish(database, reading)
    for line in result.accounting:
        assert line.accounted_for == line.rows_read
    return result


def stored(database: Database) -> list[list[Event]]:
    """The events of every case, whatever became of them."""
    with database.reading() as work:
        return list(work.events.of_cases(work.cases.all_refs()).values())


def standing_in(database: Database) -> dict[str, Event]:
    """What stands of everything, by id."""
    return {each.id: each for events in stored(database) for each in standing(events)}


def after(empty: str, readings: Iterable[Reading]) -> Database:
    """A store in which these were imported, one after the other, each as rightly whole."""
    database = open_database(copy_of(empty))
    for reading in readings:
        put(database, reading, accept_removals=True)
    return database


def days(database: Database, type_name: str) -> list[str]:
    """The days of the standing events of one type, in order."""
    return sorted(
        event.on.isoformat()
        for events in stored(database)
        for event in standing(events)
        if event.type == type_name
    )


def clocks_stored(database: Database) -> Counter[tuple[object, ...]]:
    """Every clock that follows from what is stored."""
    return clocks_of(stored(database))


def clocks_told(reading: Reading) -> Counter[tuple[object, ...]]:
    """Every clock that follows from a reading alone."""
    cases: dict[str, list[Event]] = {}
    for read in reading.events:
        cases.setdefault(read.event.case, []).append(read.event)
    return clocks_of(cases.values())


def clocks_of(cases: Iterable[list[Event]]) -> Counter[tuple[object, ...]]:
    """Every clock of some cases, with its days."""
    rulebook, calendars = _rules()
    return Counter(
        (clock.rule, clock.counted_from, clock.due_on, clock.completed_on, clock.stopped_on)
        for events in cases
        for clock in schedule(events, rulebook, calendars, evidence_of_returns())
    )


@cache
def _rules() -> tuple[Rulebook, Calendars]:
    rulebook = read_rulebook("leicestershire")
    return rulebook, {name: calendar(name) for name in calendars_needed(rulebook.rules.values())}


def british(day: str) -> str:
    """A day as the SSDA903 return writes it."""
    return date.fromisoformat(day).strftime("%d/%m/%Y")


def emptied(folder: Path) -> Path:
    """A folder that is there and empty."""
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    return folder
