"""What one report is: whom it is for, the period it covers, and all that it looks at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.measures.declared import Declared
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

    ``about`` says in a sentence what it shows. ``make`` is shown nothing but what is named here:
    ``measures`` by their ids; ``rules`` by their ids or the beginnings of them, so that ``lac``
    is every rule of looked-after children; ``events`` by their types, ``responsible_assigned``
    among them where it names a team or an officer. What is older than
    ``years_before`` financial years and two more before the period may be missing. Only one that
    ``asks_what_is_covered`` is shown which days each return, list or feed is about.
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
    asks_what_is_covered: bool = False

    @property
    def declared(self) -> Declared:
        """All that ``make`` may look at beside its measures, each of which declares its own."""
        return Declared(
            f"the report {self.id}",
            rules=frozenset(self.rules),
            events=frozenset(self.events),
            beginnings=self.rules,
        )


def last_whole(period: Period, day: date) -> Span:
    """The last month, quarter or financial year that was over at the end of ``day``."""
    first, last = list(parts_of(day - timedelta(days=800), day + timedelta(days=1), period))[-2]
    return first, last
