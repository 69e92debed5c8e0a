"""How a cell reads: the same on a page, in a CSV file and under a chart."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from reports.report import Cell, Column, Kind

# The colour behind a rating and of its words: a contrast of at least 4.5 to 1.
RATING_COLOURS = {
    "red": ("B42318", "FFFFFF"),
    "amber": ("FFBF47", "0B0C0C"),
    "green": ("00703C", "FFFFFF"),
}

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

# A spreadsheet program takes a text that begins so for a formula, and runs it.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def percent(share: Fraction) -> Decimal:
    """A fraction of one as a percentage, half up to one decimal: 293/387 is 75.7."""
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def in_words(cell: Cell, column: Column) -> str:
    """A cell as a person reads it; an empty cell is empty."""
    if cell is None:
        return ""
    if isinstance(cell, Fraction):
        return f"{percent(cell)}%" if column.kind is Kind.PERCENT else _number(cell)
    if isinstance(cell, date):
        return short_date(cell)
    return f"{cell:,}" if isinstance(cell, int) else cell


def as_plain_text(cell: Cell, column: Column) -> str:
    """A cell as a program reads it: numbers without signs, dates as YYYY-MM-DD."""
    if cell is None:
        return ""
    if isinstance(cell, Fraction):
        return str(percent(cell)) if column.kind is Kind.PERCENT else _number(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return guarded(cell) if isinstance(cell, str) else str(cell)


def rating(cell: Cell, column: Column) -> str | None:
    """Which colour a cell names: ``red``, ``amber``, ``green``, or None where it names none."""
    if column.kind is not Kind.RATING or not isinstance(cell, str):
        return None
    word = cell.partition(",")[0].strip().lower()
    return word if word in RATING_COLOURS else None


def guarded(text: str) -> str:
    """A text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def long_date(day: date) -> str:
    """``1 April 2024``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """``1 Apr 2024``, for a cell."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def _number(value: Fraction) -> str:
    text = f"{percent(value / 100)}"
    return text.removesuffix(".0")
