from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from domain.clocks.alerts import Delivery, DeliveryState
from store.database import Database
from tests.contract.store_examples import DAY, HOUR, NOON, a_delivery, an_alert

FIRST = a_delivery(None, "first")
SECOND = a_delivery(None, "second", not_before=NOON + HOUR)


def store(database: Database, *deliveries: Delivery) -> None:
    with database.unit_of_work() as work:
        work.outbox.add(deliveries)


def claim(
    database: Database,
    deliveries: Iterable[Delivery],
    at: datetime,
    message: str = "message-1",
    claimed_before: datetime | None = None,
) -> int:
    with database.unit_of_work() as work:
        return work.outbox.claim([one.id for one in deliveries], message, at, claimed_before)


def only(database: Database, delivery: Delivery) -> Delivery:
    with database.reading() as work:
        ((found, _),) = work.outbox.with_alerts([delivery.id])
    return found


def test_a_delivery_is_ready_from_its_time_on(database: Database) -> None:
    store(database, SECOND, FIRST)
    with database.reading() as work:
        assert work.outbox.ready(NOON - HOUR) == []
        assert work.outbox.ready(NOON) == [FIRST]
        assert work.outbox.ready(NOON + HOUR) == [FIRST, SECOND]


def test_adding_a_delivery_again_leaves_the_first_as_it_is(database: Database) -> None:
    store(database, FIRST)
    claim(database, [FIRST], NOON)
    store(database, FIRST)
    assert only(database, FIRST).state is DeliveryState.SENDING


def test_a_claim_takes_what_waits_and_nobody_can_claim_it_again(database: Database) -> None:
    store(database, FIRST, SECOND)
    assert claim(database, [FIRST], NOON) == 1
    assert claim(database, [FIRST, SECOND], NOON, "message-2") == 1
    assert only(database, FIRST) == replace(
        FIRST, state=DeliveryState.SENDING, message="message-1", attempts=1, claimed_at=NOON
    )
    with database.reading() as work:
        assert work.outbox.ready(NOON + DAY) == []


def test_a_stale_claim_is_taken_over_once_and_only_for_the_same_message(
    database: Database,
) -> None:
    store(database, FIRST)
    claim(database, [FIRST], NOON)
    later, cutoff = NOON + HOUR, NOON + HOUR / 2
    with database.reading() as work:
        assert [one.id for one in work.outbox.stale(cutoff)] == [FIRST.id]
        assert work.outbox.stale(NOON) == []
    assert claim(database, [FIRST], later, "message-2", cutoff) == 0
    assert claim(database, [FIRST], later, "message-1", NOON) == 0
    assert claim(database, [FIRST], later, "message-1", cutoff) == 1
    assert claim(database, [FIRST], later + HOUR, "message-1", cutoff) == 0
    taken = only(database, FIRST)
    assert (taken.claimed_at, taken.attempts) == (later, 2)


def test_what_is_sent_is_never_claimed_or_sent_again(database: Database) -> None:
    store(database, FIRST)
    claim(database, [FIRST], NOON)
    with database.unit_of_work() as work:
        for at, repeat in ((NOON + HOUR, True), (NOON + DAY, False)):
            work.outbox.mark_sent([FIRST.id], claimed_at=NOON, at=at, may_be_repeat=repeat)
    assert claim(database, [FIRST], NOON + DAY, claimed_before=NOON + DAY) == 0
    sent = only(database, FIRST)
    assert (sent.state, sent.sent_at, sent.may_be_repeat) == (
        DeliveryState.SENT,
        NOON + HOUR,
        True,
    )


def test_what_was_not_claimed_cannot_be_marked_as_sent(database: Database) -> None:
    store(database, FIRST)
    with database.unit_of_work() as work:
        work.outbox.mark_sent([FIRST.id], claimed_at=NOON, at=NOON, may_be_repeat=False)
    assert only(database, FIRST) == FIRST


def test_a_claim_that_was_taken_over_can_neither_mark_nor_put_back(database: Database) -> None:
    store(database, FIRST, SECOND)
    claim(database, [FIRST, SECOND], NOON)
    claim(database, [FIRST], NOON + HOUR, claimed_before=NOON + HOUR / 2)
    taken = only(database, FIRST)
    both = [FIRST.id, SECOND.id]
    with database.unit_of_work() as work:
        assert not work.outbox.holds(both, NOON)
        assert work.outbox.holds([SECOND.id], NOON)
        assert work.outbox.release([FIRST.id], "mail_refused", NOON, claimed_at=NOON) == 0
        late = NOON + HOUR
        assert work.outbox.mark_sent(both, claimed_at=NOON, at=late, may_be_repeat=False) == 1
    assert only(database, FIRST) == taken
    assert only(database, SECOND).state is DeliveryState.SENT


