"""The calendars by name."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from calendars.errors import CalendarError
from calendars.expected import expected_holidays
from calendars.holiday_file import calendars_from_file
from calendars.snapshot import DIVISIONS, latest_snapshot, snapshot_days
from calendars.union import united
from calendars.working_days import WorkingDayCalendar

__all__ = ["CALENDAR_IDS", "CalendarError", "calendar", "calendars_from_file", "divisions_of"]

CALENDAR_IDS: Final[tuple[str, ...]] = (*DIVISIONS, "any-uk", "none")


def calendar(
    calendar_id: str, fetched: Path | None = None, taken_by: date | None = None
) -> WorkingDayCalendar:
    """The calendar called `calendar_id`, one of `CALENDAR_IDS`; the same object every time.

    The three divisions are those of GOV.UK. "any-uk" is closed on a bank holiday of any of
    them, and "none" on weekends only. `fetched` is a folder of snapshots beside those that come
    with the program, as `latest_snapshot` reads them. With `taken_by` the calendar is as it was
    known on that day. `known_on` of a calendar leads to those of its earlier snapshots.

    A snapshot never changes once it is stored: what was read once is not read again.
    Raises `CalendarError`: `unknown_calendar`, `snapshot_unreadable`.
    """
    if calendar_id not in CALENDAR_IDS:
        raise CalendarError(
            "unknown_calendar",
            "There is no calendar of that name.",
            f"Use one of {', '.join(CALENDAR_IDS)}.",
        )
    if fetched is None and taken_by is None:
        return _packaged(calendar_id)
    return _known(calendar_id, fetched, taken_by or date.max)


@cache
def _packaged(calendar_id: str) -> WorkingDayCalendar:
    return _known(calendar_id, None, date.max)


def _known(calendar_id: str, fetched: Path | None, taken_by: date) -> WorkingDayCalendar:
    if calendar_id == "none":
        return _made(calendar_id, None, ())
    divisions = divisions_of(calendar_id)
    days = sorted({day for each in divisions for day in snapshot_days(each, fetched)})
    known = [day for day in days if day <= taken_by] or days[:1]
    if set(known) <= {day for each in divisions for day in snapshot_days(each)}:
        fetched = None  # a folder that adds nothing gives the calendars of the program
    return _made(calendar_id, fetched, tuple(known))


def divisions_of(calendar_id: str) -> tuple[str, ...]:
    """The divisions whose bank holidays close the calendar."""
    return tuple(DIVISIONS) if calendar_id == "any-uk" else (calendar_id,)


@cache
def _made(calendar_id: str, fetched: Path | None, known: tuple[date, ...]) -> WorkingDayCalendar:
    """The calendar of the last of the days in `known`, and before it those of the others."""
    if calendar_id == "none":
        return WorkingDayCalendar("none", "Weekends only", {}, horizon=date.max)
    taken_on = known[-1]
    before = _made(calendar_id, fetched, known[:-1]) if known[:-1] else None
    snapshots = {
        division: latest_snapshot(division, fetched=fetched, taken_by=taken_on)
        for division in divisions_of(calendar_id)
    }
    # Past the first division to end, a date is no longer certain for the whole country.
    horizon = min(snapshot.horizon for snapshot in snapshots.values())
    if calendar_id == "any-uk":
        return WorkingDayCalendar(
            "any-uk",
            "Any part of the United Kingdom",
            united({division: each.holidays for division, each in snapshots.items()}),
            horizon=horizon,
            expected=lambda: united({each: expected_holidays(each) for each in DIVISIONS}),
            taken_on=taken_on,
            before=before,
        )
    return WorkingDayCalendar(
        calendar_id,
        DIVISIONS[calendar_id],
        snapshots[calendar_id].holidays,
        horizon=horizon,
        expected=lambda: expected_holidays(calendar_id),
        taken_on=taken_on,
        before=before,
    )
