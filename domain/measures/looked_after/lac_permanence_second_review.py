"""Plans for permanence by the second review."""

from collections.abc import Iterator

from domain.measures.counting import due_in_period
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.rules.sources import Source

_RULES = ("lac.permanence.second_review",)


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each child whose second review fell due."""
    return due_in_period(record, record.of_rules(_RULES), window)


MEASURE = Measure(
    id="lac.permanence.second_review",
    title="Plan for permanence agreed by the second review",
    unit="child",
    counts="those with a plan for permanence agreed by the day the second review was due",
    of="children whose second review was due in the period, plan agreed or time run out",
    source=Source(
        title="Children Act 1989: care planning, placement and case review (guidance, volume 2)"
    ),
    units=units,
    aims=better_high(),
    readings={"due": "by the day the second review was due"},
    rules=_RULES,
)
