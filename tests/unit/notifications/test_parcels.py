from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.clocks.alerts import Delivery, DeliveryState
from engine.parcels import MAY_HAVE_ARRIVED, pack, problem_of

NOW = datetime(2025, 1, 27, 6, 0, tzinfo=UTC)
BREACH = Delivery("d1", "alert", "maildir", "IRO-07", True, NOW, NOW, alert="a1")
WARNING = Delivery("d2", "alert", "maildir", "IRO-07", False, NOW, NOW, alert="a2")
DIGEST = Delivery("d3", "digest", "maildir", "IRO-07", False, NOW, NOW)


def test_a_breach_travels_alone_and_first() -> None:
    other = replace(WARNING, id="d4", recipient="IRO-08")
    first, second = pack([other, BREACH])
    assert first.ids == ["d1"]
    assert second.ids == ["d4"]


def test_what_is_found_at_once_for_one_person_is_one_message() -> None:
    assert [one.ids for one in pack([BREACH, replace(BREACH, id="d6", alert="a6")])] == [
        ["d1", "d6"]
    ]


def test_a_breach_goes_with_the_digest_that_goes_at_the_same_time() -> None:
    assert [one.ids for one in pack([DIGEST, WARNING, BREACH])] == [["d1", "d2", "d3"]]


def test_a_breach_is_referred_to_by_its_delivery() -> None:
    assert pack([BREACH])[0].reference == "d1"


def test_each_recipient_has_a_digest_of_their_own() -> None:
    other = replace(WARNING, id="d4", recipient="IRO-08")
    assert [parcel.ids for parcel in pack([WARNING, other])] in (
        [["d2"], ["d4"]],
        [["d4"], ["d2"]],
    )


def test_the_order_of_the_rows_does_not_change_the_reference() -> None:
    assert pack([WARNING, DIGEST])[0].reference == pack([DIGEST, WARNING])[0].reference


def test_a_second_digest_of_the_day_is_not_taken_for_the_first() -> None:
    later = replace(WARNING, id="d9", alert="a9")
    assert pack([WARNING])[0].reference != pack([later])[0].reference


def test_what_may_have_arrived_goes_again_as_it_was_under_the_same_reference() -> None:
    crashed = [
        replace(row, state=DeliveryState.SENDING, message="m1", attempts=1)
        for row in (WARNING, DIGEST)
    ]
    fresh = replace(WARNING, id="d9", alert="a9")
    parcels = {tuple(parcel.ids): parcel for parcel in pack([*crashed, fresh])}
    assert parcels["d2", "d3"].reference == "m1"
    assert parcels["d2", "d3"].may_have_arrived
    assert not parcels["d9",].may_have_arrived


def test_doubt_outlives_a_later_failure_that_is_certain() -> None:
    row = replace(
        WARNING, message="m1", attempts=2, last_error=f"smtp_unreachable{MAY_HAVE_ARRIVED}"
    )
    assert pack([row])[0].may_have_arrived
    assert pack([row])[0].reference == "m1"


def test_what_certainly_did_not_arrive_joins_the_next_digest() -> None:
    yesterday = replace(
        WARNING, message="m1", attempts=3, last_error="smtp_unreachable", not_before=NOW
    )
    today = replace(DIGEST, not_before=NOW - timedelta(hours=1))
    (parcel,) = pack([yesterday, today])
    assert parcel.ids == ["d2", "d3"]
    assert not parcel.may_have_arrived
    assert parcel.attempts == 3


def test_an_alert_and_its_withdrawal_travel_together() -> None:
    withdrawal = replace(BREACH, id="d5", kind="withdrawal")
    assert [parcel.ids for parcel in pack([BREACH, withdrawal])] == [["d1", "d5"]]


def test_an_error_is_explained_with_or_without_its_doubt() -> None:
    code = "smtp_refused_550"
    assert problem_of(code).message == problem_of(code + MAY_HAVE_ARRIVED).message
    assert problem_of(code + MAY_HAVE_ARRIVED).code == code
