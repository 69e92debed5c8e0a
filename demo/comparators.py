"""What other authorities reached, invented, so that the dashboard has quartiles and colours."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from domain.counting import add_months
from domain.measures.rating import financial_year
from domain.measures.recorded import Comparator

# The values between the quarters, from the best quarter's to the worst's, and the average: all
# of them the demonstration's own. No authority published them.
_INVENTED: Final = {
    "cin.assessments.within_45": ("91.0", "85.5", "79.0", "84.0"),
    "cp.conferences.within_15": ("87.5", "81.0", "73.0", "79.5"),
    "cp.plans.over_2_years": ("1.5", "2.8", "4.6", "3.1"),
    "cp.plans.repeat": ("18.0", "22.5", "26.5", "22.6"),
    "cp.reviews.on_time": ("96.5", "92.0", "86.0", "90.5"),
    "lac.dental.on_time": ("88.0", "79.5", "68.0", "76.0"),
    "lac.health.on_time": ("95.5", "91.0", "85.0", "89.5"),
    "lac.participation": ("93.0", "88.5", "82.0", "87.0"),
    "lac.reviews.on_time": ("97.0", "94.0", "90.0", "93.0"),
    "missing.interviews.within_72h": ("86.0", "76.0", "63.0", "73.5"),
}


def comparators(as_of: date) -> Iterator[Comparator]:
    """The comparators of the last two financial years that were over on a day."""
    this_year, _ = financial_year(as_of)
    for years_ago in (2, 1):
        first, last = financial_year(add_months(this_year, -12 * years_ago))
        for measure, (*boundaries, average) in _INVENTED.items():
            best, middle, worst = map(Decimal, boundaries)
            yield Comparator(
                measure=measure,
                first=first,
                last=last,
                boundaries=(best, middle, worst),
                average=Decimal(average),
            )
