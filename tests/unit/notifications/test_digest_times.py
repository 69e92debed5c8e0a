from datetime import UTC, date, datetime

import pytest

from calendars.library import calendar
from engine.digests import next_digest_at
from engine.working_hours import at_work, opens_at

works = calendar("england-and-wales").is_working_day


@pytest.mark.parametrize(
    ("day", "hour_in_utc"),
    [
        (date(2026, 3, 27), 7),
        (date(2026, 3, 30), 6),
        (date(2026, 10, 23), 6),
        (date(2026, 10, 26), 7),
        (date(2026, 12, 31), 7),
    ],
)
def test_the_day_begins_at_half_past_seven_in_london_whatever_the_clocks_do(
    day: date, hour_in_utc: int
) -> None:
    assert opens_at(day) == datetime(day.year, day.month, day.day, hour_in_utc, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 3, 27, 7, 29, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 27, 7, 30, tzinfo=UTC), True),
        (datetime(2026, 3, 27, 18, 29, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 27, 18, 30, tzinfo=UTC), False),
        (datetime(2026, 3, 30, 17, 30, tzinfo=UTC), False),
        # A Saturday, and Good Friday.
        (datetime(2026, 3, 28, 12, 0, tzinfo=UTC), False),
        (datetime(2026, 4, 3, 12, 0, tzinfo=UTC), False),
    ],
)
def test_somebody_is_at_work_from_half_past_seven_to_half_past_six_on_working_days(
    at: datetime, expected: bool
) -> None:
    assert at_work(at, works) is expected


def test_before_it_begins_the_next_digest_is_todays_and_then_the_next_working_days() -> None:
    friday, monday = opens_at(date(2026, 3, 27)), opens_at(date(2026, 3, 30))
    assert next_digest_at(datetime(2026, 3, 27, 7, 29, tzinfo=UTC), works) == friday
    assert next_digest_at(friday, works) == monday


def test_over_easter_what_is_found_waits_for_the_tuesday() -> None:
    thursday_evening = datetime(2026, 4, 2, 20, 0, tzinfo=UTC)
    saturday = datetime(2026, 4, 4, 6, 0, tzinfo=UTC)
    for now in (thursday_evening, saturday):
        assert next_digest_at(now, works) == opens_at(date(2026, 4, 7))


def test_the_next_digest_of_new_years_eve_is_in_the_new_year() -> None:
    now = datetime(2026, 12, 31, 8, 0, tzinfo=UTC)
    assert next_digest_at(now, works) == opens_at(date(2027, 1, 4))


def test_an_evening_in_utc_that_is_past_midnight_in_london_waits_for_that_morning() -> None:
    now = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert next_digest_at(now, works) == opens_at(date(2026, 7, 1))


def test_while_todays_digest_has_not_been_made_it_still_takes_what_comes() -> None:
    now = datetime(2026, 3, 31, 9, 0, tzinfo=UTC)
    yesterday = datetime(2026, 3, 30, 6, 31, tzinfo=UTC)
    this_morning = datetime(2026, 3, 31, 6, 31, tzinfo=UTC)
    assert next_digest_at(now, works, yesterday) == now
    assert next_digest_at(now, works, this_morning) == opens_at(date(2026, 4, 1))
