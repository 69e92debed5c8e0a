"""Stage 3 reviews on time."""

from collections.abc import Iterator

from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.rules.sources import Source

_PANEL = "complaint.statutory.stage3.panel"
_REPORT = "complaint.statutory.stage3.report"
_RESPONSE = "complaint.statutory.stage3.response"
_STEPS = {"every_step": (_PANEL, _REPORT, _RESPONSE), "response": (_RESPONSE,)}


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each complaint answered at stage 3."""
    duties = list(record.of_rules(_STEPS[window.reading]))
    for answer in record.of_type("complaint_responded"):
        if answer.attributes.get("stage") == "3" and answer.on <= window.as_at:
            steps = [duty for duty in duties if duty.started_on <= answer.on]
            late = [duty for duty in steps if duty.breached_by(answer.on)]
            shown = late or steps
            yield Unit(record.case, answer.on, not late, duty=shown[-1] if shown else None)


MEASURE = Measure(
    id="complaint.stage3.on_time",
    title="Statutory complaints whose stage 3 was on time",
    unit="complaint",
    counts="those of which the panel, its report and the answer each came within their limits",
    of="statutory complaints answered at stage 3 in the period",
    source=Source(
        title="Children Act 1989 Representations Procedure (England) Regulations 2006",
        provision="regulations 19 and 20",
        href="https://www.legislation.gov.uk/uksi/2006/1738/regulation/20",
    ),
    units=units,
    aims=better_high(),
    readings={
        "every_step": "panel in 30, report in 5 and answer in 15 working days",
        "response": "the answer alone, in 15 working days of the panel's report",
    },
    rules=(_PANEL, _REPORT, _RESPONSE),
    events=("complaint_responded",),
    reviewer="complaints_manager",
)
