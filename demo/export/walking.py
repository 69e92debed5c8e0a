"""Counting by walking from one day to the next.

The truth file is counted here, and not by ``domain.counting`` or the tables of
``calendars.working_days``, so that the two can disagree.
"""

from datetime import date, timedelta

from demo.diary import WORKING_DAYS

_ONE_DAY = timedelta(days=1)


def is_worked(day: date) -> bool:
    """Whether the day is none of the weekend and no bank holiday in England and Wales."""
    return day.weekday() < 5 and WORKING_DAYS.holiday_name(day) is None


def working_days_on(start: date, number: int) -> date:
    """The day on which so many working days have gone by; ``start`` is day 0."""
    day = start
    while number:
        day += _ONE_DAY
        number -= is_worked(day)
    return day


def months_on(start: date, number: int) -> date:
    """The same day so many months on, or the last day of a month that is too short."""
    year, month = start.year, start.month
    for _ in range(number):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    day = start.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def days_between(due: date, until: date) -> tuple[int, int]:
    """How many calendar and working days ``until`` lies after ``due``; none when it does not."""
    calendar_days = working_days = 0
    while due < until:
        due += _ONE_DAY
        calendar_days += 1
        working_days += is_worked(due)
    return calendar_days, working_days