def test_that_something_may_go_twice_is_noted_for_good(database: Database) -> None:
    store(database, FIRST)
    claim(database, [FIRST], NOON)
    with database.unit_of_work() as work:
        work.outbox.note_repeat([FIRST.id])
        work.outbox.mark_sent([FIRST.id], claimed_at=NOON, at=NOON, may_be_repeat=False)
    assert only(database, FIRST).may_be_repeat


def test_a_released_delivery_waits_again_and_remembers_its_attempts(database: Database) -> None:
    store(database, FIRST)
    claim(database, [FIRST], NOON)
    with database.unit_of_work() as work:
        work.outbox.release([FIRST.id], "mail_refused", NOON + HOUR, claimed_at=NOON)
    assert only(database, FIRST) == replace(
        FIRST,
        message="message-1",
        attempts=1,
        last_error="mail_refused",
        not_before=NOON + HOUR,
    )
    with database.reading() as work:
        assert work.outbox.ready(NOON) == []
    assert claim(database, [FIRST], NOON + HOUR) == 1


def test_once_sent_nothing_is_wrong_with_a_delivery_any_more(database: Database) -> None:
    store(database, FIRST)
    claim(database, [FIRST], NOON)
    with database.unit_of_work() as work:
        work.outbox.release([FIRST.id], "mail_refused", NOON + HOUR, claimed_at=NOON)
    claim(database, [FIRST], NOON + HOUR)
    with database.unit_of_work() as work:
        at = NOON + DAY
        marked = work.outbox.mark_sent(
            [FIRST.id], claimed_at=NOON + HOUR, at=at, may_be_repeat=False
        )
    assert marked == 1
    sent = only(database, FIRST)
    assert (sent.last_error, sent.sent_at, sent.may_be_repeat) == (None, at, False)


def test_what_waits_and_what_is_stale_come_oldest_first(database: Database) -> None:
    ids = ["c", "b", "a", "d"]
    rows = [a_delivery(None, key, id=key) for key in ids]
    rows[3] = replace(rows[3], not_before=NOON - HOUR)
    store(database, *rows)
    with database.reading() as work:
        assert [one.id for one in work.outbox.ready(NOON)] == ["d", "a", "b", "c"]
    claim(database, rows[:3], NOON)
    claim(database, rows[3:], NOON - HOUR, "message-2")
    with database.reading() as work:
        assert [one.id for one in work.outbox.stale(NOON + HOUR)] == ["d", "a", "b", "c"]


def test_a_repeat_is_noted_of_the_deliveries_asked_for_and_no_other(database: Database) -> None:
    store(database, FIRST, SECOND)
    with database.unit_of_work() as work:
        work.outbox.note_repeat([FIRST.id])
    assert [only(database, one).may_be_repeat for one in (FIRST, SECOND)] == [True, False]


def test_retries_do_not_make_what_waits_look_younger(database: Database) -> None:
    store(database, FIRST, SECOND)
    claim(database, [FIRST], NOON)
    with database.reading() as work:
        assert work.outbox.oldest_waiting() == NOON
    with database.unit_of_work() as work:
        work.outbox.release([FIRST.id], "mail_refused", NOON + DAY, claimed_at=NOON)
    with database.reading() as work:
        assert work.outbox.oldest_waiting() == NOON


def test_the_oldest_counts_whatever_was_added_first(database: Database) -> None:
    store(database, SECOND)
    store(database, FIRST)
    with database.reading() as work:
        assert work.outbox.oldest_waiting() == FIRST.not_before


def test_nothing_waits_once_all_is_sent(database: Database) -> None:
    store(database, FIRST)
    claim(database, [FIRST], NOON)
    with database.unit_of_work() as work:
        work.outbox.mark_sent([FIRST.id], claimed_at=NOON, at=NOON, may_be_repeat=False)
    with database.reading() as work:
        assert work.outbox.oldest_waiting() is None


def test_deliveries_come_with_the_alert_they_tell_of(database: Database) -> None:
    alert = an_alert()
    mail, digest = a_delivery(alert), a_delivery(None, "digest", created_at=NOON + HOUR)
    with database.unit_of_work() as work:
        work.alerts.add([alert])
        work.outbox.add([digest, mail])
    with database.reading() as work:
        found = work.outbox.with_alerts([digest.id, mail.id, "unknown"])
    assert found == [(mail, alert), (digest, None)]
