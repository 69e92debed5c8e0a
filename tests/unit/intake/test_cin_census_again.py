"""A census that is imported again, and one that corrects another, in a real SQLite store."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from domain.case.corrections import standing
from domain.case.events import Event
from engine.importing import ImportResult, import_reading
from intake.cin_census.reader import read_census
from store.database import Database, open_database
from tests.support.cin_census import (
    NOW,
    assessment,
    census,
    child,
    enquiry,
    episode,
    plan,
    read,
)
from tests.support.sqlite import sqlite_with_tables
from tests.unit.domain.cases import clocks


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(sqlite_with_tables(tmp_path))
    yield opened
    opened.dispose()


def put(database: Database, folder: Path, text: str, batch: str = "1") -> ImportResult:
    numbers = count()
    result = import_reading(
        database,
        read(folder, text),
        kind="cin-census",
        now=NOW,
        new_ref=lambda: f"case-{batch}-{next(numbers)}",
        batch=batch,
    )
    for line in result.accounting:
        assert line.accounted_for == line.rows_read
    return result


def stored(database: Database) -> list[Event]:
    """The standing events of the only case."""
    with database.reading() as work:
        (held,) = work.events.of_cases(work.cases.all_refs()).values()
    return standing(held)


def dates(database: Database, type_name: str) -> list[date]:
    return sorted(event.on for event in stored(database) if event.type == type_name)


def a_case(
    *, completed: str | None, conference: str | None, not_required: str = "0", born: str
) -> str:
    details = episode(
        "2024-05-01",
        before_flag=[
            assessment("2024-05-02", completed),
            enquiry("2024-05-07", conference, not_required=not_required),
        ],
    )
    return census(child(details, born=born))


def test_the_same_census_again_changes_nothing(tmp_path: Path, database: Database) -> None:
    text = a_case(completed="2024-06-03", conference="2024-05-20", born="2015-02-01")
    put(database, tmp_path, text)
    result = put(database, tmp_path, text, batch="2")
    assert not result.cases
    assert [line.unchanged for line in result.accounting] == [1, 1, 1, 1]


def test_a_later_census_corrects_what_the_earlier_one_said(
    tmp_path: Path, database: Database
) -> None:
    put(
        database,
        tmp_path,
        a_case(completed="2024-06-03", conference="2024-05-21", born="2015-02-01"),
    )
    result = put(
        database,
        tmp_path,
        a_case(completed="2024-06-10", conference="2024-05-24", born="2015-02-02"),
        batch="2",
    )
    rows = {line.table: (line.corrected, line.unchanged) for line in result.accounting}
    assert rows == {
        "Children": (1, 0),
        "CINdetails": (0, 1),
        "Assessments": (1, 0),
        "Section47": (1, 0),
    }
    assert dates(database, "born") == [date(2015, 2, 2)]
    assert dates(database, "assessment_completed") == [date(2024, 6, 10)]
    assert dates(database, "initial_conference_held") == [date(2024, 5, 24)]


def test_a_conference_that_was_held_after_all_starts_its_clock_again(
    tmp_path: Path, database: Database
) -> None:
    put(
        database,
        tmp_path,
        a_case(completed=None, conference=None, not_required="1", born="2015-02-01"),
    )
    (before,) = clocks(stored(database), "cp.conference.initial")
    assert before.stopped_on == date(2024, 5, 7)
    put(
        database,
        tmp_path,
        a_case(completed=None, conference="2024-05-24", born="2015-02-01"),
        batch="2",
    )
    (after,) = clocks(stored(database), "cp.conference.initial")
    assert (after.stopped_on, after.completed_on) == (None, date(2024, 5, 24))


def test_a_conference_recorded_later_is_the_one_that_the_plan_was_taken_to_have_had(
    tmp_path: Path, database: Database
) -> None:
    for batch, conference in (("1", None), ("2", "2024-05-20")):
        details = episode(
            "2024-05-01",
            before_flag=[enquiry("2024-05-07", conference)],
            plans=[plan("2024-05-20")],
        )
        put(database, tmp_path, census(child(details)), batch=batch)
    assert dates(database, "initial_conference_held") == [date(2024, 5, 20)]
    assert len(clocks(stored(database), "cp.conference.first_review")) == 1


def test_two_years_read_at_once_are_one_history(tmp_path: Path) -> None:
    sex = "<GenderCurrent>2</GenderCurrent>"
    first = episode("2024-01-08", before_flag=[assessment("2024-01-09")])
    then = episode("2024-01-08", before_flag=[assessment("2024-01-09", "2024-05-01")])
    files = {
        "2024.xml": census(child(first, sex=sex), reference="2024-03-31", year="2024"),
        "2025.xml": census(child(then)),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    reading = read_census([tmp_path], now=NOW)
    assert not reading.refusals
    (clock,) = clocks([read.event for read in reading.events], "cin.assessment")
    assert (clock.started_on, clock.completed_on) == (date(2024, 1, 8), date(2024, 5, 1))


def test_a_thousand_children_are_told_of_while_they_are_read(tmp_path: Path) -> None:
    details = episode(
        "2024-05-01",
        before_flag=[assessment("2024-05-02", "2024-06-03"), enquiry("2024-05-07", "2024-05-20")],
        plans=[plan("2024-05-20", reviews=["2024-08-12", "2025-02-03"])],
    )
    file = tmp_path / "census.xml"
    file.write_text(census(*(child(details, number=f"C{number}") for number in range(1000))))
    told: list[tuple[str, int, int]] = []
    reading = read_census([file], now=NOW, progress=lambda *step: told.append(step))
    assert len(reading.rows) == 7000
    assert {step for step, _, _ in told} == {"Reading"}
    assert told == sorted(told)
    assert told[0][1] < told[-1][1] <= told[-1][2] == file.stat().st_size
