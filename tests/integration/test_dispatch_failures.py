"""What fails on its way: when it goes again, and what is remembered of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from itertools import count
from pathlib import Path

import pytest

from domain.clocks.alerts import Alert, Delivery
from domain.errors import ProblemError
from engine.dispatch import DispatchResult, dispatch
from notifications.channel import (
    ChannelError,
    ChannelRefusedError,
    ChannelUnavailableError,
)
from notifications.digest import Content
from notifications.envelope import REPEAT_NOTICE, Envelope
from store.database import Database, open_database
from store.unit_of_work import UnitOfWork
from tests.support.dispatching import (
    CONTACTS,
    NOW,
    CountingGateway,
    add_alert,
    all_sent,
    messages,
    outbox,
    send,
)
from tests.support.smtp_server import words_of
from tests.support.sqlite import sqlite_with_tables

LINE_DROPPED = ChannelUnavailableError("smtp_no_answer", may_have_arrived=True)
NOT_NOW = ChannelUnavailableError("smtp_deferred_451")
NEVER = ChannelRefusedError("smtp_refused_550")


class FailingServer(CountingGateway):
    """A mail server that gives these answers in turn: a failure, or None when it takes it."""

    def __init__(self, folder: Path, answers: Iterable[ChannelError | None]) -> None:
        super().__init__(folder / "taken", can_be_asked=False)
        self.answers = list(answers)

    def take(self, reference: str, message: EmailMessage) -> None:
        """Take the message, or fail."""
        answer = self.answers.pop(0)
        if answer is not None:
            raise answer
        super().take(reference, message)


@dataclass
class FailingBuilder:
    """Makes no message, because of some ``trouble``."""

    trouble: Exception

    def __call__(
        self,
        unit: UnitOfWork,
        carried: Sequence[tuple[Delivery, Alert | None]],
        envelope: Envelope,
    ) -> Content:
        """Fail."""
        raise self.trouble


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(sqlite_with_tables(tmp_path))
    yield database
    database.dispose()


def the_row(database: Database) -> Delivery:
    (row,) = outbox(database)
    return row


def test_a_doubt_is_not_forgotten_when_the_next_attempt_fails_plainly(
    database: Database, tmp_path: Path
) -> None:
    add_alert(database, 1, "IRO-07", at_once=True)
    server = FailingServer(tmp_path, [LINE_DROPPED, NOT_NOW, None])
    send(database, server)
    send(database, server, NOW + timedelta(hours=1))
    assert send(database, server, NOW + timedelta(hours=2)).repeats == 1
    assert REPEAT_NOTICE in words_of(server.messages[0])
    assert the_row(database).may_be_repeat


def test_a_message_that_plainly_did_not_arrive_is_no_repeat(
    database: Database, tmp_path: Path
) -> None:
    add_alert(database, 1, "IRO-07", at_once=True)
    server = FailingServer(tmp_path, [NOT_NOW, None])
    send(database, server)
    assert send(database, server, NOW + timedelta(hours=1)).repeats == 0
    assert REPEAT_NOTICE not in words_of(server.messages[0])
    assert not the_row(database).may_be_repeat


def test_a_channel_that_works_again_is_not_given_up_for_what_failed_before(
    database: Database, tmp_path: Path
) -> None:
    for number in range(1, 7):
        add_alert(database, number, f"IRO-{number:02}", at_once=True)
    server = FailingServer(tmp_path, [NOT_NOW, NOT_NOW, None, NOT_NOW, NOT_NOW, None])
    result = send(database, server)
    assert (result.sent, result.waiting, result.failed) == (2, 4, 0)


def test_a_message_that_another_took_first_keeps_none_of_the_others_back(
    database: Database, tmp_path: Path
) -> None:
    for number in (1, 2):
        add_alert(database, number, f"IRO-{number:02}", at_once=True)
    times = count()

    def taken_meanwhile() -> float:
        # Asked first at the start, and then before each message.
        if next(times) == 1:
            first = min(outbox(database), key=lambda row: row.id)
            with database.unit_of_work() as unit:
                assert unit.outbox.claim([first.id], first.id, NOW) == 1
        return 1.0

    gateway = CountingGateway(tmp_path / "taken")
    result = dispatch(
        database, gateway, messages(database), CONTACTS, NOW, stopwatch=taken_meanwhile
    )
    assert result == DispatchResult(sent=1)


def test_addresses_that_are_refused_do_not_mean_that_the_channel_is_down(
    database: Database, tmp_path: Path
) -> None:
    for number in range(1, 6):
        add_alert(database, number, f"IRO-{number:02}", at_once=True)
    result = send(database, FailingServer(tmp_path, [NEVER, NEVER, NEVER, NEVER, None]))
    assert (result.sent, result.waiting, result.failed) == (1, 0, 4)
    assert [problem.code for problem in result.problems] == ["smtp_refused_550"]


def test_who_has_no_address_is_a_problem_of_its_own_and_is_tried_again(
    database: Database, tmp_path: Path
) -> None:
    add_alert(database, 1, "IRO-99", at_once=True)
    add_alert(database, 2, "IRO-07", at_once=True)
    server = FailingServer(tmp_path, [None, None])
    server.needs_address = True
    result = send(database, server)
    assert [problem.code for problem in result.problems] == ["no_address"]
    assert (result.sent, result.failed) == (1, 1)
    contacts = {**CONTACTS, "iro": "all-iros@example.org"}
    later = NOW + timedelta(days=2)
    assert dispatch(database, server, messages(database), contacts, later).sent == 1
    assert [str(one["To"]) for one in server.messages] == [
        CONTACTS["IRO-07"],
        "all-iros@example.org",
    ]


def test_what_failed_goes_again_later_and_later_but_at_least_every_hour(
    database: Database, tmp_path: Path
) -> None:
    add_alert(database, 1, "IRO-07", at_once=True)
    server = FailingServer(tmp_path, [NOT_NOW] * 6)
    now = NOW
    pauses = []
    for _ in range(6):
        send(database, server, now)
        pauses.append(round((the_row(database).not_before - now) / timedelta(minutes=1)))
        assert send(database, server, the_row(database).not_before - timedelta(seconds=1)) == (
            DispatchResult()
        )
        now = the_row(database).not_before
    assert pauses == [1, 5, 15, 60, 60, 60]


def test_a_claim_outlasts_the_slowest_message(database: Database, tmp_path: Path) -> None:
    add_alert(database, 1, "IRO-07", at_once=True)
    row = the_row(database)
    with database.unit_of_work() as unit:
        unit.outbox.claim([row.id], row.id, NOW)
    server = FailingServer(tmp_path, [None])
    assert send(database, server, NOW + timedelta(minutes=10)) == DispatchResult()
    assert send(database, server, NOW + timedelta(minutes=20)).repeats == 1


def test_what_had_arrived_before_a_crash_is_counted_and_not_sent_again(
    database: Database, tmp_path: Path
) -> None:
    for number in (1, 2):
        add_alert(database, number, f"IRO-0{number}", at_once=True)
    add_alert(database, 3, "IRO-03", at_once=True)
    gateway = CountingGateway(tmp_path / "taken")
    arrived = [row for row in outbox(database) if row.recipient != "IRO-03"]
    gateway.file.write_text("".join(f"{row.id}\n" for row in arrived))
    with database.unit_of_work() as unit:
        for row in arrived:
            unit.outbox.claim([row.id], row.id, NOW - timedelta(hours=1))
    assert send(database, gateway) == DispatchResult(sent=1, already_there=2)
    assert len(gateway.taken) == 3
    assert all_sent(database)


def test_a_database_that_fails_while_a_message_is_made_is_no_fault_of_the_message(
    database: Database, tmp_path: Path
) -> None:
    add_alert(database, 1, "IRO-07", at_once=True)
    trouble = ProblemError("database_busy", "Another program writes.", "Try again.")

    with pytest.raises(ProblemError) as raised:
        dispatch(database, FailingServer(tmp_path, []), FailingBuilder(trouble), CONTACTS, NOW)
    assert raised.value is trouble
    assert the_row(database).last_error is None


def test_a_problem_that_is_not_of_the_database_is_of_the_message(
    database: Database, tmp_path: Path
) -> None:
    add_alert(database, 1, "IRO-07", at_once=True)

    build = FailingBuilder(ProblemError("unknown_rule", "There is no such rule.", "Look."))
    result = dispatch(database, FailingServer(tmp_path, []), build, CONTACTS, NOW)
    assert [problem.code for problem in result.problems] == ["message_not_made"]
