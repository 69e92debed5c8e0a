"""What several answers of the feed say together, and how far whole years are announced."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

# A year has eight bank holidays in England and ten in Northern Ireland; any may be moved by law.
FEWEST_IN_A_YEAR: Final = 6
_FRIDAY: Final = 4


class Announced(NamedTuple):
    """Bank holidays, and the last one of the last year that is announced whole (the horizon)."""

    holidays: Mapping[date, str]
    horizon: date


def begins_part_way(days: Iterable[date]) -> bool:
    """Whether the first year lacks its beginning: New Year's Day is its first weekday."""
    first = min(days)
    return first > _weekday_from(first.replace(month=1, day=1))


def ends_part_way(days: Iterable[date]) -> bool:
    """Whether the last year is only partly announced.

    Christmas Day and Boxing Day are its first two weekdays from 25 December, and a year that has
    both and very few others is not whole either.
    """
    in_order = list(days)
    last = max(in_order)
    christmas = _weekday_from(last.replace(month=12, day=25))
    boxing_day = _weekday_from(christmas + timedelta(days=1))
    told = sum(day.year == last.year for day in in_order)
    return last < boxing_day or told < FEWEST_IN_A_YEAR


def joined(known: Announced | None, told: Mapping[date, str]) -> Announced:
    """What holds when the feed, after what was ``known``, lists the days ``told``.

    It speaks from the first day it lists, and drops old years. A last year that it tells only in
    part takes nothing back of a year that was announced whole. What it does not speak of stays,
    and so does the horizon where whole years do not follow on from it.
    """
    reach = _reach(told)
    if known is None:
        return Announced(dict(told), reach or max(told))
    first, until = min(told), _speaks_until(known.horizon, told)
    kept = {day: name for day, name in known.holidays.items() if day < first or day > until}
    reaches = reach is not None and reach.year >= known.horizon.year
    horizon = reach if reach and reaches and follows_on(known.horizon, told) else known.horizon
    return Announced(dict(sorted((kept | dict(told)).items())), horizon)


def follows_on(horizon: date, told: Iterable[date]) -> bool:
    """Whether no day between the years known whole and the days told is unaccounted for."""
    days = list(told)
    first = min(days).year
    return first <= horizon.year or (first == horizon.year + 1 and not begins_part_way(days))


def _speaks_until(horizon: date, told: Iterable[date]) -> date:
    days = list(told)
    year = max(days).year
    in_part = year <= horizon.year and ends_part_way(days)
    return date(year - 1 if in_part else year, 12, 31)


def _reach(told: Iterable[date]) -> date | None:
    """The last day told of the last whole year; None if there is none."""
    days = list(told)
    last = max(days)
    if not ends_part_way(days):
        return last
    return max((day for day in days if day.year < last.year), default=None)


def _weekday_from(day: date) -> date:
    """The day itself if it is none of a weekend, else the Monday after it."""
    while day.weekday() > _FRIDAY:
        day += timedelta(days=1)
    return day
