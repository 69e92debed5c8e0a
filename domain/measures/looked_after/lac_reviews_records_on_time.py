"""Review records completed on time."""

from collections.abc import Iterator

from domain.measures.counting import started_in_period
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.rules.sources import Source

_RULES = ("lac.review.record",)


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each review."""
    return started_in_period(record, record.of_rules(_RULES), window)


MEASURE = Measure(
    id="lac.reviews.records_on_time",
    title="Review records completed on time",
    unit="review",
    counts=(
        "those whose record was completed within the limit of the profile (15 working days; the "
        "county 20)"
    ),
    of="reviews completed in the period, once this was done or its time ran out",
    source=Source(
        title="IRO Handbook (statutory guidance for independent reviewing officers, 2010)",
        href="https://www.gov.uk/government/publications/independent-reviewing-officers-handbook",
    ),
    units=units,
    aims=better_high(),
    readings={"completed": "by the day the review was complete"},
    rules=_RULES,
)
