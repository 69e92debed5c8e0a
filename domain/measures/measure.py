"""A measure: what one unit is, which units there are, and which of them count."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from calendars.working_days import WorkingDayCalendar
from domain.measures.declared import Declared
from domain.measures.duty import Duty
from domain.measures.record import Record
from domain.rules.aims import Aim, Polarity
from domain.rules.sources import Source

# The band of a unit of which nobody recorded what would decide it. It stays in the denominator.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked about, both included, by what had happened at the end of ``as_at``.

    ``reading`` is one of the measure's readings. ``calendar`` counts the working days of bands.
    """

    first: date
    last: date
    as_at: date
    reading: str
    calendar: WorkingDayCalendar

    @property
    def end(self) -> date:
        """The last day that had come by ``as_at``."""
        return min(self.last, self.as_at)

    def working_days(self, start: date, end: date) -> int:
        """The working days after ``start`` up to ``end``; fewer than none where it came before."""
        return self.calendar.count_working_days(start, end)


# Not frozen: one is made for every unit of every case of three years.
@dataclass(slots=True)
class Unit:
    """One review, child or complaint, on the day by which it belongs to a period.

    ``counts`` says whether it is in the numerator. One that is ``outstanding`` is in neither: it
    fell due and has not been done. ``duty`` is the clock it was measured by, where it was, and
    ``took`` how many working days it took, where that is counted. ``weight`` is what it adds to
    the numerator. ``person`` is its IRO, where that is another than the measure's role says. One
    that is ``left_out`` is in no figure either, for the reason given in words: something that
    decides it is not on record.
    """

    case: str
    on: date
    counts: bool
    band: str | None = None
    duty: Duty | None = None
    took: int | None = None
    outstanding: bool = False
    weight: Decimal = Decimal(1)
    person: str | None = None
    left_out: str | None = None


Units = Callable[[Record, Window], Iterable[Unit]]


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator, with its definition in words and the code that follows them.

    ``units`` yields the units of one case; those on a day outside the period are passed over, so
    it need not look. ``readings`` maps each way to read the definition to what it means; the
    first is used where a profile names none. In the readings of ``at_end`` the units depend on
    the last day of the period, and are asked for once a period. ``rules`` and ``events`` are all
    that ``units`` is shown. ``bands`` are the published bands in order. ``reviewer`` is the
    role whose holder is the unit's IRO. With ``average`` the figure is the sum of the weights for
    each IRO, and no percentage. With ``days`` the weight of a unit is how many days it took, and
    the figure their average, with the median beside it.
    """

    id: str
    title: str
    unit: str
    counts: str
    of: str
    source: Source
    units: Units
    aims: tuple[Aim, ...]
    readings: Mapping[str, str]
    at_end: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    average: bool = False
    days: bool = False
    reviewer: str = "iro"

    @property
    def declared(self) -> Declared:
        """All that ``units`` may look at."""
        return Declared(
            f"the measure {self.id}", rules=frozenset(self.rules), events=frozenset(self.events)
        )

    @property
    def percentage(self) -> bool:
        """Whether its figure is a percentage."""
        return not (self.average or self.days)

    @property
    def usual_reading(self) -> str:
        """The reading where no profile names another."""
        return next(iter(self.readings))

    @property
    def family(self) -> str:
        """The first word of the id: ``lac``, ``cp``, ``complaint``."""
        return self.id.partition(".")[0]

    def aim_on(self, day: date, more: Iterable[Aim] = ()) -> Aim:
        """What was aimed at on a day. Of ``more``, the authority's own, the latest goes first."""
        for aims in (sorted(more, key=_since, reverse=True), sorted(self.aims, key=_since)[::-1]):
            for aim in aims:
                if aim.since <= day:
                    return aim
        return min(self.aims, key=_since)


def _since(aim: Aim) -> date:
    return aim.since


def better_high(since: date = date(2011, 4, 1)) -> tuple[Aim, ...]:
    """More is better and no target is set in law."""
    return (Aim(since, Polarity.HIGH),)


def better_low(since: date = date(2011, 4, 1)) -> tuple[Aim, ...]:
    """Less is better and no target is set in law."""
    return (Aim(since, Polarity.LOW),)
