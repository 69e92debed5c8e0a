"""Periods in the words of a table."""

from datetime import date, timedelta

from domain.counting import add_months
from domain.measures.rating import financial_year
from domain.measures.spans import Span, year_before
from domain.wording import short_day
from reports.findings import Findings

_YEARS_BEFORE = 4


def with_years_before(span: Span) -> list[Span]:
    """The same days in each of the four years before, and the period itself last."""
    spans = [span]
    for _ in range(_YEARS_BEFORE):
        spans.insert(0, year_before(*spans[0]))
    return spans


def span_in_words(span: Span) -> str:
    """``2025/26``, ``Apr to Jun 2025``, ``May 2025``, or the two days of any other period."""
    first, last = span
    if span == financial_year(first):
        return f"{first.year}/{last.year % 100:02d}"
    months = next((n for n in (1, 3) if _whole_months(first, last, n)), None)
    if months == 1:
        return f"{first:%b %Y}"
    if months == 3:
        return f"{first:%b} to {last:%b %Y}"
    return f"{short_day(first)} to {short_day(last)}"


def _whole_months(first: date, last: date, number: int) -> bool:
    return first.day == 1 and add_months(first, number) - timedelta(days=1) == last


def end_of(findings: Findings) -> date:
    """The last day of the period that had come by the as-at day."""
    return min(findings.last, findings.as_at)
