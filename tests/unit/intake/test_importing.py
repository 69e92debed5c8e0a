"""Putting a reading into a real SQLite store: again, corrected, contradicted, killed half way."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from domain.case.corrections import standing
from engine.importing import ImportResult, import_reading
from intake.reading import Reading
from store.database import Database, open_database
from tests.support.sqlite import sqlite_with_tables
from tests.unit.intake.rows import (
    NOW,
    an_event,
    child,
    episode,
    events,
    read_lines,
    read_tables,
    review,
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(sqlite_with_tables(tmp_path))
    yield opened
    opened.dispose()


def put(
    database: Database, reading: Reading, kind: str = "events", batch: str = "1"
) -> ImportResult:
    with database.reading() as work:
        numbers = count(work.cases.count())
    result = import_reading(
        database,
        reading,
        kind=kind,
        now=NOW,
        new_ref=lambda: f"case-{next(numbers)}",
        batch=batch,
    )
    for line in result.accounting:
        assert line.accounted_for == line.rows_read
    return result


def stored(database: Database) -> dict[str, list[tuple[str, str]]]:
    """The standing events of every case, as their id and type."""
    with database.reading() as work:
        cases = work.events.of_cases(work.cases.all_refs())
    return {
        ref: sorted((event.id, event.type) for event in standing(held))
        for ref, held in cases.items()
    }


def test_events_are_stored_under_a_case_reference_and_not_the_case_number(
    tmp_path: Path, database: Database
) -> None:
    line = an_event(type="review_booked", attributes={"meeting_at": "2025-07-01T09:00:00Z"})
    reading = read_lines(tmp_path, line)
    result = put(database, reading)
    with database.reading() as work:
        (event,) = work.events.of_cases(["case-0"])["case-0"]
        assert work.cases.subjects(["case-0"]) == {"case-0": ("mosaic", "1042")}
    assert (event.case, event.recorded_at) == ("case-0", NOW)
    assert event.attributes == events(reading)[0].attributes
    assert result.cases == result.cases_read == {"case-0"}
    assert result.kept_everything


def test_the_same_file_again_changes_nothing(tmp_path: Path, database: Database) -> None:
    reading = read_lines(tmp_path, an_event(id="A"), an_event(id="B"), an_event(id="A"))
    first = put(database, reading)
    again = put(database, reading, batch="2")
    assert (first.accounting[0].rows_giving_events, first.accounting[0].unchanged) == (2, 1)
    assert (again.accounting[0].unchanged, again.accounting[0].events_made) == (3, 0)
    assert again.cases == set()
    assert again.cases_read == {"case-0"}


def test_the_same_moment_in_another_offset_is_the_same_content(
    tmp_path: Path, database: Database
) -> None:
    put(database, read_lines(tmp_path, an_event(at="2025-05-01T09:00:00+00:00")))
    again = put(database, read_lines(tmp_path, an_event(at="2025-05-01T10:00:00+01:00")), batch="2")
    assert again.accounting[0].unchanged == 1


@pytest.mark.parametrize(
    "change",
    [
        {"at": "2025-05-02"},
        {"subject": "7"},
        {"type": "child_visited"},
        {"attributes": {"participation": "PN1"}},
        {"corrects": "R-0"},
        {"voids": "R-0"},
    ],
)
def test_a_known_id_with_other_content_is_quarantined(
    tmp_path: Path, database: Database, change: dict[str, object]
) -> None:
    put(database, read_lines(tmp_path, an_event()))
    before = stored(database)
    result = put(database, read_lines(tmp_path, an_event(**change), an_event(id="B")), batch="2")
    table = result.accounting[0]
    assert (table.quarantined, table.rows_giving_events) == (1, 1)
    assert [(each.line, each.code) for each in result.quarantined] == [(1, "same_id_other_content")]
    assert not result.kept_everything
    assert before["case-0"][0] in stored(database)["case-0"]
    with database.reading() as work:
        (row,) = work.quarantine.all()
    assert (row.batch, row.event_id, row.code) == ("2", "R-1", "same_id_other_content")


def test_of_two_contents_in_one_file_the_first_stands(tmp_path: Path, database: Database) -> None:
    result = put(database, read_lines(tmp_path, an_event(), an_event(at="2025-05-02")))
    assert (result.accounting[0].rows_giving_events, result.accounting[0].quarantined) == (1, 1)


def test_the_accounting_is_kept(tmp_path: Path, database: Database) -> None:
    result = put(database, read_lines(tmp_path, an_event(), "{"))
    with database.reading() as work:
        (record,) = work.imports.all()
    assert (record.batch, record.kind) == ("1", "events")
    assert record.accounting == {"tables": [result.accounting[0].as_json()]}
    assert record.accounting["tables"][0]["refused"] == {"bad_json": 1}


def test_an_empty_reading_is_an_import_too(database: Database) -> None:
    assert put(database, Reading()).accounting == []


def test_a_correction_of_another_case_s_event_touches_both_cases(
    tmp_path: Path, database: Database
) -> None:
    put(database, read_lines(tmp_path, an_event(id="A", subject="1")))
    put(
        database,
        read_lines(tmp_path, an_event(id="B", subject="2", corrects="A")),
        batch="2",
    )
    result = put(
        database, read_lines(tmp_path, an_event(id="C", subject="3", voids="B")), batch="3"
    )
    assert result.cases == {"case-0", "case-1", "case-2"}


PARTICIPATION = ("PN1", "PN2", "PN1", "PN4")


def test_a_return_that_changed_corrects_what_it_said_before(
    tmp_path: Path, database: Database
) -> None:
    for number, code in enumerate(PARTICIPATION):
        reading = read_tables(tmp_path, reviews=[review("24/06/2024", code)])
        result = put(database, reading, "ssda903", batch=str(number))
        again = put(database, reading, "ssda903", batch=f"{number} again")
        assert result.accounting[0].corrected == (1 if number else 0)
        assert again.accounting[0].unchanged == 1
        with database.reading() as work:
            held = work.events.of_cases(["case-0"])["case-0"]
        assert len(held) == number + 1
        (event,) = standing(held)
        assert event.attributes == {"participation": code}
        assert result.cases == {"case-0"}


def test_a_row_with_a_new_and_an_unchanged_event_gives_events(
    tmp_path: Path, database: Database
) -> None:
    open_episode = read_tables(tmp_path, episodes=[episode("03/06/2024")])
    put(database, open_episode, "ssda903")
    ended = read_tables(tmp_path, episodes=[episode("03/06/2024", dec="01/09/2024", rec="E5")])
    result = put(database, ended, "ssda903", batch="2")
    assert (result.accounting[0].rows_giving_events, result.accounting[0].events_made) == (1, 2)


def test_an_earlier_arrival_makes_no_difference_to_what_stands(
    tmp_path: Path, database: Database
) -> None:
    put(database, read_lines(tmp_path, an_event(id="B", corrects="A", at="2025-05-09")))
    put(database, read_lines(tmp_path, an_event(id="A")), batch="2")
    with database.reading() as work:
        (event,) = standing(work.events.of_cases(["case-0"])["case-0"])
    assert event.on.isoformat() == "2025-05-09"


def test_many_cases_go_in_several_transactions(tmp_path: Path, database: Database) -> None:
    reading = read_lines(tmp_path, *(an_event(id=str(n), subject=str(n)) for n in range(1_200)))
    result = put(database, reading)
    assert result.accounting[0].rows_giving_events == len(result.cases) == 1_200


IMPORT = """
import sys
from itertools import count
from pathlib import Path
from engine.importing import import_reading
from store.database import open_database
from tests.unit.intake.rows import NOW
from intake.event_files.reader import read_event_files

