"""How an indicator is said: never by a colour or a sign alone."""

from decimal import Decimal
from fractions import Fraction

from domain.measures.indicator import Indicator
from domain.measures.measure import Measure
from domain.measures.rating import Trend, rounded, target_met
from domain.rules.aims import Polarity
from reports.parts import share_of
from reports.report import Cell

NO_FIGURE = "no figure"
_QUARTILES = {1: "1 (best)", 2: "2", 3: "3", 4: "4 (worst)"}


def value(one: Indicator) -> Cell:
    """The figure as a percentage or an average, or the words that there is none."""
    if not one.measure.percentage:
        return one.figure.exact if one.figure.exact is not None else NO_FIGURE
    found = share_of(one.figure)
    return NO_FIGURE if found is None else found


def change(one: Indicator) -> str:
    """Better, worse or no change since a year before, with the difference in points."""
    now, before = one.figure.exact, one.before.exact if one.before else None
    if one.change is None or now is None or before is None:
        return "nothing to compare" if now is not None else NO_FIGURE
    moved = f"{rounded(now - before):+}"
    if one.change is Trend.NO_CHANGE:
        return f"no change ({moved})"
    return f"{_direction(one.change, one.aim.polarity)} ({moved})"


def target(one: Indicator) -> str:
    """What was aimed at on the last day of the period."""
    aimed = one.aim.target
    if aimed is None:
        return "no target"
    which = "or less" if one.aim.polarity is Polarity.LOW else "or more"
    said = f"{_plain(aimed)}{unit_of(one.measure)} {which}"
    exact = one.figure.exact
    if exact is None:
        return said
    return f"{said}: {'met' if target_met(exact, aimed, one.aim.polarity) else 'not met'}"


def rating(one: Indicator) -> str:
    """The colour as a word. One that a person set says so."""
    if one.rag is None:
        return "Not rated"
    return f"{one.rag.capitalize()}, set by a person" if one.override else one.rag.capitalize()


def quartile(one: Indicator) -> str:
    """The quarter of the comparators that the figure lies in."""
    return _QUARTILES[one.quartile] if one.quartile else "not known"


def comparator(one: Indicator) -> Cell:
    """The average of the authorities compared with, where it was given."""
    if one.comparator is None or one.comparator.average is None:
        return "none given"
    average = Fraction(one.comparator.average)
    return average / 100 if one.measure.percentage else average


def unit_of(measure: Measure) -> str:
    """What stands behind a figure of a measure: ``%``, `` days`` or nothing."""
    if measure.percentage:
        return "%"
    return " days" if measure.days else ""


def _direction(moved: Trend, polarity: Polarity) -> str:
    if polarity is Polarity.NONE:
        return "higher" if moved is Trend.INCREASE else "lower"
    better = (moved is Trend.INCREASE) is (polarity is Polarity.HIGH)
    return "better" if better else "worse"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
