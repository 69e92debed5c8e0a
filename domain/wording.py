"""Dates, amounts and confidence in plain English."""

import re
from datetime import date, datetime

from domain.authority import Authority, Confidence
from domain.days import LONDON

AUTHORITY_WORDS = {
    Authority.STATUTE: "Statute or regulations",
    Authority.GUIDANCE: "Statutory guidance",
    Authority.LOCAL: "Local policy of this authority",
}

CONFIDENCE_WORDS = {
    Confidence.READ: "the words were read in the source itself",
    Confidence.QUOTED: "the words were read in an official text that quotes them",
    Confidence.SECONDARY: "known from a council manual, handbook or summary; not read at source",
    Confidence.UNVERIFIED: "field knowledge only, with no text at hand; check before relying on it",
    None: "a number that the authority chooses",
}


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
