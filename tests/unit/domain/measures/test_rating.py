"""Percentages, quartiles, colours and changes, as one county's dashboards printed them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.measures.rating import (
    Rag,
    Trend,
    financial_year,
    quartile,
    rag,
    rounded,
    target_met,
    trend,
)
from domain.rules.aims import Polarity

# The values between the quarters, for a measure where more is better.
MARKS = (Decimal(90), Decimal("95.5"), Decimal(98))


def percent(value: str) -> Fraction:
    return Fraction(Decimal(value))


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Fraction(29300, 387), "75.7"),
        (Fraction(150800, 1524), "99.0"),
        (Fraction(11400, 781), "14.6"),
        (percent("0.05"), "0.1"),
        (percent("0.04999"), "0.0"),
        (percent("-0.25"), "-0.3"),
        (percent("103.45"), "103.5"),
        (percent("100"), "100.0"),
    ],
)
def test_a_percentage_is_rounded_half_up_to_one_decimal(value: Fraction, printed: str) -> None:
    assert str(rounded(value)) == printed


@given(some.integers(0, 5000), some.integers(1, 5000))
def test_rounding_is_never_further_off_than_half_a_tenth(counted: int, units: int) -> None:
    exact = Fraction(100 * counted, units)
    assert -Fraction(1, 20) < exact - Fraction(rounded(exact)) < Fraction(1, 20) or (
        Fraction(rounded(exact)) - exact == Fraction(1, 20)
    )


@pytest.mark.parametrize(
    ("value", "high", "low"),
    [("98.5", 1, 4), ("98", 1, 3), ("97", 2, 3), ("95.5", 2, 2), ("91", 3, 2), ("89", 4, 1)],
)
def test_a_figure_lies_in_a_quarter_and_on_a_boundary_in_the_better_one(
    value: str, high: int, low: int
) -> None:
    assert quartile(percent(value), MARKS, Polarity.HIGH) == high
    assert quartile(percent(value), MARKS[::-1], Polarity.LOW) == low
    assert quartile(percent(value), MARKS, Polarity.NONE) is None


def test_a_target_is_met_by_exactly_the_target_and_not_by_what_rounds_to_it() -> None:
    target = Decimal("92.0")
    assert target_met(percent("92.00"), target, Polarity.HIGH)
    assert not target_met(percent("91.96"), target, Polarity.HIGH)
    assert target_met(percent("92.00"), target, Polarity.LOW)
    assert not target_met(percent("92.01"), target, Polarity.LOW)


@pytest.mark.parametrize(
    ("value", "target", "quarter", "colour"),
    [
        ("96", "95", 4, Rag.RED),
        ("96", None, 4, Rag.RED),
        ("96", "95", 1, Rag.GREEN),
        ("96", "95", 2, Rag.GREEN),
        ("96", "95", 3, Rag.AMBER),
        ("94", "95", 1, Rag.AMBER),
        ("96", None, 1, Rag.GREEN),
        ("96", None, 2, Rag.AMBER),
        ("96", "95", None, None),
        (None, "95", 1, None),
    ],
)
def test_the_colour_follows_target_and_quartile(
    value: str | None, target: str | None, quarter: int | None, colour: Rag | None
) -> None:
    exact = None if value is None else percent(value)
    aimed = None if target is None else Decimal(target)
    assert rag(exact, aimed, Polarity.HIGH, quarter) == colour


@pytest.mark.parametrize(
    ("moved", "called"),
    [
        ("-0.24", Trend.NO_CHANGE),
        ("-0.31", Trend.NO_CHANGE),
        ("0.4", Trend.INCREASE),
        ("-0.4", Trend.DECREASE),
        ("0", Trend.NO_CHANGE),
        ("0.35", Trend.INCREASE),
        ("0.349", Trend.NO_CHANGE),
    ],
)
def test_a_small_move_is_no_change(moved: str, called: Trend) -> None:
    assert trend(percent("75") + percent(moved), percent("75")) is called


def test_a_profile_may_say_what_a_change_is() -> None:
    assert trend(percent("75.4"), percent("75"), Decimal(1)) is Trend.NO_CHANGE


def test_without_a_figure_before_nothing_changed() -> None:
    assert trend(percent("75"), None) is None
    assert trend(None, percent("75")) is None


@pytest.mark.parametrize(
    ("day", "first"), [("2026-03-31", "2025-04-01"), ("2026-04-01", "2026-04-01")]
)
def test_a_financial_year_begins_on_1_april(day: str, first: str) -> None:
    assert financial_year(date.fromisoformat(day))[0] == date.fromisoformat(first)
