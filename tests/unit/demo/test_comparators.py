"""The invented comparators of the demonstration."""

from datetime import date

from demo.comparators import comparators
from domain.measures.catalogue import every_measure
from domain.rules.aims import Polarity


def test_they_are_of_the_last_two_financial_years_that_were_over() -> None:
    years = {(one.first, one.last) for one in comparators(date(2026, 3, 31))}
    assert years == {
        (date(2023, 4, 1), date(2024, 3, 31)),
        (date(2024, 4, 1), date(2025, 3, 31)),
    }


def test_they_are_of_measures_that_exist_and_go_from_the_best_quarter_to_the_worst() -> None:
    for one in comparators(date(2026, 4, 1)):
        measure = every_measure()[one.measure]
        falls = measure.aims[-1].polarity is Polarity.HIGH
        assert list(one.boundaries) == sorted(one.boundaries, reverse=falls)
        assert min(one.boundaries) < (one.average or 0) < max(one.boundaries)
