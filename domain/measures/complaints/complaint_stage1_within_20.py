"""Stage 1 answers within 20 working days."""

from collections.abc import Iterator

from domain.measures.answers import STAGE_1_BANDS, answered_within
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.rules import Source

_RULES = ("complaint.statutory.stage1",)
_LIMIT = 20


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each complaint answered at stage 1."""
    return answered_within(record, record.of_rules(_RULES), window, _LIMIT, STAGE_1_BANDS)


MEASURE = Measure(
    id="complaint.stage1.within_20",
    title="Statutory complaints answered at stage 1 within 20 working days",
    unit="complaint",
    counts="those answered within 20 working days of receipt, an extension or not",
    of="statutory complaints resolved at stage 1 in the period",
    source=Source(
        title="Children Act 1989 Representations Procedure (England) Regulations 2006",
        provision="regulation 14",
        href="https://www.legislation.gov.uk/uksi/2006/1738/regulation/14",
    ),
    units=units,
    aims=better_high(),
    readings={
        "resolved": "complaints answered in the period",
        "received": "complaints received in the period, once answered or the time ran out",
    },
    rules=_RULES,
    bands=STAGE_1_BANDS,
    reviewer="complaints_manager",
)
