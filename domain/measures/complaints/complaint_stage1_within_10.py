"""Stage 1 answers within 10 working days."""

from collections.abc import Iterator

from domain.measures.answers import RESOLVED_OR_RECEIVED, STAGE_1_BANDS, answered_within, regulation
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record

_RULES = ("complaint.statutory.stage1",)
_LIMIT = 10


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each complaint answered at stage 1."""
    return answered_within(record, record.of_rules(_RULES), window, _LIMIT, STAGE_1_BANDS)


MEASURE = Measure(
    id="complaint.stage1.within_10",
    title="Statutory complaints answered at stage 1 within 10 working days",
    unit="complaint",
    counts="those answered within 10 working days of receipt, an extension or not",
    of="statutory complaints resolved at stage 1 in the period",
    source=regulation(14),
    units=units,
    aims=better_high(),
    readings=RESOLVED_OR_RECEIVED,
    rules=_RULES,
    bands=STAGE_1_BANDS,
    reviewer="complaints_manager",
)
