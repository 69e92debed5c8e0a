"""Child protection plans of 18 months or more."""

from collections.abc import Iterator

from domain.measures.lasting import READINGS, plans_lasting
from domain.measures.measure import Measure, Unit, Window, better_low
from domain.measures.record import Record
from domain.measures.spells import PLAN_EVENTS
from domain.rules.sources import Source


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each plan that is open at the end, or that ended in the period."""
    return plans_lasting(record, window, months=18)


MEASURE = Measure(
    id="cp.plans.over_18_months",
    title="Child protection plans of 18 months or more",
    unit="plan",
    counts="those that have lasted 18 months or more",
    of="child protection plans open at the end of the period",
    source=Source(
        title="Children in need census; county performance reports",
        href="https://www.gov.uk/guidance/children-in-need-census",
    ),
    units=units,
    aims=better_low(),
    readings=READINGS,
    at_end=("open",),
    events=PLAN_EVENTS,
    reviewer="conference_chair",
)
