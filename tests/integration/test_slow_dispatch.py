"""A dispatch that hung so long that another took over its message, and one that cannot be made."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from domain.clocks.alerts import Alert, Delivery, DeliveryState
from engine.dispatch import CLAIM_LASTS, BuildContent, DispatchResult, dispatch
from notifications.channel import ChannelUnavailableError
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
)
from tests.support.smtp_server import words_of

LATER = NOW + CLAIM_LASTS + timedelta(minutes=1)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = open_database(url)
    database.migrate()
    add_alert(database, 1, "IRO-07", at_once=True)
    yield database
    database.dispose()


@dataclass
class HangingGateway(CountingGateway):
    """While the first message is on its way, ``meanwhile`` happens; then it ``fails`` or not."""

    meanwhile: Callable[[], object] = lambda: None
    fails: bool = False
    hung: list[str] = field(default_factory=list)

    def take(self, reference: str, message: EmailMessage) -> None:
        """Take the message, after everything that happens meanwhile."""
        if not self.hung:
            self.hung.append(reference)
            self.meanwhile()
            if self.fails:
                raise ChannelUnavailableError("smtp_no_answer", may_have_arrived=True)
        super().take(reference, message)


def send(
    database: Database,
    gateway: CountingGateway,
    now: datetime = NOW,
    build: BuildContent | None = None,
) -> DispatchResult:
    """One dispatch that takes no time at all."""
    return dispatch(
        database, gateway, build or messages(database), CONTACTS, now, stopwatch=lambda: 0.0
    )


def mail_server(folder: Path) -> CountingGateway:
    """As a mail server is, which cannot be asked what it took."""
    return CountingGateway(folder / "taken", name="maildir", can_be_asked=False)


def test_a_message_that_both_sent_is_noted_as_a_repeat_by_whoever_ends_last(
    database: Database, tmp_path: Path
) -> None:
    other = mail_server(tmp_path)
    hanging = HangingGateway(
        tmp_path / "taken", can_be_asked=False, meanwhile=lambda: send(database, other, LATER)
    )
    result = send(database, hanging)
    (row,) = outbox(database)
    assert (row.state, row.sent_at, row.may_be_repeat) == (DeliveryState.SENT, LATER, True)
    assert (result.sent, result.repeats) == (1, 1)
    assert [REPEAT_NOTICE in words_of(one) for one in other.messages] == [True]


def test_a_gateway_that_was_asked_too_early_leaves_a_repeat_that_is_noted(
    database: Database, tmp_path: Path
) -> None:
    other = CountingGateway(tmp_path / "taken")
    hanging = HangingGateway(tmp_path / "taken", meanwhile=lambda: send(database, other, LATER))
    send(database, hanging)
    assert list(Counter(other.taken).values()) == [2]
    (row,) = outbox(database)
    assert (row.state, row.may_be_repeat) == (DeliveryState.SENT, True)


def test_a_failure_does_not_put_back_what_another_has_sent(
    database: Database, tmp_path: Path
) -> None:
    other = CountingGateway(tmp_path / "taken")
    hanging = HangingGateway(
        tmp_path / "taken", meanwhile=lambda: send(database, other, LATER), fails=True
    )
    send(database, hanging)
    (row,) = outbox(database)
    assert (row.state, row.last_error) == (DeliveryState.SENT, None)
    assert send(database, other, LATER + timedelta(days=1)) == DispatchResult()
    assert len(other.taken) == 1


def test_a_failure_does_not_put_back_what_another_is_sending(
    database: Database, tmp_path: Path
) -> None:
    (row,) = outbox(database)

    def taken_over() -> None:
        with database.unit_of_work() as unit:
            assert unit.outbox.claim([row.id], row.id, LATER, LATER - CLAIM_LASTS) == 1

    hanging = HangingGateway(tmp_path / "taken", meanwhile=taken_over, fails=True)
    send(database, hanging)
    (row,) = outbox(database)
    assert (row.state, row.claimed_at) == (DeliveryState.SENDING, LATER)


def test_who_hung_before_sending_sees_that_another_has_taken_over(
    database: Database, tmp_path: Path
) -> None:
    gateway = CountingGateway(tmp_path / "taken")
    build = messages(database)

    def slowly(
        unit: UnitOfWork, carried: Sequence[tuple[Delivery, Alert | None]], envelope: Envelope
    ) -> Content:
        assert send(database, gateway, LATER).sent == 1
        return build(unit, carried, envelope)

    result = send(database, gateway, build=slowly)
    assert result == DispatchResult()
    assert len(gateway.taken) == 1
    (row,) = outbox(database)
    assert (row.state, row.may_be_repeat) == (DeliveryState.SENT, False)


def test_a_message_that_cannot_be_made_keeps_none_of_the_others_back(
    database: Database, tmp_path: Path
) -> None:
    for number in (2, 3):
        add_alert(database, number, f"IRO-0{number}", at_once=True)
    gateway, build = CountingGateway(tmp_path / "taken"), messages(database)

    def build_or_break(
        unit: UnitOfWork, carried: Sequence[tuple[Delivery, Alert | None]], envelope: Envelope
    ) -> Content:
        if envelope.recipient == "IRO-02":
            raise KeyError("the number of a case")
        return build(unit, carried, envelope)

    result = send(database, gateway, build=build_or_break)
    assert (result.sent, result.failed, result.waiting) == (2, 1, 0)
    (problem,) = result.problems
    assert problem.code == "message_not_made"
    assert "case" not in problem.message
    (bad,) = [row for row in outbox(database) if row.state is not DeliveryState.SENT]
    assert (bad.recipient, bad.state) == ("IRO-02", DeliveryState.WAITING)
    assert (bad.last_error, bad.not_before) == ("message_not_made", NOW + timedelta(days=1))
    assert send(database, gateway, NOW + timedelta(hours=1)) == DispatchResult()
    assert send(database, gateway, NOW + timedelta(days=1)).sent == 1
    assert all_sent(database)


def test_a_message_that_cannot_be_written_out_is_found_before_it_goes(
    database: Database, tmp_path: Path
) -> None:
    build = messages(database)

    def unwritable(
        unit: UnitOfWork, carried: Sequence[tuple[Delivery, Alert | None]], envelope: Envelope
    ) -> Content:
        # Half a character, as a damaged file may hold it: no encoding can write it.
        return replace(build(unit, carried, envelope), subject="a case \ud800")

    gateway = CountingGateway(tmp_path / "taken")
    result = send(database, gateway, build=unwritable)
    assert [one.code for one in result.problems] == ["message_not_made"]
    assert gateway.taken == []


class UnforeseenGateway(CountingGateway):
    """Breaks off in a way that whoever wrote it did not think of, for one recipient."""

    def take(self, reference: str, message: EmailMessage) -> None:
        """Break off for the first one."""
        if message["X-Timescales-Recipient"] == "IRO-07":
            raise LookupError("the number of a case")
        super().take(reference, message)


def test_what_a_channel_did_not_foresee_ends_no_dispatch_and_is_kept_in_no_row(
    database: Database, tmp_path: Path
) -> None:
    add_alert(database, 2, "IRO-08", at_once=True)
    gateway = UnforeseenGateway(tmp_path / "taken")
    result = send(database, gateway)
    assert (result.sent, result.waiting, result.failed) == (1, 1, 0)
    assert [one.code for one in result.problems] == ["not_delivered"]
    (bad,) = [row for row in outbox(database) if row.state is not DeliveryState.SENT]
    assert bad.last_error == "not_delivered.may_have_arrived"


class OtherGateway(CountingGateway):
    """Refuses with a code that the program has no words for."""

    def take(self, reference: str, message: EmailMessage) -> None:
        """Refuse."""
        raise ChannelUnavailableError("pigeon_lost")


def test_a_code_without_words_is_a_plain_sentence_and_the_message_waits(
    database: Database, tmp_path: Path
) -> None:
    result = send(database, OtherGateway(tmp_path / "other"))
    (problem,) = result.problems
    assert problem.code == "not_delivered"
    assert "no words for the reason" in problem.message
    later = send(database, CountingGateway(tmp_path / "taken"), NOW + timedelta(days=1))
    assert later.sent == 1
