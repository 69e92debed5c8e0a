"""Days from the court's authority to place a child to the decision on a match."""

from collections.abc import Iterator
from datetime import date

from domain.measures.measure import Measure, Unit, Window, better_low
from domain.measures.record import Record
from domain.measures.steps import ADOPTED, NO_PLACEMENT, days_between, last_up_to
from domain.rules.sources import Source

_ORDER, _REVOKED = "placement_order_made", "placement_order_revoked"
_MATCH, _PLACED = "match_approved", "placed_for_adoption"
_NO_MATCH = "no match on record"
_NO_ORDER = "no placement order on record"


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each child adopted or, in the reading ``matched``, for each match."""
    adopted = window.reading == "adopted"
    for event in record.of_type(ADOPTED if adopted else _MATCH):
        if event.on > window.as_at:
            continue
        matched_on = last_up_to(record, _MATCH, event.on)
        if adopted and last_up_to(record, _PLACED, event.on) is None:
            yield Unit(record.case, event.on, counts=False, left_out=NO_PLACEMENT)
        elif matched_on is None:
            yield Unit(record.case, event.on, counts=False, left_out=_NO_MATCH)
        else:
            last = event.on if adopted else window.as_at
            order = _authority_for(record, matched_on, last)
            yield days_between(record, event.on, order, matched_on, without=_NO_ORDER)


def _authority_for(record: Record, matched_on: date, last: date) -> date | None:
    """The first order in force on the day of a match, else the first after it, or None."""
    ordered = [one.on for one in record.of_type(_ORDER) if one.on <= last]
    revoked_on = last_up_to(record, _REVOKED, matched_on)
    in_force = (
        day for day in ordered if day > matched_on or revoked_on is None or day >= revoked_on
    )
    return next(in_force, None)


MEASURE = Measure(
    id="adoption.order_to_match",
    title="Days from placement order to match",
    unit="child",
    counts=(
        "the days from the placement order to the approval of the last match; 0 where the match "
        "came before the order"
    ),
    of=(
        "children adopted in the period; left out are those without a placement for adoption, a "
        "match or a placement order on record"
    ),
    source=Source(title="Adoption scorecards, indicator A2 (Department for Education)"),
    units=units,
    aims=better_low(),
    readings={
        "adopted": "children adopted in the period, as in the scorecard (which asks three years)",
        "matched": "matches approved in the period, whatever became of them",
    },
    events=(_ORDER, _REVOKED, _MATCH, _PLACED, ADOPTED),
    days=True,
)
