"""Sending by SMTP, to a real mail server on this machine."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from pydantic import SecretStr

from domain.clocks.alerts import DeliveryState
from engine.dispatch import dispatch
from notifications.channel import ChannelRefusedError, ChannelUnavailableError
from notifications.channels.smtp import SmtpChannel, SmtpSettings
from notifications.envelope import REPEAT_NOTICE
from store.database import Database, open_database
from tests.support.dispatching import (
    CONTACTS,
    NOW,
    add_alert,
    all_sent,
    fill_outbox,
    messages,
    outbox,
)
from tests.support.smtp_server import MailServer, free_port, running_mail_server, words_of
from tests.support.sqlite import sqlite_with_tables

REFERENCE = "0f1c8f3e-52ab-5d0c-8f7a-0d4b8f3f2a11"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(sqlite_with_tables(tmp_path))
    yield database
    database.dispose()


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


def channel_to(port: int, *, starttls: bool = False, username: str | None = None) -> SmtpChannel:
    return SmtpChannel(
        SmtpSettings(
            host="127.0.0.1",
            port=port,
            sender="timescales@example.org",
            starttls=starttls,
            username=username,
            password=SecretStr("secret-word"),
            timeout=10,
        )
    )


def message() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "timescales@example.org"
    message["To"] = "iro07@example.org"
    message["Message-ID"] = f"<{REFERENCE}@timescales.invalid>"
    message.set_content("One review is overdue.")
    return message


def last_errors(database: Database) -> set[str | None]:
    return {row.last_error for row in outbox(database)}


def test_everything_that_waits_arrives_once_with_its_reference(
    database: Database, server: MailServer
) -> None:
    fill_outbox(database, "smtp")
    result = dispatch(database, channel_to(server.port), messages(database), CONTACTS, NOW)
    assert (result.sent, result.repeats, result.waiting, result.failed) == (6, 0, 0, 0)
    assert all_sent(database)
    assert len(set(server.message_ids)) == len(server.taken) == 6
    for mail in server.taken:
        assert mail["Message-ID"] == f"<{mail['X-Timescales-Reference']}@timescales.invalid>"
        assert mail.get_content_type() == "multipart/alternative"
    assert {mail["To"] for mail in server.taken} == set(CONTACTS.values())


def test_an_unreachable_server_loses_nothing_and_is_tried_again_after_the_pause(
    database: Database,
) -> None:
    fill_outbox(database, "smtp")
    port = free_port()
    result = dispatch(database, channel_to(port), messages(database), CONTACTS, NOW)
    assert (result.sent, result.waiting) == (0, 6)
    assert [problem.code for problem in result.problems] == ["smtp_unreachable"]
    assert last_errors(database) == {"smtp_unreachable", None}
    with running_mail_server(port) as server:
        early = dispatch(
            database, channel_to(port), messages(database), CONTACTS, NOW + timedelta(seconds=59)
        )
        later = dispatch(
            database, channel_to(port), messages(database), CONTACTS, NOW + timedelta(seconds=90)
        )
    assert (early.sent, later.sent) == (3, 3)
    assert later.repeats == early.repeats == 0
    assert len(set(server.message_ids)) == len(server.taken) == 6
    assert all_sent(database)


def test_the_pause_grows_to_an_hour_and_stays_there(database: Database) -> None:
    add_alert(database, 1, "IRO-07", at_once=True, channel="smtp")
    channel, now, pauses = channel_to(free_port()), NOW, []
    for _ in range(6):
        dispatch(database, channel, messages(database), CONTACTS, now)
        (row,) = outbox(database)
        pauses.append(round((row.not_before - now) / timedelta(minutes=1)))
        now = row.not_before
    assert pauses == [1, 5, 15, 60, 60, 60]


def test_a_server_that_breaks_off_after_taking_a_message_gets_a_marked_repeat(
    database: Database, server: MailServer
) -> None:
    add_alert(database, 1, "IRO-07", at_once=True, channel="smtp")
    server.drop_after_data = True
    broken = dispatch(database, channel_to(server.port), messages(database), CONTACTS, NOW)
    assert [problem.code for problem in broken.problems] == ["smtp_no_answer"]
    server.drop_after_data = False
    retry = dispatch(
        database, channel_to(server.port), messages(database), CONTACTS, NOW + timedelta(minutes=2)
    )
    assert (retry.sent, retry.repeats) == (1, 1)
    first, second = server.taken
    assert first["Message-ID"] == second["Message-ID"]
    assert REPEAT_NOTICE not in words_of(first)
    assert REPEAT_NOTICE in words_of(second)
    assert [row.may_be_repeat for row in outbox(database)] == [True]


def test_a_refused_address_holds_up_nobody_else_and_is_tried_again_the_next_day(
    database: Database, server: MailServer
) -> None:
    fill_outbox(database, "smtp")
    server.refuse["iro08@example.org"] = "550 no mailbox iro08@example.org here"
    result = dispatch(database, channel_to(server.port), messages(database), CONTACTS, NOW)
    assert (result.sent, result.failed, result.waiting) == (5, 1, 0)
    (row,) = [row for row in outbox(database) if row.state is DeliveryState.WAITING]
    assert row.recipient == "IRO-08"
    assert row.last_error == "smtp_refused_550"
    assert round((row.not_before - NOW) / timedelta(hours=1)) == 24
    server.refuse.clear()
    dispatch(database, channel_to(server.port), messages(database), CONTACTS, row.not_before)
    assert all_sent(database)


def test_a_message_that_the_server_puts_off_goes_again_after_the_pause(
    database: Database, server: MailServer
) -> None:
    add_alert(database, 1, "IRO-07", at_once=True, channel="smtp")
    server.refuse["iro07@example.org"] = "451 later please"
    result = dispatch(database, channel_to(server.port), messages(database), CONTACTS, NOW)
    assert (result.waiting, result.failed) == (1, 0)
    assert last_errors(database) == {"smtp_deferred_451"}


def test_a_recipient_without_an_address_is_a_failure_that_somebody_can_see(
    database: Database, server: MailServer
) -> None:
    add_alert(database, 1, "IRO-99", at_once=True, channel="smtp")
    result = dispatch(database, channel_to(server.port), messages(database), CONTACTS, NOW)
    assert (result.sent, result.failed) == (0, 1)
    assert [problem.code for problem in result.problems] == ["no_address"]
    assert last_errors(database) == {"no_address"}
    with_role = {**CONTACTS, "iro": "iros@example.org"}
    dispatch(
        database, channel_to(server.port), messages(database), with_role, NOW + timedelta(days=2)
    )
    assert [mail["To"] for mail in server.taken] == ["iros@example.org"]


def test_no_address_and_no_answer_of_the_server_is_kept_or_shown(
    database: Database, server: MailServer
) -> None:
    add_alert(database, 1, "IRO-07", at_once=True, channel="smtp")
    server.refuse["iro07@example.org"] = "550 iro07@example.org is the mailbox of CANARY"
    result = dispatch(database, channel_to(server.port), messages(database), CONTACTS, NOW)
    kept = repr(outbox(database)) + "".join(
        f"{problem.code} {problem.message} {problem.remedy}" for problem in result.problems
    )
    assert "smtp_refused_550" in kept
    assert "@" not in kept
    assert "CANARY" not in kept


def test_a_server_without_starttls_is_not_used_when_it_is_asked_for(server: MailServer) -> None:
    with pytest.raises(ChannelUnavailableError) as caught:
        channel_to(server.port, starttls=True).send(message())
    assert caught.value.code == "smtp_not_secure"
    assert not caught.value.may_have_arrived
    assert server.taken == []


def test_a_login_that_the_server_does_not_offer_is_reported(server: MailServer) -> None:
    with pytest.raises(ChannelUnavailableError) as caught:
        channel_to(server.port, username="timescales").send(message())
    assert caught.value.code == "smtp_not_secure"
    assert "secret-word" not in str(caught.value)


def test_an_address_that_the_server_cannot_take_is_refused_not_retried(
    server: MailServer,
) -> None:
    mail = message()
    del mail["To"]
    mail["To"] = "é@example.org"
    with pytest.raises(ChannelRefusedError):
        channel_to(server.port).send(mail)
