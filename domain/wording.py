"""Dates and events in plain English."""

import re
from datetime import date, datetime

from domain.days import LONDON


def day_in_words(day: date) -> str:
    """``Wednesday 22 January 2025``."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """``22 January 2025``."""
    return f"{day.day} {day:%B %Y}"


def instant_in_words(at: datetime) -> str:
    """``Thursday 6 March 2025 at 14:30`` in Europe/London."""
    local = at.astimezone(LONDON)
    return f"{day_in_words(local.date())} at {local:%H:%M}"


def event_in_words(name: str) -> str:
    """``became_looked_after`` as ``became looked after``, ``stage2`` as ``stage 2``."""
    return re.sub(r"(?<=[a-z])(?=\d)", " ", name.replace("_", " "))
