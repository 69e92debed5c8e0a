"""How a figure is rated: its percentage, quartile, colour, and change."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from domain.rules.aims import SMALLEST_CHANGE, Polarity


class Rag(StrEnum):
    """The colour of an indicator in a performance dashboard."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class Trend(StrEnum):
    """Which way a figure went since the period it is compared with."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NO_CHANGE = "no change"


def rounded(value: Fraction) -> Decimal:
    """Half-up to one decimal: 0.25 gives 0.3, and -0.25 gives -0.3."""
    tenths = int(abs(value) * 10 + Fraction(1, 2))
    return Decimal(tenths if value >= 0 else -tenths).scaleb(-1)


def quartile(value: Fraction, boundaries: Sequence[Decimal], polarity: Polarity) -> int | None:
    """Which quarter of the comparators a figure lies in, 1 the best.

    ``boundaries`` are the three values between the quarters, in any order. A figure on a
    boundary is in the better quarter. None where no way is better.
    """
    if polarity is Polarity.NONE:
        return None
    marks = [Fraction(mark) for mark in boundaries]
    if polarity is Polarity.HIGH:
        return 1 + sum(value < mark for mark in marks)
    return 1 + sum(value > mark for mark in marks)


def target_met(value: Fraction, target: Decimal, polarity: Polarity) -> bool:
    """Whether a figure reaches its target; exactly the target does (">92.0 %" is met by 92.00)."""
    if polarity is Polarity.LOW:
        return value <= Fraction(target)
    return value >= Fraction(target)


def rag(
    value: Fraction | None, target: Decimal | None, polarity: Polarity, quarter: int | None
) -> Rag | None:
    """The colour as the county's dashboards give it, or None where no comparator was given.

    Red in the last quarter. Green with the target met in the first or second, or without a
    target in the first. Else amber.
    """
    if value is None or quarter is None:
        return None
    if quarter == 4:
        return Rag.RED
    if target is None:
        return Rag.GREEN if quarter == 1 else Rag.AMBER
    met = target_met(value, target, polarity)
    return Rag.GREEN if met and quarter <= 2 else Rag.AMBER


def trend(
    value: Fraction | None, before: Fraction | None, smallest: Decimal = SMALLEST_CHANGE
) -> Trend | None:
    """How a figure went, in exact percentage points. Less than ``smallest`` is no change."""
    if value is None or before is None:
        return None
    moved = value - before
    if abs(moved) < Fraction(smallest):
        return Trend.NO_CHANGE
    return Trend.INCREASE if moved > 0 else Trend.DECREASE


def financial_year(day: date) -> tuple[date, date]:
    """The financial year of a day: 1 April to 31 March."""
    year = day.year if day >= date(day.year, 4, 1) else day.year - 1
    return date(year, 4, 1), date(year + 1, 3, 31)
