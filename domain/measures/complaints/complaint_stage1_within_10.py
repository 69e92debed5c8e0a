"""Stage 1 answers within 10 working days."""

from collections.abc import Iterator

from domain.measures.answers import (
    STAGE_1_BANDS,
    STAGE_1_EVENTS,
    STAGE_1_OF,
    STAGE_1_READINGS,
    STAGE_1_RULES,
    regulation,
    stage_1_within,
)
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record

_LIMIT = 10


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each complaint answered at stage 1, or taken to stage 2 without an answer."""
    return stage_1_within(record, window, _LIMIT)


MEASURE = Measure(
    id="complaint.stage1.within_10",
    title="Statutory complaints answered at stage 1 within 10 working days",
    unit="complaint",
    counts="those answered within 10 working days of receipt, an extension or not",
    of=STAGE_1_OF,
    source=regulation(14),
    units=units,
    aims=better_high(),
    readings=STAGE_1_READINGS,
    rules=STAGE_1_RULES,
    events=STAGE_1_EVENTS,
    bands=STAGE_1_BANDS,
    reviewer="complaints_manager",
)
