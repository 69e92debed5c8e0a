"""What the names of files and folders say of time: the day of an export, or a return's year."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from intake.days import FIRST_YEAR, LAST_YEAR

_PARTED = re.compile(r"(?<!\d)(\d{4})([-_. ]?)(\d{2})\2(\d{2})(?!\d)")
_BRITISH = re.compile(r"(?<!\d)(\d{2})([-_.])(\d{2})\2(\d{4})(?!\d)")
# 2023-24, 2023_2024, 202324 or 2023; and 2324, where the second two follow on from the first.
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?:[-_ ]?(?:to)?[-_ ]?(?:20)?(\d{2}))?(?!\d)")
_SHORT = re.compile(r"(?<!\d)(\d{2})[-_ ]?(\d{2})(?!\d)")


def day_in_name(path: Path) -> date | None:
    """The one day that a file's name says, as 2025-06-12, 20250612 or 12-06-2025; None where it
    says none, or two."""
    stem = path.stem
    found = {_day(year, month, day) for year, _, month, day in _PARTED.findall(stem)}
    found |= {_day(year, month, day) for day, _, month, year in _BRITISH.findall(stem)}
    days = found - {None}
    return days.pop() if len(days) == 1 else None


def day_in_names(paths: Iterable[Path]) -> date | None:
    """The one day that the names of these files say, or None."""
    days = {day_in_name(path) for path in paths}
    return days.pop() if len(days) == 1 else None


def year_in_name(name: str) -> int | None:
    """The calendar year in which the year begins that a name says, as 2023-24 or 2324.

    One alone, as 2024, is left as it stands: nobody can tell which of two it is. A day is no year.
    """
    name = _BRITISH.sub("", _PARTED.sub("", name))
    for first, second in _YEAR.findall(name):
        if not second or int(second) == (int(first) + 1) % 100:
            return int(first)
    for first, second in _SHORT.findall(name):
        if int(second) == (int(first) + 1) % 100 and first != "20":
            return 2000 + int(first)
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
