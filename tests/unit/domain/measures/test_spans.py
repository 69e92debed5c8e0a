"""The parts of a period, and the period that a figure is compared with."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.measures.spans import PARTS, parts_of, year_before

DAYS = some.dates(date(2015, 1, 1), date(2035, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "last", "from_before", "to_before"),
    [
        ("2025-04-01", "2026-03-31", "2024-04-01", "2025-03-31"),
        ("2024-04-01", "2025-02-28", "2023-04-01", "2024-02-29"),
        ("2024-02-01", "2024-02-29", "2023-02-01", "2023-02-28"),
        ("2025-04-01", "2026-03-04", "2024-04-01", "2025-03-04"),
    ],
)
def test_a_figure_is_compared_with_the_same_days_a_year_earlier(
    first: str, last: str, from_before: str, to_before: str
) -> None:
    assert year_before(day(first), day(last)) == (day(from_before), day(to_before))


def test_the_quarters_of_a_year_are_those_of_the_financial_year() -> None:
    found = list(parts_of(day("2025-05-10"), day("2025-12-31"), "quarter"))
    assert found == [
        (day("2025-05-10"), day("2025-06-30")),
        (day("2025-07-01"), day("2025-09-30")),
        (day("2025-10-01"), day("2025-12-31")),
    ]


@given(DAYS, some.integers(0, 1500), some.sampled_from(sorted(PARTS)))
def test_the_parts_of_a_period_are_the_period(first: date, days: int, part: str) -> None:
    last = first + timedelta(days=days)
    found = list(parts_of(first, last, part))
    assert (found[0][0], found[-1][1]) == (first, last)
    for (_, ended), (began, _) in pairwise(found):
        assert began == ended + timedelta(days=1)
        assert began.day == 1
