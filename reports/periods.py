"""Periods in the words of a table, and those that a report looks back on."""

from datetime import date, timedelta

from domain.counting import add_months
from domain.measures.rating import financial_year
from domain.measures.spans import Span, year_before
from domain.wording import short_day
from reports.findings import Findings


def years_up_to(first: date, last: date, before: int) -> list[Span]:
    """The period and the same days of so many years before it, the earliest first."""
    spans = [(first, last)]
    while len(spans) <= before:
        spans.append(year_before(*spans[-1]))
    return spans[::-1]


def span_in_words(span: Span) -> str:
    """``2025/26``, ``Apr to Jun 2025``, ``May 2025``, or the two days of any other period."""
    first, last = span
    if span == financial_year(first):
        return f"{first.year}/{last.year % 100:02d}"
    if _whole_months(first, last, 1):
        return month_name(first)
    if _whole_months(first, last, 3):
        began = f"{first:%b}" if first.year == last.year else month_name(first)
        return f"{began} to {month_name(last)}"
    return f"{short_day(first)} to {short_day(last)}"


def month_name(day: date) -> str:
    """``Apr 2025``."""
    return f"{day:%b %Y}"


def _whole_months(first: date, last: date, number: int) -> bool:
    return first.day == 1 and add_months(first, number) - timedelta(days=1) == last


def end_of(findings: Findings) -> date:
    """The last day of the period that had come by the as-at day."""
    return min(findings.last, findings.as_at)
