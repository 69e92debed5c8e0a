"""What the rest of a return says of the child of a row."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from intake.ssda903.cells import Cells
from intake.ssda903.periods import PeriodOfCare


@dataclass(frozen=True, slots=True)
class Known:
    """What the header and the episodes say. None where the return has no such table.

    ``children`` are all those of the header, ``births`` those whose date of birth can be used.
    """

    children: Collection[str] | None
    births: Mapping[str, date]
    periods: Mapping[str, list[PeriodOfCare]] | None

    def check_child(self, cells: Cells, child: str, *, missing: str, other_dob: str) -> None:
        """Say where the header has no such child, or another date of birth, in these codes."""
        if self.children is not None and child not in self.children:
            cells.warn("child", missing)
        born_on = self.births.get(child)
        if born_on is not None:
            cells.check_day("dob", born_on, other=other_dob, unreadable="ssda903_102")

    def is_before_birth(self, child: str, day: date) -> bool:
        """Whether a day lies before the child was born, as far as the header says."""
        born_on = self.births.get(child)
        return born_on is not None and day < born_on

    def period_on(self, child: str, day: date) -> PeriodOfCare | None:
        """The period of care that covers a day, or None."""
        periods = (self.periods or {}).get(child, [])
        return next((each for each in periods if each.covers(day)), None)
