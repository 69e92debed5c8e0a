"""Who wins when several work at once, and what is left when one fails."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from threading import Barrier

import pytest

from domain.errors import ProblemError
from store import engines
from store.database import Database, open_database
from store.filters import AlertFilter
from tests.contract.store_examples import add_the_same_alerts, an_event
from tests.support.postgres import PostgresServer


def check_one_winner_each(database: Database, first: set[str], second: set[str]) -> None:
    assert first & second == set()
    assert len(first | second) == 200
    with database.reading() as work:
        found = work.alerts.search(AlertFilter())
        assert int(work.settings.get("one") or "") == len(first)
        assert int(work.settings.get("two") or "") == len(second)
    assert {alert.id for alert, _ in found} == first | second
    assert [len(deliveries) for _, deliveries in found] == [1] * 200


def test_two_threads_that_add_the_same_alerts_have_one_winner_each(
    database: Database, database_url: str
) -> None:
    barrier = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(add_the_same_alerts, database_url, barrier, "one")
        two = pool.submit(add_the_same_alerts, database_url, barrier, "two")
        check_one_winner_each(database, one.result(), two.result())


def test_two_processes_that_add_the_same_alerts_have_one_winner_each(
    database: Database, database_url: str
) -> None:
    spawn = multiprocessing.get_context("spawn")
    with spawn.Manager() as manager, ProcessPoolExecutor(2, mp_context=spawn) as pool:
        barrier = manager.Barrier(2)
        one = pool.submit(add_the_same_alerts, database_url, barrier, "one")
        two = pool.submit(add_the_same_alerts, database_url, barrier, "two")
        check_one_winner_each(database, one.result(), two.result())


def test_nobody_writes_between_what_another_reads_and_then_writes(database: Database) -> None:
    def count_up(times: int) -> None:
        for _ in range(times):
            with database.unit_of_work() as work:
                work.settings.set("count", str(int(work.settings.get("count") or 0) + 1))

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(count_up, 50), pool.submit(count_up, 50)]:
            done.result()
    with database.reading() as work:
        assert work.settings.get("count") == "100"


def test_a_unit_of_work_that_fails_leaves_nothing(database: Database) -> None:

    def add_and_fail() -> None:
        with database.unit_of_work() as work:
            work.events.add([an_event()], ["digest"], "batch-1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_and_fail()
    with database.reading() as work:
        assert work.events.count() == 0


def test_a_reader_does_not_wait_for_a_writer_and_sees_what_was(database: Database) -> None:
    with database.reading() as before, database.unit_of_work() as writer:
        assert before.events.count() == 0
        writer.events.add([an_event()], ["digest"], "batch-1")
        with database.reading() as during:
            assert during.events.count() == 0
    with database.reading() as after:
        assert after.events.count() == 1


def test_a_reader_sees_one_moment_throughout(database: Database) -> None:
    with database.reading() as reader:
        assert reader.events.count() == 0
        with database.unit_of_work() as writer:
            writer.events.add([an_event()], ["digest"], "batch-1")
        assert reader.events.count() == 0


def test_a_reader_cannot_write_and_leaves_no_mark_on_the_connection(database: Database) -> None:
    with pytest.raises(ProblemError) as problem, database.reading() as work:
        work.settings.set("profile", "statutory")
    assert problem.value.code == "database_failed"
    with database.unit_of_work() as work:
        work.settings.set("profile", "statutory")


def test_a_writer_that_waits_too_long_for_another_says_so(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_WAIT_MILLISECONDS", 50)
    impatient = open_database(database_url)
    with (
        database.unit_of_work(),
        pytest.raises(ProblemError) as problem,
        impatient.unit_of_work(),
    ):
        pass
    assert problem.value.code == "database_busy"
    with impatient.unit_of_work() as work:
        work.settings.set("profile", "statutory")
    impatient.dispose()


def test_a_server_that_was_restarted_is_found_again(postgres: PostgresServer) -> None:
    database = open_database(postgres.new_database())
    database.migrate()
    with database.unit_of_work() as work:
        work.settings.set("profile", "statutory")
    postgres.drop_connections()
    with database.reading() as work:
        assert work.settings.get("profile") == "statutory"
    database.dispose()


def test_a_connection_cut_in_the_middle_is_reported_and_keeps_nothing(
    postgres: PostgresServer,
) -> None:
    database = open_database(postgres.new_database())
    database.migrate()

    def write_while_the_server_goes_down() -> None:
        with database.unit_of_work() as work:
            work.settings.set("profile", "statutory")
            postgres.drop_connections()
            work.settings.set("seed", "1")

    with pytest.raises(ProblemError) as problem:
        write_while_the_server_goes_down()
    assert problem.value.code == "database_unreachable"
    with database.reading() as work:
        assert work.settings.get("profile") is None
    database.dispose()
