"""Personal education plans on time."""

from collections.abc import Iterator

from domain.measures.counting import due_in_period
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.rules.sources import Source

_INITIAL = "lac.pep.initial"
_BEFORE_REVIEW = "lac.pep.before_review"
_TERMLY = "lac.pep.termly"


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each plan that was due; the one owed by the first review is one plan."""
    first = [duty.started_on for duty in record.of_rules([_INITIAL])]
    duties = [
        duty
        for duty in record.of_rules((_INITIAL, _BEFORE_REVIEW, _TERMLY))
        if duty.rule != _BEFORE_REVIEW or not any(_same(duty.started_on, one) for one in first)
    ]
    return due_in_period(record, duties, window)


def _same(care_began_on: object, placed_on: object) -> bool:
    return care_began_on == placed_on


MEASURE = Measure(
    id="lac.pep.on_time",
    title="Personal education plans on time",
    unit="plan",
    counts="those in place by the day they were due",
    of="personal education plans due in the period, once in place or their time ran out",
    source=Source(
        title="Designated teacher for looked-after and previously looked-after children"
        " (statutory guidance)"
    ),
    units=units,
    aims=better_high(),
    readings={"due": "each plan that was due in the period: the first, and one before each review"},
    rules=(_INITIAL, _BEFORE_REVIEW, _TERMLY),
)
