"""A dataset imported again and again: by its changes, from files and from databases."""

import sqlite3
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from domain.case.corrections import standing
from domain.errors import ProblemError
from engine.editions import finish, take_in
from engine.importing import ImportResult, import_reading
from intake.reading import Reading
from intake.ssda903.reader import read_return
from intake.standard_dataset.database import _engine, _reading
from intake.standard_dataset.reader import read_dataset_in_database, read_dataset_in_files
from intake.standard_dataset.rows import Feed
from store.database import Database, open_database
from tests.support.postgres import PostgresServer
from tests.support.standard_dataset import (
    Rows,
    child_in_care,
    fill_database,
    review,
    write_csv_tables,
)
from tests.support.workspace_fixtures import postgres
from tests.unit.intake.rows import NOW

__all__ = ["postgres"]

BATCHES = count(1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'store.db'}")
    opened.migrate()
    yield opened
    opened.dispose()


def dataset(*reviews: str) -> dict[str, Rows]:
    """A child in care with reviews on these days, each under its own identifier."""
    tables: dict[str, Rows] = dict(child_in_care())
    tables["ssd_cla_reviews"] = [review(f"R-{day}", day) for day in reviews]
    return tables


def put(
    store: Database, tables: Mapping[str, Rows], folder: Path, *, accept_removals: bool = False
) -> ImportResult:
    feed = read_dataset_in_files([write_csv_tables(folder / "ssd", tables)], now=NOW)
    return put_feed(store, feed, accept_removals=accept_removals)


def put_feed(store: Database, feed: Feed, *, accept_removals: bool = False) -> ImportResult:
    return put_reading(store, feed.reading, accept_removals=accept_removals)


def put_reading(
    store: Database, reading: Reading, *, accept_removals: bool = False
) -> ImportResult:
    batch = str(next(BATCHES))

    def new_ref() -> str:
        return f"case-{batch}-{next(BATCHES)}"

    take_in(store, reading, now=NOW, new_ref=new_ref, accept_removals=accept_removals)
    result = import_reading(
        store,
        reading,
        kind="standard-dataset",
        now=NOW,
        new_ref=new_ref,
        batch=batch,
    )
    finish(store, reading)
    assert all(line.accounted_for == line.rows_read for line in result.accounting)
    return result


def reviews_in(store: Database) -> list[str]:
    with store.reading() as work:
        held = work.events.of_cases(work.cases.all_refs())
    return sorted(
        event.on.isoformat()
        for events in held.values()
        for event in standing(events)
        if event.type == "review_held"
    )


def test_importing_it_again_changes_nothing(store: Database, tmp_path: Path) -> None:
    put(store, dataset("2025-01-28", "2025-04-01"), tmp_path)
    again = put(store, dataset("2025-01-28", "2025-04-01"), tmp_path)
    assert again.cases == set()
    assert sum(line.unchanged for line in again.accounting) == 4
    assert [line.events_made for line in again.accounting] == [0, 0, 0]


def test_an_altered_row_corrects_and_a_new_one_adds(store: Database, tmp_path: Path) -> None:
    tables = dataset("2025-01-28", "2025-04-01")
    put(store, tables, tmp_path)
    tables["ssd_cla_reviews"] = [
        review("R-2025-01-28", "2025-01-27"),
        *tables["ssd_cla_reviews"][1:],
        review("R-new", "2025-05-06"),
    ]
    put(store, tables, tmp_path)
    assert reviews_in(store) == ["2025-01-27", "2025-04-01", "2025-05-06"]


def test_a_row_that_is_gone_is_taken_back_and_comes_back_as_often_as_it_does(
    store: Database, tmp_path: Path
) -> None:
    both = dataset("2025-01-28", "2025-04-01")
    for _ in range(2):
        put(store, both, tmp_path)
        assert reviews_in(store) == ["2025-01-28", "2025-04-01"]
        gone = put(store, dataset("2025-01-28"), tmp_path)
        assert reviews_in(store) == ["2025-01-28"]
        assert [line.title for line in gone.accounting][-1] == "ssd_cla_reviews, gone"
        assert put(store, dataset("2025-01-28"), tmp_path).cases == set()


def test_what_has_grown_too_old_for_the_dataset_was_not_deleted(
    store: Database, tmp_path: Path
) -> None:
    tables, other = dataset("2025-01-28", "2025-04-01"), child_in_care("2", "2024-11-04")
    tables = {name: [*rows, *other[name]] for name, rows in tables.items()}
    old = review("R-old", "2024-12-02", "P2")
    put(store, tables | {"ssd_cla_reviews": [old, *tables["ssd_cla_reviews"]]}, tmp_path)
    tables["ssd_cla_reviews"] = tables["ssd_cla_reviews"][1:]
    put(store, tables, tmp_path)
    assert reviews_in(store) == ["2024-12-02", "2025-01-28", "2025-04-01"]
    with store.reading() as work:
        held = work.events.of_cases(work.cases.all_refs()).values()
    [events] = [each for each in held if sum(event.type == "review_held" for event in each) == 2]
    # The dataset that went further back knew when care began.
    [began] = [event for event in standing(events) if event.type == "became_looked_after"]
    assert "already_looked_after" not in began.attributes


