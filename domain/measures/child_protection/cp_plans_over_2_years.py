"""Child protection plans of two years or more."""

from collections.abc import Iterator

from domain.counting import add_months
from domain.measures.measure import Measure, Unit, Window, better_low
from domain.measures.record import Record
from domain.measures.spells import PLAN_EVENTS
from domain.rules import Source

_MONTHS = 24


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each plan that is open at the end, or that ended in the period."""
    day = window.end
    for plan in record.plans:
        if window.reading == "open" and plan.open_on(day):
            long = add_months(plan.started_on, _MONTHS) <= day
            yield Unit(record.case, day, long)
        elif window.reading == "ended" and plan.ended_on is not None and plan.ended_on <= day:
            long = add_months(plan.started_on, _MONTHS) <= plan.ended_on
            yield Unit(record.case, plan.ended_on, long)


MEASURE = Measure(
    id="cp.plans.over_2_years",
    title="Child protection plans of two years or more",
    unit="plan",
    counts="those that have lasted two years or more",
    of="child protection plans open at the end of the period",
    source=Source(
        title="Children in need census; county performance reports",
        href="https://www.gov.uk/guidance/children-in-need-census",
    ),
    units=units,
    aims=better_low(),
    readings={
        "open": "plans open at the end of the period",
        "ended": "plans that ended in the period",
    },
    at_end=("open",),
    events=PLAN_EVENTS,
    reviewer="conference_chair",
)