database = open_database(sys.argv[1])
numbers = count(int(sys.argv[3]))
import_reading(
    database,
    read_event_files([Path(sys.argv[2])], now=NOW),
    kind="events",
    now=NOW,
    new_ref=lambda: f"case-{next(numbers)}",
    batch=sys.argv[3],
)
"""


@pytest.mark.parametrize(
    ("point", "stored_by_then"),
    [
        ("import.before_commit:1", 0),
        ("import.after_commit:1", 500),
        ("import.before_commit:2", 500),
        ("import.after_commit:2", 600),
    ],
)
def test_an_import_that_is_killed_can_be_repeated(
    tmp_path: Path, database: Database, point: str, stored_by_then: int
) -> None:
    reading = read_lines(tmp_path, *(an_event(id=str(n), subject=str(n)) for n in range(600)))
    url = f"sqlite:///{tmp_path}/timescales.db"
    killed = subprocess.run(
        [sys.executable, "-c", IMPORT, url, str(tmp_path / "feed.jsonl"), "0"],
        env=os.environ | {"TIMESCALES_KILL_AT": point},
        cwd=Path(__file__).parents[3],
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    with database.reading() as work:
        assert work.events.count() == stored_by_then
    result = put(database, reading, batch="2")
    assert result.accounting[0].unchanged == stored_by_then
    assert result.accounting[0].rows_giving_events == 600 - stored_by_then
    assert len(result.cases_read) == 600
    with database.reading() as work:
        assert work.events.count() == work.cases.count() == 600


def test_a_whole_return_is_imported_again_without_change(
    tmp_path: Path, database: Database
) -> None:
    reading = read_tables(
        tmp_path,
        header=[child()],
        episodes=[episode("03/06/2024", dec="01/09/2024", rec="E4A")],
        reviews=[review("24/06/2024")],
    )
    put(database, reading, "ssda903")
    result = put(database, reading, "ssda903", batch="2")
    assert [line.unchanged for line in result.accounting] == [1, 1, 1]


def test_an_instant_of_recording_is_that_of_the_import(tmp_path: Path, database: Database) -> None:
    put(database, read_lines(tmp_path, an_event()))
    with database.reading() as work:
        refs = work.cases.all_refs()
        assert work.events.of_cases(refs, known_at=NOW - timedelta(seconds=1))[refs[0]] == []
