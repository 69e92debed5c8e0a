"""The table that turns adding working days into two list look-ups."""

from collections.abc import Mapping
from datetime import date
from typing import Final

FIRST_DAY: Final = date(1975, 1, 1)
LAST_DAY: Final = date(2075, 12, 31)
_WEEKEND: Final = (6, 0)


class DayTable:
    """Every day from `first_day` to `last_day`, counted once.

    `days` lists the working days in order. `before[i]` is how many of them come before day `i`,
    where day 0 is `first_day`; it has one entry more than there are days. So, for day `i`:

    - it is a working day when `before[i + 1] > before[i]`;
    - the last working day on or before it is `days[before[i + 1] - 1]`;
    - the first working day on or after it is `days[before[i]]`.
    """

    __slots__ = ("before", "days", "first", "holidays", "length")

    def __init__(self, first_day: date, last_day: date, holidays: Mapping[date, str]) -> None:
        self.first: Final = first_day.toordinal()
        self.length: Final = last_day.toordinal() - self.first + 1
        self.holidays: Final = holidays
        self.days: Final[list[date]] = []
        self.before: Final[list[int]] = [0]
        closed = {day.toordinal() for day in holidays}
        for ordinal in range(self.first, self.first + self.length):
            # Ordinal 1 was a Monday, so a Saturday leaves 6 and a Sunday 0.
            if ordinal % 7 not in _WEEKEND and ordinal not in closed:
                self.days.append(date.fromordinal(ordinal))
            self.before.append(len(self.days))

    def holds(self, offset: int) -> bool:
        """Whether day number `offset` is in the table."""
        return 0 <= offset < self.length
