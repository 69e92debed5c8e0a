"""Children long in care who have lived in one placement for two years."""

from collections.abc import Iterator
from datetime import date

from domain.counting import add_months
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.placements import PLACEMENT_EVENTS, Placement
from domain.measures.record import Record
from domain.rules.sources import Source

_MONTHS_IN_CARE = 30
_MONTHS_IN_PLACEMENT = 24
_UNDER = 16


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each child under 16 who has been in care for two and a half years."""
    day = window.end
    since = record.in_care_since(day)
    if since is None:
        return
    births = record.of_type("born")
    if births and add_months(births[-1].on, 12 * _UNDER) <= day:
        return
    if add_months(since, _MONTHS_IN_CARE) > day:
        if record.care_began(day) is None:
            yield _left_out(record, window, "when care began is not on record")
        return
    lives = next((one for one in reversed(record.placements) if one.open_on(day)), None)
    if not births:
        yield _left_out(record, window, "date of birth not on record")
    elif lives is None:
        yield _left_out(record, window, "no placement on record at the end")
    else:
        yield Unit(record.case, day, add_months(_counted_from(lives), _MONTHS_IN_PLACEMENT) <= day)


def _counted_from(lives: Placement) -> date:
    """With adopters to whom the child moved, the time in the placement before counts as well."""
    if lives.for_adoption_since == lives.started_on and lives.moved_from is not None:
        return lives.moved_from
    return lives.started_on


def _left_out(record: Record, window: Window, why: str) -> Unit:
    return Unit(record.case, window.end, counts=False, left_out=why)


MEASURE = Measure(
    id="lac.placements.two_years",
    title="Children long looked after who have lived in one placement for two years",
    unit="child",
    counts=(
        "those who have lived in the same placement for at least two years, or who are placed for "
        "adoption and were in that placement and the one before together for two years"
    ),
    of=(
        "children under 16 at the end of the period who have been looked after for at least two "
        "and a half years without a break, other than in a series of short breaks (V3, V4); left "
        "out are those of whom the date of birth, the start of care or the placement is not on "
        "record"
    ),
    source=Source(
        title="SSDA903 return (formerly PAF CF/D78, NI 63)",
        href="https://www.gov.uk/guidance/children-looked-after-return",
    ),
    units=units,
    aims=better_high(),
    readings={"end": "children at the end of the period, whatever its length"},
    at_end=("end",),
    events=(*PLACEMENT_EVENTS, "born"),
)
