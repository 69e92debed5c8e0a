"""Stage 2 investigations within 25 working days."""

from collections.abc import Iterator

from domain.measures.answers import STAGE_2_BANDS, answered_within
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.rules import Source

_RULES = ("complaint.statutory.stage2",)
_LIMIT = 25


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each complaint answered at stage 2."""
    return answered_within(record, record.of_rules(_RULES), window, _LIMIT, STAGE_2_BANDS)


MEASURE = Measure(
    id="complaint.stage2.within_25",
    title="Statutory complaints answered at stage 2 within 25 working days",
    unit="complaint",
    counts="those answered within 25 working days",
    of="statutory complaints resolved at stage 2 in the period",
    source=Source(
        title="Children Act 1989 Representations Procedure (England) Regulations 2006",
        provision="regulation 17",
        href="https://www.legislation.gov.uk/uksi/2006/1738/regulation/17",
    ),
    units=units,
    aims=better_high(),
    readings={
        "request": "answered in the period, counted from the request, as the Ombudsman counts",
        "statement": "answered in the period, counted from the day the statement was agreed",
        "received": "asked for in the period, counted from the request",
    },
    rules=_RULES,
    events=("statement_agreed",),
    bands=STAGE_2_BANDS,
    reviewer="complaints_manager",
)
