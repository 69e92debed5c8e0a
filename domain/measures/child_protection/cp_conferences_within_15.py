"""Initial child protection conferences within 15 working days."""

from collections.abc import Iterator

from domain.case.events import Event
from domain.counting import add_months
from domain.measures.counting import band_of
from domain.measures.measure import UNKNOWN, Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.rules.sources import Source

_SECTION_47 = "cp.conference.initial"
_TRANSFER_IN = "cp.conference.transfer_in"
_LIMIT = 15
_BANDS = ("0 to 10", "11 to 15", "16 to 20", "21 and over", UNKNOWN)


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each initial conference held."""
    started_by = {duty.ended_by: duty for duty in record.of_rules([_SECTION_47])}
    transfers = {duty.ended_by for duty in record.of_rules([_TRANSFER_IN])}
    for conference in record.of_type("initial_conference_held"):
        key = conference.source, conference.id
        duty = started_by.get(key)
        if conference.on > window.as_at:
            continue
        if duty is None:
            if key not in transfers and not _came_before_its_section_47(record, conference):
                yield Unit(record.case, conference.on, counts=False, band=UNKNOWN)
            continue
        took = window.working_days(duty.counted_from, conference.on)
        band = band_of(took, _BANDS)
        yield Unit(record.case, conference.on, took <= _LIMIT, band=band, duty=duty, took=took)


def _came_before_its_section_47(record: Record, conference: Event) -> bool:
    """Whether enquiries that began soon afterwards got no conference of their own."""
    soon = add_months(conference.on, 3)
    return any(
        duty.completed_on is None
        and duty.stopped_on is None
        and conference.on < duty.counted_from <= soon
        for duty in record.of_rules([_SECTION_47])
    )


MEASURE = Measure(
    id="cp.conferences.within_15",
    title="Initial child protection conferences within 15 working days",
    unit="conference",
    counts="those held within 15 working days of the strategy discussion, the 15th day included",
    of=(
        "initial conferences held in the period, those without a known strategy discussion too; "
        "those dated before it, and those of children who moved in under a plan, are left out"
    ),
    source=Source(
        title="Children in need census guide, table A3",
        href="https://www.gov.uk/guidance/children-in-need-census",
    ),
    units=units,
    aims=better_high(),
    readings={"held": "by the day the conference was held"},
    rules=(_SECTION_47, _TRANSFER_IN),
    events=("initial_conference_held",),
    bands=_BANDS,
    reviewer="conference_chair",
)
