"""From units to figures: so many of so many, for a period and a part of the authority."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from statistics import median

from calendars.working_days import WorkingDayCalendar
from domain.measures.measure import Measure, Unit, Window
from domain.measures.rating import rounded
from domain.measures.record import Record
from domain.measures.spans import Span

NOT_ASSIGNED = "not assigned"

Records = Mapping[str, Record]
# What part of the authority a unit belongs to: a team, an IRO, a service area.
Place = Callable[[Record, Unit], str]


@dataclass(frozen=True, slots=True)
class Figure:
    """So many of so many. ``numerator`` is a sum of weights where the measure is an average.

    ``bands`` counts the units of the denominator by band. ``outstanding`` is how many fell due
    in the period and have not been done, which are in no figure. ``in_doubt`` is how many of the
    denominator and of the outstanding rest on a clock in doubt, which changes no figure.
    ``left_out`` is how many are in no figure for want of something on record, by what it is.
    ``median`` is that of the days, of a measure of days.
    """

    numerator: Decimal
    denominator: int
    bands: Mapping[str, int] = field(default_factory=dict)
    outstanding: int = 0
    in_doubt: int = 0
    average: bool = False
    left_out: Mapping[str, int] = field(default_factory=dict)
    median: Decimal | None = None

    @property
    def exact(self) -> Fraction | None:
        """The percentage, or the average, as an exact ratio; None where there is no unit."""
        if not self.denominator:
            return None
        return Fraction(self.numerator) / self.denominator * (1 if self.average else 100)

    @property
    def value(self) -> Decimal | None:
        """The same, half-up to one decimal."""
        return None if self.exact is None else rounded(self.exact)

    @property
    def missed(self) -> int | None:
        """How many of the denominator did not count, or None of an average."""
        return None if self.average else self.denominator - int(self.numerator)

    @property
    def missed_value(self) -> Decimal | None:
        """Their percentage, rounded by itself: 114 of 781 is 14.6."""
        return self.share(self.missed or 0) if self.missed is not None else None

    def share(self, number: int) -> Decimal | None:
        """The percentage that a number is of the denominator; None where there is no unit."""
        return rounded(Fraction(100 * number, self.denominator)) if self.denominator else None


def units_of(
    measure: Measure,
    records: Iterable[Record],
    span: Span,
    *,
    as_at: date,
    reading: str,
    calendar: WorkingDayCalendar,
) -> list[Unit]:
    """The units of a period, those outstanding too, by their day."""
    first, last = span
    window = Window(first=first, last=last, as_at=as_at, reading=reading, calendar=calendar)
    end = window.end
    found = [
        unit
        for record in records
        for unit in measure.units(record, window)
        if first <= unit.on <= end
    ]
    found.sort(key=attrgetter("on", "case"))
    return found


def figure_of(measure: Measure, units: Iterable[Unit], people: int | None = None) -> Figure:
    """The figure of some units. ``people`` is how many share the weights of an average."""
    counted, weight, outstanding, in_doubt = 0, Decimal(0), 0, 0
    bands: Counter[str] = Counter(dict.fromkeys(measure.bands, 0))
    left_out: Counter[str] = Counter()
    weights: list[Decimal] = []
    for unit in units:
        if unit.left_out is not None:
            left_out[unit.left_out] += 1
            continue
        if unit.duty is not None and unit.duty.doubt_why is not None:
            in_doubt += 1
        if unit.outstanding:
            outstanding += 1
            continue
        counted += 1
        if unit.counts:
            weight += unit.weight
            weights.append(unit.weight)
        if unit.band is not None:
            bands[unit.band] += 1
    denominator = counted if people is None else people
    return Figure(
        numerator=weight,
        denominator=denominator,
        bands=dict(bands),
        outstanding=outstanding,
        in_doubt=in_doubt,
        average=not measure.percentage,
        left_out=dict(sorted(left_out.items())),
        median=rounded(Fraction(median(weights))) if measure.days and weights else None,
    )


def nothing(measure: Measure) -> Figure:
    """The figure of no units."""
    return figure_of(measure, (), people=0)


def within(units: Sequence[Unit], span: Span) -> Sequence[Unit]:
    """Of units in order of their days, those of a period."""
    days = [unit.on for unit in units]
    return units[bisect_left(days, span[0]) : bisect_right(days, span[1])]
