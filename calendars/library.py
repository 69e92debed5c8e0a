"""The calendars by name."""

from datetime import date
from functools import cache
from typing import Final

from calendars.errors import CalendarError
from calendars.expected import expected_holidays
from calendars.holiday_file import calendars_from_file
from calendars.snapshot import DIVISIONS, latest_snapshot
from calendars.union import united
from calendars.working_days import WorkingDayCalendar

__all__ = ["CALENDAR_IDS", "CalendarError", "calendar", "calendars_from_file"]

CALENDAR_IDS: Final[tuple[str, ...]] = (*DIVISIONS, "any-uk", "none")


@cache
def calendar(calendar_id: str) -> WorkingDayCalendar:
    """The calendar called `calendar_id`, one of `CALENDAR_IDS`; the same object every time.

    The three divisions are those of GOV.UK. "any-uk" is closed on a bank holiday of any of
    them, and "none" on weekends only. Raises `CalendarError` (code `unknown_calendar`).
    """
    if calendar_id in DIVISIONS:
        return _division(calendar_id)
    if calendar_id == "any-uk":
        return _any_uk()
    if calendar_id == "none":
        return WorkingDayCalendar("none", "Weekends only", {}, horizon=date.max)
    raise CalendarError(
        "unknown_calendar",
        "There is no calendar of that name.",
        f"Use one of {', '.join(CALENDAR_IDS)}.",
    )


def _division(division: str) -> WorkingDayCalendar:
    snapshot = latest_snapshot(division)
    return WorkingDayCalendar(
        division,
        DIVISIONS[division],
        snapshot.holidays,
        horizon=snapshot.horizon,
        expected=lambda: expected_holidays(division),
    )


def _any_uk() -> WorkingDayCalendar:
    snapshots = {division: latest_snapshot(division) for division in DIVISIONS}
    # Past the first division to end, a date is no longer certain for the whole country.
    horizon = min(snapshot.horizon for snapshot in snapshots.values())
    announced = united({division: each.holidays for division, each in snapshots.items()})
    return WorkingDayCalendar(
        "any-uk",
        "Any part of the United Kingdom",
        announced,
        horizon=horizon,
        expected=lambda: united({division: expected_holidays(division) for division in DIVISIONS}),
    )
