from datetime import UTC, date, datetime

import pytest

from engine.digests import digest_at, next_digest_at


@pytest.mark.parametrize(
    ("day", "hour_in_utc"),
    [
        (date(2026, 3, 28), 6),
        (date(2026, 3, 29), 5),
        (date(2026, 10, 24), 5),
        (date(2026, 10, 25), 6),
        (date(2026, 12, 31), 6),
    ],
)
def test_a_digest_goes_from_six_in_london_whatever_the_clocks_do(
    day: date, hour_in_utc: int
) -> None:
    assert digest_at(day) == datetime(day.year, day.month, day.day, hour_in_utc, tzinfo=UTC)


def test_before_six_the_next_digest_is_todays_and_from_six_it_is_tomorrows() -> None:
    assert next_digest_at(datetime(2026, 3, 29, 4, 59, tzinfo=UTC)) == digest_at(date(2026, 3, 29))
    assert next_digest_at(datetime(2026, 3, 29, 5, 0, tzinfo=UTC)) == digest_at(date(2026, 3, 30))


def test_the_next_digest_of_new_years_eve_is_in_the_new_year() -> None:
    assert next_digest_at(datetime(2026, 12, 31, 7, 0, tzinfo=UTC)) == digest_at(date(2027, 1, 1))


def test_an_evening_in_utc_that_is_past_midnight_in_london_waits_for_that_morning() -> None:
    assert next_digest_at(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == digest_at(date(2026, 7, 1))


def test_while_todays_digest_has_not_been_made_it_still_takes_what_comes() -> None:
    now = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
    yesterday = datetime(2026, 3, 29, 5, 1, tzinfo=UTC)
    this_morning = datetime(2026, 3, 30, 5, 1, tzinfo=UTC)
    assert next_digest_at(now, yesterday) == now
    assert next_digest_at(now, this_morning) == digest_at(date(2026, 3, 31))
