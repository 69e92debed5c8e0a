"""The bank holidays of any part of the United Kingdom, in one list."""

from collections.abc import Mapping
from datetime import date

from calendars.snapshot import DIVISIONS


def united(holidays: Mapping[str, Mapping[date, str]]) -> dict[date, str]:
    """Every date that is a holiday in at least one division, earliest first.

    `holidays` maps a division to its dates. A holiday that only some divisions keep says which:
    "2nd January in Scotland".
    """
    days = sorted({day for dates in holidays.values() for day in dates})
    return {day: _name(day, holidays) for day in days}


def _name(day: date, holidays: Mapping[str, Mapping[date, str]]) -> str:
    kept_in = [division for division, dates in holidays.items() if day in dates]
    title = holidays[kept_in[0]][day]
    if len(kept_in) == len(holidays):
        return title
    return title + "".join(
        f"{' and' if place else ''} in {DIVISIONS[division]}"
        for place, division in enumerate(kept_in)
    )
