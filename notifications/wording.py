"""Dates and counts as people write them."""

from collections.abc import Mapping
from datetime import date, datetime

from domain.days import LONDON, day_of

_FAMILIES: Mapping[str, str] = {
    "lac": "Looked-after children",
    "looked_after": "Looked-after children",
    "qa": "Quality assurance alerts",
    "missing": "Missing children",
    "leaving": "Leaving care",
    "cin": "Assessments",
    "cp": "Child protection",
    "complaint": "Complaints",
    "complaints": "Complaints",
    "fostering": "Fostering",
    "adoption": "Adoption",
    "ehc": "EHC plans",
}


def long_date(day: date) -> str:
    """``Wednesday 22 January 2025``."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def short_date(day: date) -> str:
    """``22 January 2025``."""
    return f"{day.day} {day:%B} {day.year}"


def moment(instant: datetime) -> str:
    """``Wednesday 22 January 2025 at 14:30``, in Europe/London time."""
    return f"{long_date(day_of(instant))} at {instant.astimezone(LONDON):%H:%M}"


def count_of(number: int, thing: str) -> str:
    """``1 working day``, ``3 working days``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def family_words(family: str) -> str:
    """A rule family as a heading."""
    return _FAMILIES.get(family) or family.replace("_", " ").capitalize()
