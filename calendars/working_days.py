"""Counting in working days: every weekday that is not a bank holiday of one calendar."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from calendars.day_table import FIRST_DAY, LAST_DAY, DayTable
from calendars.errors import CalendarError

if TYPE_CHECKING:
    from calendars.arrays import Counts, Days

_WEEKEND: Final = {5: "Saturday", 6: "Sunday"}


class SkippedDay(NamedTuple):
    """A day that a count passed over, and why: "Saturday", "Christmas Day (bank holiday)"."""

    day: date
    why: str


class WorkingDayCalendar:
    """The working days of one calendar, from 1975 to 2075. It never changes once made.

    `holidays` names every bank holiday from 1 January of its first year up to `horizon`, the
    last one of the years announced whole, and those known of a later year. `expected` gives the
    other holidays outside that span; it is called only when a question reaches there, and without
    it the days outside are weekdays and weekends only.

    Every method raises `CalendarError` (code `date_outside_calendar`) when a question or its
    answer lies outside 1975 to 2075.
    """

    __slots__ = ("_expected", "_table", "announced", "before", "horizon", "id", "taken_on", "title")

    def __init__(
        self,
        calendar_id: str,
        title: str,
        holidays: Mapping[date, str],
        *,
        horizon: date | None = None,
        expected: Callable[[], Mapping[date, str]] | None = None,
        taken_on: date | None = None,
        before: "WorkingDayCalendar | None" = None,
    ) -> None:
        self.id: Final = calendar_id
        self.title: Final = title
        self.horizon: Final = horizon or max(holidays, default=date.max)
        self.taken_on: Final = taken_on
        self.before: Final = before
        self.announced: Final = holidays
        self._expected = expected
        if expected is None:
            self._table = DayTable(FIRST_DAY, LAST_DAY, dict(holidays))
        else:
            first_day = min(holidays).replace(month=1, day=1)
            self._table = DayTable(first_day, self.horizon, dict(holidays))

    def __repr__(self) -> str:
        return f"WorkingDayCalendar({self.id!r}, horizon={self.horizon.isoformat()})"

    def known_on(self, day: date) -> "WorkingDayCalendar":
        """The calendar as it was known on `day`: of the newest snapshot taken by then.

        It is the oldest one there is for a day before all of them.
        """
        found = self
        while found.before is not None and found.taken_on is not None and found.taken_on > day:
            found = found.before
        return found

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is a weekday and not a bank holiday."""
        table = self._table
        offset = day.toordinal() - table.first
        if not 0 <= offset < table.length:
            table, offset = self._find(day)
        return table.before[offset + 1] > table.before[offset]

    def add_working_days(self, start: date, n: int) -> date:
        """The date `n` working days after `start`, or before it when `n` is negative.

        `start` is day 0 whatever day it is: from a Saturday, 1 is Monday and -1 is Friday.
        0 gives `start` itself, also when it is not a working day.
        """
        if n == 0:
            return start
        table = self._table
        offset = start.toordinal() - table.first
        # A negative index would silently count from the far end of the list.
        if 0 <= offset < table.length:
            try:
                if n > 0:
                    return table.days[table.before[offset + 1] + n - 1]
                if (index := table.before[offset] + n) >= 0:
                    return table.days[index]
            except IndexError:
                pass
        self._widen(table)
        return self.add_working_days(start, n)

    def add_working_days_start_is_day1(self, start: date, n: int) -> date:
        """The `n`th working day counting `start` as the first, if it is a working day.

        From `n` = -1 it counts backwards in the same way. 0 means nothing here and raises
        `CalendarError` (code `day_zero`).
        """
        if n == 0:
            raise CalendarError(
                "day_zero",
                "When the start counts as day 1 there is no day 0.",
                "Use 1 or more to count forwards, -1 or less to count backwards.",
            )
        if self.is_working_day(start):
            n += -1 if n > 0 else 1
        return self.add_working_days(start, n)

    def count_working_days(self, start: date, end: date) -> int:
        """How many working days come after `start`, up to and including `end`.

        Negative when `end` is earlier: the working days before `start`, back to and including
        `end`. So `count_working_days(start, add_working_days(start, n))` is always `n`.
        """
        table, first, last = self._find_both(start, end)
        step = 1 if last >= first else 0
        return table.before[last + step] - table.before[first + step]

    def count_working_days_inclusive(self, start: date, end: date) -> int:
        """The same as `count_working_days`, and `start` counts too if it is a working day."""
        count = self.count_working_days(start, end)
        if not self.is_working_day(start):
            return count
        return count - 1 if end < start else count + 1

    def last_working_day_on_or_before(self, day: date) -> date:
        """`day` itself if it is a working day, else the nearest working day before it."""
        return day if self.is_working_day(day) else self.add_working_days(day, -1)

    def first_working_day_on_or_after(self, day: date) -> date:
        """`day` itself if it is a working day, else the nearest working day after it."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def holiday_name(self, day: date) -> str | None:
        """The bank holiday on `day`, as its source spells it; None if there is none."""
        table, _ = self._find(day)
        return table.holidays.get(day)

    def is_provisional(self, day: date) -> bool:
        """Whether `day` is past the years announced whole, so that the count may change."""
        return day > self.horizon

    def workings(self, start: date, end: date) -> list[SkippedDay]:
        """The days that `count_working_days(start, end)` passed over, earliest first."""
        self._find_both(start, end)
        if end >= start:
            first, length = start + timedelta(days=1), (end - start).days
        else:
            first, length = end, (start - end).days
        days = (first + timedelta(days=step) for step in range(length))
        return [SkippedDay(day, why) for day in days if (why := self._why_skipped(day))]

    def add_working_days_to_array(self, starts: "Days", n: "int | Counts") -> "Days":
        """`add_working_days` for a whole numpy array of dates (`datetime64[D]`) at once.

        `n` is one number for all, or an array of whole numbers. A missing date (NaT) is outside
        every calendar and raises `CalendarError`.
        """
        from calendars import arrays

        table = self._table
        if (result := arrays.add_working_days(table, starts, n)) is not None:
            return result
        self._widen(table)
        return self.add_working_days_to_array(starts, n)

    def count_working_days_in_arrays(self, starts: "Days", ends: "Days") -> "Counts":
        """`count_working_days` for two numpy arrays of dates (`datetime64[D]`) at once."""
        from calendars import arrays

        table = self._table
        if (result := arrays.count_working_days(table, starts, ends)) is not None:
            return result
        self._widen(table)
        return self.count_working_days_in_arrays(starts, ends)

    def _why_skipped(self, day: date) -> str | None:
        if (weekday := day.weekday()) in _WEEKEND:
            return _WEEKEND[weekday]
        if (name := self.holiday_name(day)) is None:
            return None
        announced = day <= self.horizon or day in self.announced
        return f"{name} (bank holiday{'' if announced else ', not yet announced'})"

    def _find(self, day: date) -> tuple[DayTable, int]:
        """The table, widened if need be, and the number of `day` in it."""
        table, offset, _ = self._find_both(day, day)
        return table, offset

    def _find_both(self, start: date, end: date) -> tuple[DayTable, int, int]:
        table = self._table
        first, last = start.toordinal() - table.first, end.toordinal() - table.first
        if table.holds(first) and table.holds(last):
            return table, first, last
        self._widen(table)
        return self._find_both(start, end)

    def _widen(self, outgrown: DayTable) -> None:
        """Reach out to 1975 and 2075, once; what was announced is never overridden.

        The new table is built whole before it takes the old one's place, so that another thread
        sees either the one or the other.
        """
        if outgrown is not self._table:
            return
        if self._expected is None or outgrown.first == FIRST_DAY.toordinal():
            raise outside_calendar()
        announced = range(outgrown.first, outgrown.first + outgrown.length)
        holidays = {
            day: name for day, name in self._expected().items() if day.toordinal() not in announced
        }
        self._table = DayTable(FIRST_DAY, LAST_DAY, {**holidays, **outgrown.holidays})


def outside_calendar() -> CalendarError:
    """The error for a date that no table holds."""
    return CalendarError(
        "date_outside_calendar",
        f"The calendars cover {FIRST_DAY.year} to {LAST_DAY.year} only.",
        "Check the year of the date and the number of days.",
    )
