"""When people are told: on the authority's working days, in its working hours."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from domain.days import LONDON, day_of

# In Europe/London. Nobody's telephone rings outside them, but for a time limit of hours.
OPENS: Final = time(7, 30)
CLOSES: Final = time(18, 30)

# Whether somebody is at work on a day.
Works = Callable[[date], bool]


def opens_at(day: date) -> datetime:
    """The UTC instant at which the working hours of a day begin."""
    return datetime.combine(day, OPENS, LONDON).astimezone(UTC)


def at_work(now: datetime, works: Works) -> bool:
    """Whether ``now`` (UTC) lies in the working hours of a working day."""
    day = day_of(now)
    closes_at = datetime.combine(day, CLOSES, LONDON).astimezone(UTC)
    return works(day) and opens_at(day) <= now < closes_at


def next_working_day(day: date, works: Works) -> date:
    """The first working day after a day."""
    day += timedelta(days=1)
    while not works(day):
        day += timedelta(days=1)
    return day
