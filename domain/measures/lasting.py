"""How long child protection plans last, counted the same for every number of months."""

from collections.abc import Iterator

from domain.counting import add_months
from domain.measures.measure import Unit, Window
from domain.measures.record import Record

READINGS = {
    "open": "plans open at the end of the period",
    "ended": "plans that ended in the period",
}


def plans_lasting(record: Record, window: Window, months: int) -> Iterator[Unit]:
    """A unit for each plan that is open at the end or, in the reading ``ended``, that ended.

    One that lasted so many whole months or more counts.
    """
    day = window.end
    for plan in record.plans:
        if window.reading == "open" and plan.open_on(day):
            yield Unit(record.case, day, add_months(plan.started_on, months) <= day)
        elif window.reading == "ended" and plan.ended_on is not None and plan.ended_on <= day:
            long = add_months(plan.started_on, months) <= plan.ended_on
            yield Unit(record.case, plan.ended_on, long)
