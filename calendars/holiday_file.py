"""Calendars that a person brings as a JSON file of dates."""

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from calendars.day_table import FIRST_DAY, LAST_DAY
from calendars.errors import CalendarError
from calendars.working_days import WorkingDayCalendar

_EXAMPLE: Final = 'Write the file as {"our-calendar": ["2026-12-25", "2026-12-28"]}.'


def calendars_from_file(path: Path) -> dict[str, WorkingDayCalendar]:
    """The calendars in a JSON file `{"id": ["2026-12-25", ...]}`, by their id.

    A calendar's horizon is the last date listed for it; outside the dates listed only weekends
    are closed. A calendar without any date is closed on weekends only and has no horizon.
    Raises `CalendarError`: `holiday_file_unreadable`, `holiday_file_not_json`,
    `holiday_file_wrong_shape`, `holiday_file_repeated_calendar`, `holiday_file_not_a_date`.
    """
    content = _content(path)
    if not isinstance(content, dict) or not content:
        raise _wrong_shape()
    return {
        calendar_id: _calendar(calendar_id, place, listed)
        for place, (calendar_id, listed) in enumerate(content.items(), start=1)
    }


def _content(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CalendarError(
            "holiday_file_unreadable",
            "The file of holidays cannot be read.",
            "Check its path, that you may open it, and that it is saved as UTF-8.",
        ) from error
    try:
        # Numbers stay text: none is wanted, and Python refuses to read a very long one.
        return json.loads(text, object_pairs_hook=_without_repeats, parse_int=str)
    except RecursionError as error:
        raise _wrong_shape() from error
    except json.JSONDecodeError as error:
        raise CalendarError(
            "holiday_file_not_json",
            f"The file of holidays is not JSON: line {error.lineno}, column {error.colno}.",
            _EXAMPLE,
        ) from error


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON keeps only the last of two equal names; the dates of the first would be lost."""
    content = dict(pairs)
    if len(content) < len(pairs):
        raise CalendarError(
            "holiday_file_repeated_calendar",
            "The file of holidays gives the same calendar twice.",
            "Put all its dates into one list.",
        )
    return content


def _calendar(calendar_id: str, place: int, listed: Any) -> WorkingDayCalendar:
    if not isinstance(listed, list):
        raise _wrong_shape()
    days = [_day(text, place, number) for number, text in enumerate(listed, start=1)]
    return WorkingDayCalendar(
        calendar_id, calendar_id, dict.fromkeys(sorted(days), "Listed holiday")
    )


def _day(text: Any, calendar_place: int, number: int) -> date:
    try:
        day = date.fromisoformat(text)
        # fromisoformat also takes 20261225 and 2026-W52-5, which nobody means here.
        if day.isoformat() == text and FIRST_DAY <= day <= LAST_DAY:
            return day
    except (TypeError, ValueError):
        pass
    raise CalendarError(
        "holiday_file_not_a_date",
        f"In the file of holidays, calendar {calendar_place}, entry {number} is not a date "
        f"from {FIRST_DAY.year} to {LAST_DAY.year}.",
        "Write every date as year-month-day, for example 2026-12-25.",
    )


def _wrong_shape() -> CalendarError:
    return CalendarError(
        "holiday_file_wrong_shape",
        "The file of holidays does not give a list of dates for each calendar.",
        _EXAMPLE,
    )
