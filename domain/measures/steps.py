"""How long it took from one step of a case to another, in days."""

from datetime import date
from decimal import Decimal

from domain.measures.measure import Unit
from domain.measures.record import Record

ADOPTED = "adoption_order_made"
NO_PLACEMENT = "no placement for adoption on record"


def last_up_to(record: Record, name: str, day: date) -> date | None:
    """The last day up to ``day`` on which something of a type happened, or None."""
    return record.last_of((name,), day)


def days_between(record: Record, on: date, start: date | None, end: date, *, without: str) -> Unit:
    """A unit that weighs the days from ``start`` to ``end``, 0 where the end came first.

    Where the start is not known it is left out, and ``without`` says why.
    """
    if start is None:
        return Unit(record.case, on, counts=False, left_out=without)
    return Unit(record.case, on, counts=True, weight=Decimal(max(0, (end - start).days)))
