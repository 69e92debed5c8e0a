"""Assessments completed within 45 working days."""

from collections.abc import Iterator

from domain.measures.counting import band_of, done_in_period
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.rules.sources import Source

_RULES = ("cin.assessment",)
_LIMIT = 45
_BANDS = ("0 to 10", "11 to 20", "21 to 30", "31 to 40", "41 to 45", "46 and over")


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each assessment completed."""
    for unit in done_in_period(record, record.of_rules(_RULES), window):
        if unit.duty is not None and not unit.outstanding:
            unit.took = window.working_days(unit.duty.counted_from, unit.on)
            unit.counts = unit.took <= _LIMIT
            unit.band = band_of(unit.took, _BANDS)
        yield unit


MEASURE = Measure(
    id="cin.assessments.within_45",
    title="Assessments completed within 45 working days",
    unit="assessment",
    counts="those completed within 45 working days of the referral",
    of="assessments completed in the period",
    source=Source(
        title="Working Together to Safeguard Children; children in need census",
        href="https://www.gov.uk/guidance/children-in-need-census",
    ),
    units=units,
    aims=better_high(),
    readings={"completed": "by the day the assessment was completed, counted from the referral"},
    rules=_RULES,
    bands=_BANDS,
)
