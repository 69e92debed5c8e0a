"""The time that a return covers."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.counting import add_months
from domain.errors import ProblemError

# Before this day the complaints of the last three years begin before any limit of the county's
# own procedure.
FIRST_DAY: Final = date(2022, 4, 1)
LAST_DAY: Final = date(2090, 3, 31)


@dataclass(frozen=True, slots=True)
class Span:
    """Some time, from its first day to its last: the last day of which a file knows."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def last_complete_year(as_of: date) -> Span:
    """The latest collection year, from 1 April to 31 March, that is over on ``as_of``.

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
    begins_in = as_of.year - 1 if over else as_of.year - 2
    return Span(date(begins_in, 4, 1), date(begins_in + 1, 3, 31))


def months_before(as_of: date, months: int) -> Span:
    """The months that end on ``as_of``."""
    return Span(add_months(as_of, -months), as_of)
