"""The year that a return covers."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.errors import ProblemError

# Before this day the complaints of the last three years begin before any limit of the county's
# own procedure.
FIRST_DAY: Final = date(2022, 4, 1)
LAST_DAY: Final = date(2090, 3, 31)


@dataclass(frozen=True, slots=True)
class ReturnYear:
    """A collection year, from 1 April to 31 March."""

    begins_in: int

    @property
    def first(self) -> date:
        """1 April."""
        return date(self.begins_in, 4, 1)

    @property
    def last(self) -> date:
        """31 March of the next year: the last day of which the return knows."""
        return date(self.begins_in + 1, 3, 31)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def name(self) -> str:
        """As people write it: ``2024-25``."""
        return f"{self.begins_in}-{(self.begins_in + 1) % 100:02d}"


def last_complete_year(as_of: date) -> ReturnYear:
    """The latest collection year that is over on ``as_of``.

    Raises ProblemError ``export_day_out_of_range`` for a day before 1 April 2022 or after 31
    March 2090.
    """
    if not FIRST_DAY <= as_of <= LAST_DAY:
        raise ProblemError(
            "export_day_out_of_range",
            "The made-up returns can be written for days from 1 April 2022 to 31 March 2090.",
            "Choose another day with --as-of.",
        )
    over = as_of >= date(as_of.year, 3, 31)
    return ReturnYear(as_of.year - 1 if over else as_of.year - 2)
