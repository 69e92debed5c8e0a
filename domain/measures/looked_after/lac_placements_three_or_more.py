"""Children in care with three or more placements in a year."""

from collections.abc import Iterator
from datetime import timedelta

from domain.counting import add_months
from domain.measures.measure import Measure, Unit, Window, better_low
from domain.measures.placements import PLACEMENT_EVENTS
from domain.measures.record import Record
from domain.rules.sources import Source

_MANY = 3
_NONE = "no placement on record"


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each child in care at the end of the period."""
    day = window.end
    if record.in_care_since(day) is None:
        return
    known = [one for one in record.placements if one.started_on <= day]
    if not known:
        yield Unit(record.case, day, counts=False, left_out=_NONE)
        return
    first = add_months(day + timedelta(days=1), -12)
    in_year = [one for one in known if one.ended_on is None or one.ended_on >= first]
    yield Unit(record.case, day, len(in_year) >= _MANY)


MEASURE = Measure(
    id="lac.placements.three_or_more",
    title="Looked-after children with three or more placements in a year",
    unit="child",
    counts=(
        "those with three or more placements in the twelve months up to then, one that was open on "
        "the first day included. A change of legal status is no placement, nor is a stay away for "
        "hospital, holiday or training, nor adoption by the carers the child lives with; another "
        "kind of placement with the same carers is one wherever it was recorded as a new one"
    ),
    of=(
        "children looked after at the end of the period, other than in a series of short breaks "
        "(V3, V4); left out are those without any placement on record"
    ),
    source=Source(
        title="SSDA903 return (formerly PAF CF/A1, NI 62)",
        href="https://www.gov.uk/guidance/children-looked-after-return",
    ),
    units=units,
    aims=better_low(),
    readings={"end": "children at the end of the period, whatever its length"},
    at_end=("end",),
    events=PLACEMENT_EVENTS,
)
