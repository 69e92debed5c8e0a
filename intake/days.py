"""Which dates a reader accepts."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from domain.case.events import Event
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


def check_year(
    events: Iterable[Event], types: Collection[str], first_day: date, *, called_after_its_end: bool
) -> None:
    """Raise ProblemError ``wrong_year`` where most dates show another year than the one given.

    ``types`` are those of which a return tells only what lies in its year, which begins on
    ``first_day``, 1 April. ``called_after_its_end`` is how the option names a year.
    """
    begun = Counter(
        event.on.year - ((event.on.month, event.on.day) < (4, 1))
        for event in events
        if event.type in types
    )
    if 2 * begun[first_day.year] >= begun.total():
        return
    shown, _ = max(begun.items(), key=lambda each: (each[1], each[0]))
    raise ProblemError(
        "wrong_year",
        f"Most dates here are of the year to 31 March {shown + 1}, and not of the year to "
        f"31 March {first_day.year + 1}, which was given. Nothing was imported.",
        f"Import it with --year {shown + called_after_its_end}, or correct the dates.",
    )
