"""Days from coming into care to living with the adopters."""

from collections.abc import Iterator

from domain.measures.measure import Measure, Unit, Window, better_low
from domain.measures.record import Record
from domain.measures.spells import CARE_EVENTS
from domain.measures.steps import ADOPTED, NO_PLACEMENT, days_between, last_up_to
from domain.rules.sources import Source

_PLACED = "placed_for_adoption"
_NO_START = "when care began is not on record"


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each child adopted or, in the reading ``placed``, for each placement."""
    for event in record.of_type(_PLACED if window.reading == "placed" else ADOPTED):
        if event.on > window.as_at:
            continue
        placed_on = last_up_to(record, _PLACED, event.on)
        if placed_on is None:
            yield Unit(record.case, event.on, counts=False, left_out=NO_PLACEMENT)
            continue
        start = record.care_began(placed_on)
        yield days_between(record, event.on, start, placed_on, without=_NO_START)


MEASURE = Measure(
    id="adoption.entry_to_placement",
    title="Days from coming into care to being placed for adoption",
    unit="child",
    counts=(
        "the days from the start of the time in care to the day the child was placed with the "
        "adopters, the last time it was; with carers who adopt the child, the day it became a "
        "placement for adoption"
    ),
    of=(
        "children adopted in the period; left out are those without a placement for adoption on "
        "record and those of whom it is not on record when care began"
    ),
    source=Source(title="Adoption scorecards, indicator A1 (Department for Education)"),
    units=units,
    aims=better_low(),
    readings={
        "adopted": "children adopted in the period, as in the scorecard (which asks three years)",
        "placed": "placements for adoption that began in the period, whatever became of them",
    },
    events=(*CARE_EVENTS, _PLACED, ADOPTED),
    days=True,
)
