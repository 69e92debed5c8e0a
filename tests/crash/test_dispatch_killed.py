"""kill -9 at every named point of the send path: nothing lost, nothing doubled in silence."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from engine.dispatch import CLAIM_LASTS, DispatchResult, dispatch
from engine.kill_points import KillPoint
from notifications.envelope import REPEAT_NOTICE
from store.database import Database, open_database
from tests.support.dispatching import (
    CONTACTS,
    NOW,
    CountingGateway,
    all_sent,
    dispatch_once,
    fill_outbox,
    make,
    messages,
)
from tests.support.killing import run_killed
from tests.support.smtp_server import running_mail_server, words_of

POINTS = [point for point in KillPoint if point.startswith("dispatch.")]
# The message was handed over, and the store does not know it.
SENT_UNMARKED = {KillPoint.DISPATCH_AFTER_SEND, KillPoint.DISPATCH_BEFORE_MARK}
# The store cannot tell these from the two above.
CLAIMED = SENT_UNMARKED | {KillPoint.DISPATCH_AFTER_CLAIM, KillPoint.DISPATCH_BEFORE_SEND}
MESSAGES = 6


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = open_database(url)
    yield database
    database.dispose()


def dispatch_killed(url: str, channel: str, place: object, point: KillPoint) -> None:
    """Run a dispatch that dies the second time it reaches the point."""
    run_killed(dispatch_once, url, channel, str(place), at=f"{point}:2")


def run_again(database: Database, channel: str, place: object) -> list[DispatchResult]:
    """The next dispatch, which leaves the fresh claim alone, and one after the claim is old."""
    times = (NOW + timedelta(minutes=1), NOW + CLAIM_LASTS + timedelta(minutes=1))
    return [
        dispatch(database, make(channel, str(place)), messages(database), CONTACTS, now)
        for now in times
    ]


@pytest.mark.parametrize("point", POINTS)
def test_a_gateway_that_can_be_asked_gets_each_message_exactly_once(
    database: Database, url: str, tmp_path: Path, point: KillPoint
) -> None:
    fill_outbox(database)
    file = tmp_path / "gateway"
    dispatch_killed(url, "gateway", file, point)
    assert len(CountingGateway(file).taken) in (1, 2)
    _, last = run_again(database, "gateway", file)
    assert all_sent(database)
    assert set(Counter(CountingGateway(file).taken).values()) == {1}
    assert len(CountingGateway(file).taken) == MESSAGES
    assert last.already_there == (1 if point in SENT_UNMARKED else 0)


@pytest.mark.parametrize("point", POINTS)
def test_a_maildir_holds_one_file_for_each_message(
    database: Database, url: str, tmp_path: Path, point: KillPoint
) -> None:
    fill_outbox(database)
    mail = tmp_path / "mail"
    dispatch_killed(url, "maildir", mail, point)
    run_again(database, "maildir", mail)
    assert all_sent(database)
    names = [path.name for path in mail.glob("*/*/*")]
    assert len(names) == len(set(names)) == MESSAGES
    assert {path.parent.name for path in mail.glob("*/*/*")} == {"new"}


@pytest.mark.parametrize("point", POINTS)
def test_a_mail_server_gets_at_most_a_repeat_that_says_so(
    database: Database, url: str, point: KillPoint
) -> None:
    fill_outbox(database, "smtp")
    with running_mail_server() as server:
        dispatch_killed(url, "smtp", server.port, point)
        before = len(server.taken)
        first, last = run_again(database, "smtp", server.port)
    assert all_sent(database)
    counts = Counter(server.message_ids)
    assert len(counts) == MESSAGES
    assert sum(counts.values()) == MESSAGES + (1 if point in SENT_UNMARKED else 0)
    assert [first.repeats, last.repeats] == [0, 1 if point in CLAIMED else 0]
    marked = [mail for mail in server.taken if REPEAT_NOTICE in words_of(mail)]
    again = [mail for mail in server.taken[before:] if counts[str(mail["Message-ID"])] > 1]
    if point in SENT_UNMARKED:
        assert [mail["Message-ID"] for mail in marked] == [mail["Message-ID"] for mail in again]
    assert len(marked) == last.repeats
