"""Corporate complaints answered at stage 2 on time."""

from collections.abc import Iterator

from domain.measures.answers import RESOLVED_OR_RECEIVED, answered_in_time
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.rules.sources import Source

# A profile has one of them: the county's own procedure, or the Ombudsman's code.
_RULES = ("complaint.corporate.stage2", "complaint.code.stage2")
_BANDS = ("0 to 20", "21 to 40", "over 40")


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each complaint answered at stage 2."""
    return answered_in_time(record, record.of_rules(_RULES), window, _BANDS)


MEASURE = Measure(
    id="complaint.corporate.stage2.on_time",
    title="Corporate complaints answered at stage 2 on time",
    unit="complaint",
    counts="those answered within the time that the profile sets (the county: 20 working days)",
    of="corporate complaints resolved at stage 2 in the period",
    source=Source(title="Corporate complaints annual reports; the profile's own rule"),
    units=units,
    aims=better_high(),
    readings=RESOLVED_OR_RECEIVED,
    rules=_RULES,
    bands=_BANDS,
    reviewer="complaints_manager",
)
