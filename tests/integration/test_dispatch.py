"""Digests and alerts at once, from the outbox to the message."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from engine.digests import STANDING_RECIPIENTS, prepare_digests
from engine.dispatch import CLAIM_LASTS, DispatchResult, dispatch
from engine.working_hours import opens_at
from store.database import Database, open_database
from tests.support.dispatching import (
    CONTACTS,
    NOW,
    BrokenGateway,
    CountingGateway,
    add_alert,
    all_sent,
    fill_outbox,
    messages,
    outbox,
    send,
)
from tests.support.postgres import PostgresServer, running_postgres
from tests.support.smtp_server import words_of
from tests.support.sqlite import sqlite_with_tables


@pytest.fixture(scope="module")
def postgres() -> Iterator[PostgresServer]:
    with running_postgres() as server:
        yield server


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(sqlite_with_tables(tmp_path))
    yield database
    database.dispose()


@pytest.fixture
def gateway(tmp_path: Path) -> CountingGateway:
    return CountingGateway(tmp_path / "gateway")


def test_nobody_gets_a_digest_before_six_in_the_morning(
    database: Database, gateway: CountingGateway
) -> None:
    early = opens_at(NOW.date()) - timedelta(seconds=1)
    assert prepare_digests(database, "maildir", early) == 0
    assert send(database, gateway, early).sent == 0


def test_preparing_twice_gives_one_digest_a_day_and_another_the_next_day(
    database: Database, gateway: CountingGateway
) -> None:
    for now in (NOW, NOW + timedelta(hours=3)):
        prepare_digests(database, "maildir", now)
        send(database, gateway, now)
    assert len(gateway.taken) == len(STANDING_RECIPIENTS)
    tomorrow = NOW + timedelta(days=1)
    prepare_digests(database, "maildir", tomorrow)
    send(database, gateway, tomorrow)
    assert len(gateway.taken) == len(set(gateway.taken)) == 2 * len(STANDING_RECIPIENTS)


def test_a_person_with_new_warnings_gets_them_in_one_digest(
    database: Database, gateway: CountingGateway
) -> None:
    fill_outbox(database)
    assert send(database, gateway).sent == 6
    told = {str(mail["X-Timescales-Recipient"]): words_of(mail) for mail in gateway.messages}
    digest = told["IRO-07"]
    assert "case-1" in told["IRO-09"]
    assert "case-3" in digest
    assert "case-4" in digest
    assert "First looked-after review: due Friday 24 January 2025 (1 working day late)." in digest
    assert all_sent(database)


def test_warnings_that_come_after_the_days_digest_are_not_taken_for_it(
    database: Database, gateway: CountingGateway
) -> None:
    fill_outbox(database)
    send(database, gateway)
    add_alert(database, 9, "IRO-07", at_once=False)
    assert send(database, gateway).sent == 1
    assert "case-9" in words_of(gateway.messages[-1])


def test_a_second_dispatch_sends_nothing_again(
    database: Database, gateway: CountingGateway
) -> None:
    fill_outbox(database)
    send(database, gateway)
    assert send(database, gateway, NOW + timedelta(days=1)) == DispatchResult()
    assert set(Counter(gateway.taken).values()) == {1}


def test_what_is_found_at_once_reaches_each_person_as_one_message(
    database: Database, gateway: CountingGateway
) -> None:
    for number in range(6):
        add_alert(database, number, "IRO-07", at_once=True)
    add_alert(database, 100, "IRO-08", at_once=True)
    assert send(database, gateway).sent == 2
    several = next(one for one in gateway.messages if "iro07" in str(one["To"]))
    assert several["Subject"] == "6 overdue"
    assert all(f"case-{number}" in words_of(several) for number in range(6))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_dispatches_that_run_together_send_each_message_once(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path}/shared.db"
    if kind == "postgresql":
        url = request.getfixturevalue("postgres").new_database()
    database = open_database(url)
    database.migrate()
    for number in range(1, 20):
        add_alert(database, number, f"IRO-{number:02}", at_once=True)
    gateway = CountingGateway(tmp_path / "gateway")
    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(lambda _: send(database, gateway), range(4)))
    assert Counter(gateway.taken) == Counter(row.id for row in outbox(database))
    assert sum(result.sent for result in results) == 19
    assert all_sent(database)
    database.dispose()


def test_a_claim_is_left_alone_until_it_is_old(
    database: Database, gateway: CountingGateway
) -> None:
    add_alert(database, 1, "IRO-07", at_once=True)
    (row,) = outbox(database)
    with database.unit_of_work() as unit:
        unit.outbox.claim([row.id], row.id, NOW)
    assert send(database, gateway, NOW + CLAIM_LASTS) == DispatchResult()
    assert send(database, gateway, NOW + CLAIM_LASTS + timedelta(seconds=1)).sent == 1


def test_a_dead_channel_is_not_tried_for_every_message(
    database: Database, tmp_path: Path, gateway: CountingGateway
) -> None:
    for number in range(1, 10):
        add_alert(database, number, f"IRO-{number:02}", at_once=True)
    result = send(database, BrokenGateway(tmp_path / "broken"))
    assert result.waiting == 9
    assert [problem.code for problem in result.problems] == ["maildir_full"]
    assert sorted(row.attempts for row in outbox(database)) == [0] * 6 + [1] * 3
    assert send(database, gateway, NOW + timedelta(minutes=2)).sent == 9


def test_digests_that_waited_for_days_come_as_one_message(
    database: Database, tmp_path: Path, gateway: CountingGateway
) -> None:
    prepare_digests(database, "maildir", NOW, ["iro_manager"])
    send(database, BrokenGateway(tmp_path / "broken"))
    later = NOW + timedelta(days=1)
    prepare_digests(database, "maildir", later, ["iro_manager"])
    assert send(database, gateway, later).sent == 1
    assert "Tuesday 28 January 2025" in words_of(gateway.messages[0])


def test_what_waited_for_another_channel_goes_through_the_present_one(
    database: Database, gateway: CountingGateway
) -> None:
    add_alert(database, 1, "IRO-07", at_once=True, channel="smtp")
    assert send(database, gateway).sent == 1


def test_what_may_have_gone_by_another_channel_is_marked_as_a_possible_repeat(
    database: Database, gateway: CountingGateway
) -> None:
    add_alert(database, 1, "IRO-07", at_once=True, channel="smtp")
    (row,) = outbox(database)
    with database.unit_of_work() as unit:
        unit.outbox.claim([row.id], row.id, NOW - timedelta(hours=1))
    assert send(database, gateway).repeats == 1
    assert "This may be a repeat" in words_of(gateway.messages[0])


def test_in_a_long_run_each_claim_is_as_old_as_it_says(
    database: Database, gateway: CountingGateway
) -> None:
    add_alert(database, 1, "IRO-07", at_once=True)
    add_alert(database, 2, "IRO-08", at_once=True)
    seconds = iter((100.0, 160.0, 1000.0))
    dispatch(database, gateway, messages(database), CONTACTS, NOW, stopwatch=lambda: next(seconds))
    assert sorted(row.sent_at for row in outbox(database) if row.sent_at) == [
        NOW + timedelta(minutes=1),
        NOW + timedelta(minutes=15),
    ]
