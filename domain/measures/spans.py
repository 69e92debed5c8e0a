"""Periods that figures are given for: parts of one, and the one a figure is compared with."""

from collections.abc import Iterator
from datetime import date, timedelta

from domain.counting import add_months
from domain.measures.rating import financial_year

# How many months each named part of a period has.
PARTS = {"month": 1, "quarter": 3, "year": 12}

Span = tuple[date, date]


def parts_of(first: date, last: date, part: str) -> Iterator[Span]:
    """The months, quarters or financial years of a period, cut off at its ends."""
    months = PARTS[part]
    start, _ = financial_year(first)
    while start <= last:
        following = add_months(start, months)
        if following > first:
            yield max(start, first), min(following - timedelta(days=1), last)
        start = following


def year_before(first: date, last: date) -> Span:
    """The same days a year earlier, which a figure is compared with.

    A period that ends with a month ends with that month, in a leap year too.
    """
    ends_a_month = (last + timedelta(days=1)).day == 1
    end = add_months(last + timedelta(days=1), -12) - timedelta(days=1)
    return add_months(first, -12), end if ends_a_month else add_months(last, -12)
