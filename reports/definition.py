"""What one report is: whom it is for, the period it covers, and all that it looks at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.measures.spans import Span, parts_of
from reports.findings import Findings
from reports.report import Report


class Period(StrEnum):
    """How much time a report usually covers. A year is a financial one, from April."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Definition:
    """One report that can be made.

    ``about`` says in a sentence what it shows. ``make`` looks at nothing but what is named here:
    ``measures`` by their ids; ``rules`` by their ids or the beginnings of them, so that ``lac``
    is every rule of looked-after children; ``events`` by their types. What is older than
    ``years_before`` financial years and two more before the period may be missing.
    """

    id: str
    title: str
    about: str
    period: Period
    make: Callable[[Findings], Report]
    measures: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    years_before: int = 0

    def looks_at(self, rule: str) -> bool:
        """Whether the report names this rule, or the beginning of its id."""
        return any(rule == name or rule.startswith(f"{name}.") for name in self.rules)


def last_whole(period: Period, day: date) -> Span:
    """The last month, quarter or financial year that was over at the end of ``day``."""
    first, last = list(parts_of(day - timedelta(days=800), day + timedelta(days=1), period))[-2]
    return first, last
