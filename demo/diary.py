"""Working days, meeting times and other dates of the county's diary."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from calendars.library import calendar
from domain.days import LONDON

WORKING_DAYS = calendar("england-and-wales")

_MEETING_TIMES = (time(9, 30), time(10), time(11), time(13, 30), time(14), time(15, 30))


def working_days_after(start: date, n: int) -> date:
    """The date ``n`` working days after ``start`` (before it when negative)."""
    return WORKING_DAYS.add_working_days(start, n)


def on_or_before(day: date) -> date:
    """The last working day on or before ``day``."""
    return WORKING_DAYS.last_working_day_on_or_before(day)


def on_or_after(day: date) -> date:
    """The first working day on or after ``day``."""
    return WORKING_DAYS.first_working_day_on_or_after(day)


def days_after(start: date, n: int) -> date:
    """The date ``n`` calendar days after ``start``."""
    return start + timedelta(days=n)


def instant(day: date, at: time) -> datetime:
    """A time on the clocks of Europe/London, as a UTC instant."""
    return datetime.combine(day, at, LONDON).astimezone(UTC)


def meeting_at(random: Random, day: date) -> datetime:
    """The UTC instant at which a meeting on ``day`` begins, in office hours."""
    return instant(day, random.choice(_MEETING_TIMES))
