"""A second, naive way of counting, a day at a time, agrees on 100,000 random dates a unit."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from calendars.library import calendar
from domain.counting import Amount, Unit, add, add_beginning_on, add_hours, birthday, halfway

ENGLAND = calendar("england-and-wales")
FIRST, LAST = date(2012, 1, 2), date(2028, 12, 26)
HOW_MANY = 100_000
DAY = timedelta(days=1)
# From another source than ours: the history of the feed that the package carries.
HOLIDAYS = {
    entry["date"]
    for entry in BankHolidays(use_cached_holidays=True).get_holidays(
        division=BankHolidays.ENGLAND_AND_WALES
    )
}


def is_worked(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def by_days(start: date, number: int, counts: Callable[[date], bool]) -> date:
    """Walk a day at a time until so many days that count have gone by."""
    step = DAY if number > 0 else -DAY
    day, left = start, abs(number)
    while left:
        day += step
        left -= counts(day)
    return day


def by_months(start: date, number: int) -> date:
    """Walk a month at a time; the day of the month stays, or is the last one there is."""
    year, month = start.year, start.month
    for _ in range(abs(number)):
        month += 1 if number > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        elif month == 0:
            year, month = year - 1, 12
    day = start.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def months_beginning_on(start: date, number: int) -> date:
    """Up to the day before the same date, or to the end of a month that does not have it."""
    end = by_months(start, number)
    return end if end.day < start.day else end - DAY


def samples(seed: str, most: int, least: int | None = None) -> list[tuple[date, int]]:
    """Random starts with random amounts, such that no walk leaves the announced bank holidays."""
    random, days = Random(seed), (LAST - FIRST).days - 200
    fewest = -most if least is None else least
    return [
        (FIRST + timedelta(days=100 + random.randrange(days)), random.randint(fewest, most))
        for _ in range(HOW_MANY)
    ]


def every_day(_: date) -> bool:
    return True


@pytest.mark.parametrize(
    ("unit", "most", "naive"),
    [
        (Unit.WORKING_DAYS, 50, lambda start, n: by_days(start, n, is_worked)),
        (Unit.CALENDAR_DAYS, 60, lambda start, n: by_days(start, n, every_day)),
        (Unit.WEEKS, 12, lambda start, n: by_days(start, 7 * n, every_day)),
        (Unit.MONTHS, 30, by_months),
    ],
)
def test_a_naive_walk_gives_the_same_date(
    unit: Unit, most: int, naive: Callable[[date, int], date]
) -> None:
    wrong = [
        (start, number)
        for start, number in samples(unit.value, most)
        if add(start, Amount(number, unit), ENGLAND) != naive(start, number)
    ]
    assert wrong == []


def test_a_naive_walk_of_hours_gives_the_same_instant() -> None:
    hour = timedelta(hours=1)
    for start, number in samples("hours", 72):
        began = datetime(start.year, start.month, start.day, 9, 30, tzinfo=UTC)
        walked = began
        for _ in range(abs(number)):
            walked += hour if number > 0 else -hour
        assert add_hours(began, number) == walked


@pytest.mark.parametrize(
    ("unit", "most", "naive"),
    [
        (Unit.WORKING_DAYS, 50, lambda before, n: by_days(before, n, is_worked)),
        (Unit.CALENDAR_DAYS, 60, lambda before, n: by_days(before, n, every_day)),
        (Unit.WEEKS, 12, lambda before, n: by_days(before, 7 * n, every_day)),
        (Unit.MONTHS, 30, lambda before, n: months_beginning_on(before + DAY, n)),
    ],
)
def test_time_that_begins_on_the_start_counts_it_as_the_first_day(
    unit: Unit, most: int, naive: Callable[[date, int], date]
) -> None:
    wrong = [
        (start, number)
        for start, number in samples(f"beginning on {unit.value}", most, least=1)
        if add_beginning_on(start, Amount(number, unit), ENGLAND) != naive(start - DAY, number)
    ]
    assert wrong == []


def test_every_unit_has_a_naive_walk_beside_it() -> None:
    marks = [
        test_a_naive_walk_gives_the_same_date,
        test_time_that_begins_on_the_start_counts_it_as_the_first_day,
    ]
    for test in marks:
        walked = {case[0] for case in test.pytestmark[0].args[1]}  # type: ignore[attr-defined]
        assert walked == set(Unit) - {Unit.HOURS}  # which have a walk of their own


def test_half_way_lies_as_near_to_one_end_as_to_the_other() -> None:
    for start, number in samples("half way", 400, least=0):
        end = start + timedelta(days=number)
        middle = halfway(start, end)
        assert (end - middle) - (middle - start) in (timedelta(0), DAY)


@pytest.mark.parametrize(
    ("years", "day"),
    [(16, "2024-02-29"), (17, "2025-03-01"), (18, "2026-03-01"), (20, "2028-02-29")],
)
def test_who_was_born_on_29_february_has_a_birthday_on_1_march_in_other_years(
    years: int, day: str
) -> None:
    assert birthday(date(2008, 2, 29), years) == date.fromisoformat(day)
    assert birthday(date(2008, 2, 28), years) == date(2008 + years, 2, 28)
