"""Are the bank holidays known to the program still right, and how far do they reach?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from calendars.expected import expected_holidays
from calendars.library import calendar, divisions_of
from calendars.snapshot import latest_snapshot


@dataclass(frozen=True, slots=True)
class Difference:
    """A bank holiday that one source has and the other has not."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class CheckedCalendar:
    """One calendar beside the `holidays` library, from its first listed year to its horizon.

    `taken_on` is the day of its oldest snapshot. `days_left` is how many days of announced bank
    holidays remain, negative when they have run out. Both, and `horizon`, are None for the
    calendar "none", which depends on no announcement.
    """

    calendar: str
    taken_on: date | None
    horizon: date | None
    days_left: int | None
    only_in_calendar: tuple[Difference, ...]
    only_in_library: tuple[Difference, ...]

    @property
    def agrees(self) -> bool:
        """Whether both sources list exactly the same days."""
        return not self.only_in_calendar and not self.only_in_library


@dataclass(frozen=True, slots=True)
class CalendarCheck:
    """The calendars asked about, as they stood on `today`."""

    today: date
    calendars: tuple[CheckedCalendar, ...]

    @property
    def agrees(self) -> bool:
        """Whether every calendar agrees with the library."""
        return all(each.agrees for each in self.calendars)


def check(
    calendar_ids: Iterable[str],
    today: date,
    fetched: Path | None = None,
    taken_by: date | None = None,
) -> CalendarCheck:
    """Compare each calendar with the `holidays` library, weekdays only.

    A difference is a question for a person: one-off bank holidays reach any source late.
    `fetched` and `taken_by` choose the snapshots, as for `calendar`.
    Raises `CalendarError`: `unknown_calendar`, `snapshot_unreadable`.
    """
    return CalendarCheck(
        today, tuple(_check_one(each, today, fetched, taken_by) for each in calendar_ids)
    )


def _check_one(
    calendar_id: str, today: date, fetched: Path | None, taken_by: date | None
) -> CheckedCalendar:
    horizon = calendar(calendar_id, fetched, taken_by).horizon
    if calendar_id == "none":
        return CheckedCalendar(
            calendar=calendar_id,
            taken_on=None,
            horizon=None,
            days_left=None,
            only_in_calendar=(),
            only_in_library=(),
        )
    divisions = divisions_of(calendar_id)
    snapshots = [
        latest_snapshot(division, fetched=fetched, taken_by=taken_by) for division in divisions
    ]
    compared = (min(snapshot.first_day for snapshot in snapshots), horizon)
    listed = _any_of(snapshot.holidays for snapshot in snapshots)
    expected = _any_of(expected_holidays(division) for division in divisions)
    return CheckedCalendar(
        calendar=calendar_id,
        taken_on=min(snapshot.taken_on for snapshot in snapshots),
        horizon=horizon,
        days_left=(horizon - today).days,
        only_in_calendar=_missing(listed, expected, *compared),
        only_in_library=_missing(expected, listed, *compared),
    )


def _any_of(several: Iterable[Mapping[date, str]]) -> dict[date, str]:
    return {day: name for holidays in several for day, name in holidays.items()}


def _missing(
    these: Mapping[date, str], those: Mapping[date, str], first_day: date, last_day: date
) -> tuple[Difference, ...]:
    """The holidays in `these` and not in `those`, from `first_day` to `last_day`."""
    return tuple(
        Difference(day, name)
        for day, name in sorted(these.items())
        if first_day <= day <= last_day and day not in those
    )
