"""Health assessments on time."""

from collections.abc import Iterator

from domain.measures.health_checks import READINGS, checks_due_or_held
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.measures.spells import CARE_EVENTS
from domain.rules.sources import Source

_RULES = ("lac.health.initial", "lac.health.review.under_5", "lac.health.review.over_5")
_DONE = "health_assessment_completed"


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each check that fell due, or for each child in care."""
    return checks_due_or_held(record, window, _RULES, _DONE)


MEASURE = Measure(
    id="lac.health.on_time",
    title="Health assessments on time",
    unit="health assessment",
    counts="those done by the day they were due",
    of="health assessments due in the period, once done or their time ran out",
    source=Source(
        title="Promoting the health and wellbeing of looked-after children (2015); SSDA903"
    ),
    units=units,
    aims=better_high(),
    readings=READINGS,
    at_end=("children",),
    rules=_RULES,
    events=(_DONE, *CARE_EVENTS),
)
