"""Years that are announced only in part: their days are taken, and the horizon waits."""

from collections.abc import Iterable
from datetime import date

import pytest

from calendars.announced import Announced, begins_part_way, ends_part_way, follows_on, joined
from calendars.snapshot import DIVISIONS, latest_snapshot

YEARS = range(2012, 2029)
HORIZON = date(2028, 12, 26)


def of_year(division: str, *years: int) -> dict[date, str]:
    known = latest_snapshot(division).holidays
    return {day: name for day, name in known.items() if day.year in years}


def moved_on(holidays: Iterable[date], years: int) -> dict[date, str]:
    """The same days of a later year, weekdays or not."""
    return {day.replace(year=day.year + years): "Holiday" for day in holidays}


@pytest.mark.parametrize("division", DIVISIONS)
@pytest.mark.parametrize("year", YEARS)
def test_every_year_that_was_announced_counts_as_whole(division: str, year: int) -> None:
    days = of_year(division, year)
    assert not begins_part_way(days)
    assert not ends_part_way(days)


@pytest.mark.parametrize("division", DIVISIONS)
@pytest.mark.parametrize("year", YEARS)
def test_a_year_without_its_first_or_last_day_is_told_in_part(division: str, year: int) -> None:
    days = sorted(of_year(division, year))
    assert begins_part_way(days[1:])
    assert ends_part_way(days[:-1])


def test_a_year_of_which_little_more_than_christmas_is_told_is_not_whole() -> None:
    assert ends_part_way([date(2029, 1, 1), date(2029, 12, 25), date(2029, 12, 26)])


def test_a_day_of_the_next_year_is_taken_and_the_horizon_stays() -> None:
    known = Announced(of_year("scotland", 2027, 2028), HORIZON)
    found = joined(known, {**of_year("scotland", 2028), date(2029, 1, 1): "New Year"})
    assert found.holidays == {**known.holidays, date(2029, 1, 1): "New Year"}
    assert found.horizon == HORIZON


def test_the_horizon_moves_once_the_year_is_whole() -> None:
    in_part = joined(Announced(of_year("scotland", 2028), HORIZON), {date(2029, 1, 1): "New Year"})
    whole = moved_on(of_year("scotland", 2027), 2)
    found = joined(in_part, {**of_year("scotland", 2028), **whole})
    assert found.horizon == max(whole)


def test_days_before_the_feed_begins_stay() -> None:
    known = Announced(of_year("scotland", 2026, 2027, 2028), HORIZON)
    later = {day: name for day, name in known.holidays.items() if day >= date(2026, 11, 30)}
    assert joined(known, later) == known


def test_a_whole_year_told_only_in_part_loses_nothing() -> None:
    known = Announced(of_year("scotland", 2027, 2028), HORIZON)
    told = {**of_year("scotland", 2027), date(2028, 2, 14): "A day of thanks"}
    found = joined(known, told)
    assert found.holidays == {**known.holidays, date(2028, 2, 14): "A day of thanks"}
    assert found.horizon == HORIZON


def test_a_day_taken_back_inside_a_whole_year_goes() -> None:
    known = Announced(of_year("scotland", 2027, 2028), HORIZON)
    told = {day: name for day, name in known.holidays.items() if day != date(2027, 5, 3)}
    assert date(2027, 5, 3) not in joined(known, told).holidays


def test_a_day_of_a_year_never_announced_whole_may_be_taken_back() -> None:
    first = joined(Announced(of_year("scotland", 2028), HORIZON), {date(2029, 1, 1): "New Year"})
    found = joined(first, {**of_year("scotland", 2028), date(2029, 1, 2): "New Year"})
    assert date(2029, 1, 1) not in found.holidays
    assert date(2029, 1, 2) in found.holidays


@pytest.mark.parametrize(
    ("first", "follows"),
    [
        (date(2028, 8, 28), True),
        (date(2029, 1, 1), True),
        (date(2029, 3, 30), False),
        (date(2030, 1, 1), False),
    ],
)
def test_the_horizon_never_leaps_over_days_that_nobody_announced(
    first: date, follows: bool
) -> None:
    known = Announced(of_year("scotland", 2028), HORIZON)
    told = {first: "First", **moved_on(of_year("scotland", 2027), 4)}
    told |= {day: "Holiday" for day in moved_on(of_year("scotland", 2027), 3) if day > first}
    told |= {day: "Holiday" for day in moved_on(of_year("scotland", 2027), 2) if day > first}
    assert follows_on(HORIZON, told) is follows
    assert joined(known, told).horizon == (max(told) if follows else HORIZON)
    assert told.keys() <= joined(known, told).holidays.keys()
