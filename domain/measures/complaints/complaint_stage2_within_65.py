"""Stage 2 investigations within 65 working days."""

from collections.abc import Iterator

from domain.measures.answers import STAGE_2_BANDS, STAGE_2_READINGS, answered_within, regulation
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record

_RULES = ("complaint.statutory.stage2",)
_LIMIT = 65


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each complaint answered at stage 2."""
    return answered_within(record, record.of_rules(_RULES), window, _LIMIT, STAGE_2_BANDS)


MEASURE = Measure(
    id="complaint.stage2.within_65",
    title="Statutory complaints answered at stage 2 within 65 working days",
    unit="complaint",
    counts="those answered within 65 working days",
    of="statutory complaints resolved at stage 2 in the period",
    source=regulation(17),
    units=units,
    aims=better_high(),
    readings=STAGE_2_READINGS,
    rules=_RULES,
    events=("statement_agreed",),
    bands=STAGE_2_BANDS,
    reviewer="complaints_manager",
)
