"""Days and instants: the law counts dates in Europe/London, the machinery instants in UTC."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from domain.errors import ProblemError

LONDON = ZoneInfo("Europe/London")


def read_day(value: Any) -> tuple[date, datetime | None]:
    """Read ``2024-12-20`` or ``2024-12-20T09:30:00+00:00``.

    Gives the date in Europe/London and, for an instant, its UTC time. Raises ProblemError
    for an impossible date (``impossible_date``) or a time without an offset (``naive_time``).
    """
    if isinstance(value, datetime):
        instant = value
    elif isinstance(value, date):
        return value, None
    else:
        text = str(value).strip()
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            try:
                return date.fromisoformat(text), None
            except ValueError:
                raise _impossible_date() from None
        if not re.match(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", text):
            raise _impossible_date()
        try:
            instant = datetime.fromisoformat(text)
        except ValueError:
            raise _impossible_date() from None
    if instant.tzinfo is None:
        raise ProblemError(
            "naive_time",
            "The time has no offset from UTC.",
            "Write it with one, for example 2024-12-20T09:30:00+00:00, or give the date alone.",
        )
    try:
        return instant.astimezone(LONDON).date(), instant.astimezone(UTC)
    except OverflowError:
        raise _impossible_date() from None


def day_of(value: date | datetime) -> date:
    """The Europe/London date of a date or an aware instant."""
    return _in_london(value) if isinstance(value, datetime) else value


@lru_cache(maxsize=4096)
def _in_london(instant: datetime) -> date:
    """Kept, because every rule that a meeting is for asks for its day."""
    return instant.astimezone(LONDON).date()


def end_of_day(day: date) -> datetime:
    """The last second of a Europe/London date, as a UTC instant."""
    midnight = datetime.combine(day + timedelta(days=1), time(), LONDON)
    return midnight.astimezone(UTC) - timedelta(seconds=1)


def _impossible_date() -> ProblemError:
    return ProblemError(
        "impossible_date",
        "This cannot be read as a date, or there is no such day.",
        "Write dates as YYYY-MM-DD, for example 2024-12-20.",
    )
