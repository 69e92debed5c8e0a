"""A second, slow opinion on every question: a set of dates and a loop."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import holidays
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

SUBDIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
FEED_FROM = date(2012, 1, 1)
# In GOV.UK's feed, but later than the package that carries the feed's history.
ANNOUNCED_SINCE = {"scotland": {date(2026, 6, 15)}}


@cache
def feed_dates(division: str) -> frozenset[date]:
    """What the package that carries GOV.UK's feed lists, and what was announced since."""
    listed = BankHolidays(use_cached_holidays=True).get_holidays(division=division)
    return frozenset({each["date"] for each in listed} | ANNOUNCED_SINCE.get(division, set()))


@cache
def closed_days(calendar_id: str) -> frozenset[date]:
    if calendar_id == "none":
        return frozenset()
    if calendar_id == "any-uk":
        return frozenset().union(*(closed_days(division) for division in SUBDIVISIONS))
    listed = feed_dates(calendar_id)
    last = max(listed)
    found = holidays.country_holidays(
        "UK", subdiv=SUBDIVISIONS[calendar_id], years=range(1975, 2076)
    )
    return listed | {day for day in found if day < FEED_FROM or day > last}


class DayByDay:
    """Counts by walking from day to day."""

    def __init__(self, calendar_id: str) -> None:
        self.closed = closed_days(calendar_id)

    def works(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.closed

    def add(self, start: date, n: int) -> date:
        step = timedelta(days=1 if n > 0 else -1)
        day, left = start, abs(n)
        while left:
            day += step
            left -= self.works(day)
        return day

    def add_start_is_day1(self, start: date, n: int) -> date:
        step = timedelta(days=1 if n > 0 else -1)
        day, left = start, abs(n)
        while True:
            left -= self.works(day)
            if left == 0:
                return day
            day += step

    def count(self, start: date, end: date) -> int:
        step = timedelta(days=1 if end > start else -1)
        day, count = start, 0
        while day != end:
            day += step
            count += self.works(day)
        return count if end > start else -count


@pytest.fixture(scope="session")
def day_by_day() -> Callable[[str], DayByDay]:
    return cache(DayByDay)


@pytest.fixture(scope="session")
def feed() -> Callable[[str], frozenset[date]]:
    return feed_dates
