"""Which dates a reader accepts."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from domain.days import LONDON
from domain.errors import ProblemError

# Outside these years a date is a slip of the keyboard, and date arithmetic could overflow.
FIRST_YEAR = 1900
LAST_YEAR = 2099


def latest_day(now: datetime) -> date:
    """The last date that is not a future fact: the day after today's in Europe/London."""
    return now.astimezone(LONDON).date() + timedelta(days=1)


def check_not_future(on: date, at: datetime | None, now: datetime) -> None:
    """Raise ProblemError ``future_fact`` for a fact more than 24 hours after ``now``."""
    if at > now + timedelta(hours=24) if at is not None else on > latest_day(now):
        raise ProblemError(
            "future_fact",
            "This is dated more than 24 hours in the future, so it cannot have happened.",
            "Correct the date, or send it again once it has happened.",
        )


def check_likely_years(on: date, attributes: Mapping[str, Any]) -> None:
    """Raise ProblemError ``impossible_date`` for a year before 1900 or after 2099."""
    dates = [on, *(value for value in attributes.values() if isinstance(value, date))]
    if any(not FIRST_YEAR <= day.year <= LAST_YEAR for day in dates):
        raise ProblemError(
            "impossible_date",
            f"A date lies outside the years {FIRST_YEAR} to {LAST_YEAR}.",
            "Write dates as YYYY-MM-DD, for example 2024-12-20.",
        )
