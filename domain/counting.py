"""Counting the time that a rule allows, forwards and backwards, in each unit of the law."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

import pendulum

from calendars.working_days import WorkingDayCalendar


class Unit(StrEnum):
    """The units in which the law and local practice set limits."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WEEKS = "weeks"
    MONTHS = "months"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of one unit. Negative counts backwards."""

    number: int
    unit: Unit

    def __neg__(self) -> "Amount":
        return Amount(-self.number, self.unit)

    def __str__(self) -> str:
        """In words: ``20 working days``, ``1 week``, ``24 hours``."""
        words = self.unit.value.replace("_", " ")
        return f"{self.number} {words.removesuffix('s') if self.number == 1 else words}"


# Month and day of the day that only leap years have.
LEAP_DAY = (2, 29)


@lru_cache(maxsize=65536)
def add_months(start: date, months: int) -> date:
    """The corresponding date so many months later, or the last day of a shorter month.

    28 February plus 6 months is 28 August; 30 November plus 3 is the last day of February
    (the corresponding date rule: Dodds v Walker, 1981).
    """
    moved = pendulum.date(start.year, start.month, start.day).add(months=months)
    return date(moved.year, moved.month, moved.day)


def add(start: date, amount: Amount, calendar: WorkingDayCalendar) -> date:
    """The date that lies ``amount`` from ``start``, which is day 0 whatever day it is.

    Hours are not dates: use ``add_hours``.
    """
    match amount.unit:
        case Unit.WORKING_DAYS:
            return calendar.add_working_days(start, amount.number)
        case Unit.CALENDAR_DAYS:
            return start + timedelta(days=amount.number)
        case Unit.WEEKS:
            return start + timedelta(days=7 * amount.number)
        case Unit.MONTHS:
            return add_months(start, amount.number)
        case Unit.HOURS:
            raise ValueError("hours are counted from an instant, not from a date")


def add_hours(instant: datetime, hours: int) -> datetime:
    """So many clock hours after a UTC instant; nights, weekends and holidays count."""
    return instant + timedelta(hours=hours)


def add_beginning_on(start: date, amount: Amount, calendar: WorkingDayCalendar) -> date:
    """The last day of a time of ``amount`` that begins on ``start`` itself (start is day 1).

    Months end the day before the corresponding date. Where the last month has no such date they
    end with it, and nothing more is taken off: twelve months beginning with 29 February 2024 end
    on 28 February 2025.
    """
    if amount.unit is Unit.WORKING_DAYS:
        return calendar.add_working_days_start_is_day1(start, amount.number)
    end = add(start, amount, calendar)
    if amount.unit is Unit.MONTHS and end.day != start.day:
        return end
    return end - timedelta(days=1)


def birthday(born: date, years: int) -> date:
    """The day on which a person born then is so many years old.

    One who was born on 29 February is so, in a year without that day, on 1 March (Family Law
    Reform Act 1969, section 9, with the usual reading).
    """
    if (born.month, born.day) == LEAP_DAY and not isleap(born.year + years):
        return date(born.year + years, 3, 1)
    return born.replace(year=born.year + years)


def working_days_left(day: date, due_on: date, calendar: WorkingDayCalendar) -> int:
    """The working days after ``day`` up to ``due_on``; negative once ``due_on`` has passed.

    Late days are counted in the same way: those after ``due_on`` up to and including ``day``. So
    what was due on a Saturday is one working day late on the Monday, and none on the Sunday.
    """
    if day > due_on:
        return -calendar.count_working_days(due_on, day)
    return calendar.count_working_days(day, due_on)


def working_days_late(day: date, due_on: date, calendar: WorkingDayCalendar) -> int:
    """How many working days late something is on ``day``, or was when done then; 0 in time."""
    return max(0, -working_days_left(day, due_on, calendar))


def first_on_or_after(day: date, month_and_day: str) -> date:
    """The first day of the year's ``month_and_day`` (``02-15``) that is not before ``day``.

    Not for 29 February, which not every year has.
    """
    this_year = date.fromisoformat(f"{day.year}-{month_and_day}")
    return this_year if this_year >= day else this_year.replace(year=day.year + 1)


def halfway(start: date, end: date) -> date:
    """The day half way from ``start`` to ``end``; of two middle days, the earlier."""
    return start + timedelta(days=(end - start).days // 2)
