"""Dates, counts, codes and families in plain English: the one place for all that people read."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from domain.days import LONDON

# Families of rules and of measures, in the order in which they are shown.
FAMILIES: Mapping[str, str] = {
    "lac": "Looked-after children",
    "missing": "Children who go missing",
    "cp": "Child protection",
    "cin": "Assessments",
    "complaint": "Complaints",
    "iro": "Reviewing officers",
    "qa": "Quality assurance alerts",
    "leaving": "Leaving care",
    "fostering": "Fostering",
    "adoption": "Adoption",
    "private_fostering": "Private fostering",
    "safeguarding": "Safeguarding partners",
    "ehc": "EHC plans",
}


# Short names that people in the field spell out letter by letter.
_SPELT = frozenset({"ehc", "iro", "pep", "sdq"})


def day_in_words(day: date) -> str:
    """``Wednesday 22 January 2025``."""
    return f"{day:%A} {short_day(day)}"


def short_day(day: date) -> str:
    """``22 January 2025``."""
    return f"{day.day} {day:%B %Y}"


def table_day(day: date) -> str:
    """``22 Jan 2025``, as wide as any other."""
    return f"{day.day:2} {day:%b %Y}"


def instant_in_words(at: datetime) -> str:
    """``Thursday 6 March 2025 at 14:30`` in Europe/London."""
    local = at.astimezone(LONDON)
    return f"{day_in_words(local.date())} at {local:%H:%M}"


def exact_instant(at: datetime) -> str:
    """``Thursday 6 March 2025 at 14:30 GMT``: with what the clocks in Europe/London are set to."""
    return f"{instant_in_words(at)} {at.astimezone(LONDON):%Z}"


def counted(number: int, thing: str, things: str | None = None) -> str:
    """``1 clock``, ``2 clocks``, ``1,200 clocks``."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def code_in_words(code: str) -> str:
    """``due_soon`` as ``due soon``."""
    return code.replace("_", " ")


def event_in_words(name: str) -> str:
    """``became_looked_after`` as ``became looked after``, ``stage2`` as ``stage 2``, ``ehc`` as
    ``EHC``."""
    words = re.sub(r"(?<=[a-z])(?=\d)", " ", code_in_words(name))
    return " ".join(word.upper() if word in _SPELT else word for word in words.split())


def family_in_words(family: str) -> str:
    """A family as a heading; one that an authority made up, by its own name."""
    return FAMILIES.get(family) or code_in_words(family).capitalize()
