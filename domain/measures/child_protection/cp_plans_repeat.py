"""Children who come under a plan again."""

from collections.abc import Iterator

from domain.measures.measure import Measure, Unit, Window, better_low
from domain.measures.record import Record
from domain.measures.spells import PLAN_EVENTS
from domain.rules.sources import Source


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each plan that started."""
    for earlier, plan in enumerate(record.plans):
        if plan.started_on <= window.as_at:
            again = earlier > 0 or (plan.number or 1) > 1
            yield Unit(record.case, plan.started_on, again)


MEASURE = Measure(
    id="cp.plans.repeat",
    title="Child protection plans of children who had one before",
    unit="plan",
    counts="those that are the child's second or a later one, whenever the earlier one was",
    of="child protection plans that started in the period",
    source=Source(
        title="Children in need census, table D3",
        href="https://www.gov.uk/guidance/children-in-need-census",
    ),
    units=units,
    aims=better_low(),
    readings={"ever": "an earlier plan in the history, or a number above 1 recorded with this one"},
    events=PLAN_EVENTS,
    reviewer="conference_chair",
)
