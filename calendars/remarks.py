"""What of an answer of the feed could not be taken, in plain sentences."""

from collections.abc import Iterator, Mapping
from datetime import date

from calendars.announced import Announced, begins_part_way, ends_part_way, follows_on


def in_words(day: date) -> str:
    """The day as a person writes it: 4 June 2027."""
    return f"{day.day} {day:%B %Y}"


def remarks(known: Announced, told: Mapping[date, str], after: Announced) -> tuple[str, ...]:
    """Where the feed tells only part, and what holds there: ``after`` is the two joined."""
    return tuple(_remarks(known, told, after))


def _remarks(known: Announced, told: Mapping[date, str], after: Announced) -> Iterator[str]:
    first, last = min(told), max(told)
    if not follows_on(known.horizon, told):
        yield (
            f"The feed begins with {in_words(first)}, and what lies between "
            f"{in_words(known.horizon)} and that day is not known. Dates past "
            f"{in_words(after.horizon)} stay provisional."
        )
    elif begins_part_way(told) and any(
        day.year == first.year and day < first for day in known.holidays
    ):
        yield (
            f"The feed begins with {in_words(first)}. The earlier bank holidays of that year "
            "stay as they were."
        )
    if ends_part_way(told) and last.year > after.horizon.year:
        yield (
            f"The feed tells only part of {last.year}. Its days are taken, and dates past "
            f"{in_words(after.horizon)} stay provisional."
        )
    elif any(day.year == last.year and day not in told for day in after.holidays if day >= first):
        yield (
            f"The feed tells only part of {last.year}. What was already known of that year stays "
            "as it was."
        )
    if any(day.year > last.year for day in after.holidays):
        yield (
            f"The feed ends with {last.year}. The later bank holidays that were already known "
            "stay as they were."
        )