def test_a_row_that_cannot_be_read_is_not_taken_back(store: Database, tmp_path: Path) -> None:
    put(store, dataset("2025-01-28", "2025-04-01"), tmp_path)
    tables = dataset("2025-01-28")
    tables["ssd_cla_reviews"] = [*tables["ssd_cla_reviews"], review("R-2025-04-01", "30/02/2025")]
    put(store, tables, tmp_path)
    assert reviews_in(store) == ["2025-01-28", "2025-04-01"]


def test_a_table_with_a_row_of_nobody_takes_nothing_back_and_says_so(
    store: Database, tmp_path: Path
) -> None:
    put(store, dataset("2025-01-28", "2025-04-01"), tmp_path)
    tables = dataset("2025-01-28")
    nobody = dict(review("R-other", "2025-04-02"), clar_cla_id="another")
    tables["ssd_cla_reviews"] = [*tables["ssd_cla_reviews"], nobody]
    result = put(store, tables, tmp_path)
    assert reviews_in(store) == ["2025-01-28", "2025-04-01"]
    assert [warning.code for warning in result.warnings] == ["not_read_whole"]


def test_another_source_that_tells_less_takes_nothing_back(store: Database, tmp_path: Path) -> None:
    put(store, dataset("2025-01-28", "2025-04-01"), tmp_path)
    (tmp_path / "header.csv").write_text("CHILD,DOB\n1,01/02/2015\n")
    held = "1,01/02/2015,28/01/2025,PN1\n1,01/02/2015,04/03/2025,PN1\n"
    (tmp_path / "reviews.csv").write_text(f"CHILD,DOB,REVIEW,REVIEW_CODE\n{held}")
    files = [tmp_path / "header.csv", tmp_path / "reviews.csv"]
    put_reading(store, read_return(files, now=NOW, year=2024))
    together = ["2025-01-28", "2025-01-28", "2025-03-04", "2025-04-01"]
    assert reviews_in(store) == together
    put(store, dataset("2025-01-28"), tmp_path)
    assert reviews_in(store) == together[:3]


def test_a_table_that_was_not_given_takes_nothing_back(store: Database, tmp_path: Path) -> None:
    put(store, dataset("2025-01-28", "2025-04-01"), tmp_path)
    tables = dataset("2025-01-28")
    del tables["ssd_cla_reviews"]
    put(store, tables, tmp_path)
    assert reviews_in(store) == ["2025-01-28", "2025-04-01"]


def test_a_table_half_loaded_takes_nothing_back_unless_told_so(
    store: Database, tmp_path: Path
) -> None:
    days = [f"2025-{month:02}-{day:02}" for month in (2, 3) for day in range(1, 21)]
    put(store, dataset(*days), tmp_path)
    half = put(store, dataset(*days[:10]), tmp_path)
    assert len(reviews_in(store)) == 40
    assert [warning.code for warning in half.warnings] == ["many_rows_gone"]
    put(store, dataset(*days[:10]), tmp_path, accept_removals=True)
    assert len(reviews_in(store)) == 10


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    tables = dataset("2025-01-28", "2025-04-01")
    if request.param == "sqlite":
        return fill_database(f"sqlite:///{tmp_path}/warehouse.db", tables)
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.new_database().replace("postgresql://", "postgresql+psycopg://")
    return fill_database(url, tables)


def test_a_database_tells_what_files_tell(store: Database, tmp_path: Path, address: str) -> None:
    put_feed(store, read_dataset_in_database(address, now=NOW))
    assert reviews_in(store) == ["2025-01-28", "2025-04-01"]
    assert put(store, dataset("2025-01-28", "2025-04-01"), tmp_path).cases == set()


def test_the_database_of_the_dataset_cannot_be_written_to(address: str) -> None:
    engine = _engine(address)
    with _reading(engine) as connection, pytest.raises(DBAPIError):
        connection.execute(text("DELETE FROM ssd_person"))
    engine.dispose()
    check = create_engine(address)
    with check.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM ssd_person")) == 1
    check.dispose()


def test_reading_leaves_no_trace_beside_a_file(tmp_path: Path) -> None:
    address = fill_database(f"sqlite:///{tmp_path}/warehouse.db", dataset("2025-01-28"))
    before = (tmp_path / "warehouse.db").read_bytes()
    read_dataset_in_database(address, now=NOW)
    assert [file.name for file in tmp_path.iterdir()] == ["warehouse.db"]
    assert (tmp_path / "warehouse.db").read_bytes() == before


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("sqlite:///absent.db", "dataset_unreadable"),
        ("mysql://host/name", "dataset_url_unknown"),
        ("no address", "dataset_url_unknown"),
        ("mssql+pyodbc://user:secret@host/name", "driver_missing"),
        ("postgresql://user:secret@127.0.0.1:1/name", "dataset_unreadable"),
    ],
)
def test_a_database_that_cannot_be_read_is_a_problem_without_its_password(
    given: str, code: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        read_dataset_in_database(given, now=NOW)
    assert caught.value.code == code
    assert "secret" not in str(caught.value)


def test_a_database_without_the_dataset_or_that_is_none_is_a_problem(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE patients (name TEXT)")
    connection.close()
    (tmp_path / "text.db").write_text("no database at all, but some text that is long enough")
    for name, code in (("other.db", "dataset_empty"), ("text.db", "dataset_unreadable")):
        with pytest.raises(ProblemError) as caught:
            read_dataset_in_database(f"sqlite:///{tmp_path / name}", now=NOW)
        assert caught.value.code == code
