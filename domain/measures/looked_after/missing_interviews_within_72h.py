"""Return interviews within 72 hours."""

from collections.abc import Iterator

from domain.measures.counting import done_in_period, started_in_period
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.rules.sources import Source

_RULES = ("missing.return_interview",)


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each interview, or for each return."""
    of = done_in_period if window.reading == "held" else started_in_period
    return of(record, record.of_rules(_RULES), window)


MEASURE = Measure(
    id="missing.interviews.within_72h",
    title="Return interviews within 72 hours",
    unit="interview",
    counts="those held within 72 hours of the child being found",
    of="return interviews held in the period",
    source=Source(
        title="Statutory guidance on children who run away or go missing from home or care (2014)"
    ),
    units=units,
    aims=better_high(),
    readings={
        "held": "interviews held in the period; those never held are outstanding",
        "returned": "children found in the period, so that an interview never held is not in time",
    },
    rules=_RULES,
)
