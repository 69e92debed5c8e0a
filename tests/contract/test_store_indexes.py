"""What is asked for on every sweep reads only what is due, however much there is."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Connection, Select, text

from store.database import Database
from store.engines import open_engine
from store.repositories.clocks import due_for_a_rung
from store.repositories.outbox import waiting_until
from tests.contract.store_examples import DAY, HOUR, NOON, a_clock, a_delivery

MANY = 3_000


@pytest.fixture
def connection(database: Database, database_url: str) -> Iterator[Connection]:
    """A database with many clocks, joined cases and deliveries, of which few are due."""
    deliveries = [a_delivery(None, f"digest-{number}") for number in range(MANY)]
    rungs: list[datetime | None] = [None] * MANY
    rungs[:20] = [NOON - HOUR] * 10 + [NOON + DAY] * 10
    with database.unit_of_work() as work:
        work.clocks.write([(a_clock(f"clock-{n}"), rung) for n, rung in enumerate(rungs)], [])
        work.joins.set_living({f"gone-{n}": f"case-{n}" for n in range(MANY)})
        work.outbox.add(deliveries)
        sent = [delivery.id for delivery in deliveries[20:]]
        work.outbox.claim(sent, "message", NOON)
        work.outbox.mark_sent(sent, claimed_at=NOON, at=NOON, may_be_repeat=False)
    engine = open_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("ANALYZE"))
        yield connection
    engine.dispose()


def plan(connection: Connection, statement: Select[Any]) -> str:
    word = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    written = statement.compile(connection, compile_kwargs={"literal_binds": True})
    return str(connection.exec_driver_sql(f"{word} {written}").all())


def index_used(connection: Connection, statement: Select[Any], table: str, index: str) -> bool:
    steps = plan(connection, statement)
    if connection.dialect.name == "sqlite":
        return f"SEARCH {table} USING INDEX {index}" in steps
    return index in steps and "Seq Scan" not in steps


def test_the_clocks_that_reached_a_rung_are_found_by_their_index(connection: Connection) -> None:
    assert index_used(connection, due_for_a_rung(NOON), "clock", "ix_clock_next_rung_at")


def test_what_waits_is_found_by_its_index(connection: Connection) -> None:
    assert index_used(connection, waiting_until(NOON), "delivery", "ix_delivery_waiting")


def test_the_check_notices_when_the_index_is_gone(connection: Connection) -> None:
    connection.execute(text("DROP INDEX ix_clock_next_rung_at"))
    assert not index_used(connection, due_for_a_rung(NOON), "clock", "ix_clock_next_rung_at")


@pytest.mark.parametrize(
    ("index", "held"),
    [("ix_clock_next_rung_at", 20), ("ix_delivery_waiting", 20), ("ix_delivery_unsent", 20)],
)
def test_an_index_holds_nothing_but_what_still_waits(
    connection: Connection, index: str, held: int
) -> None:
    rows = {
        "postgresql": f"SELECT reltuples FROM pg_class WHERE relname = '{index}'",
        "sqlite": f"SELECT CAST(stat AS INTEGER) FROM sqlite_stat1 WHERE idx = '{index}'",
    }
    assert connection.scalar(text(rows[connection.dialect.name])) == held


@pytest.mark.usefixtures("connection")
def test_the_indexed_searches_find_what_is_due(database: Database) -> None:
    with database.reading() as work:
        assert len(work.clocks.reached(NOON)) == 10
        assert len(work.outbox.ready(NOON)) == 20
