"""Dental checks on time."""

from collections.abc import Iterator

from domain.measures.health_checks import READINGS, checks_due_or_held
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.measures.spells import CARE_EVENTS
from domain.rules.sources import Source

_RULES = ("lac.health.dental",)
_DONE = "dental_check_completed"


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each check that fell due, or for each child in care."""
    return checks_due_or_held(record, window, _RULES, _DONE)


MEASURE = Measure(
    id="lac.dental.on_time",
    title="Dental checks on time",
    unit="dental check",
    counts="those done by the day they were due",
    of="dental checks due in the period, once done or their time ran out",
    source=Source(title="County performance reports; SSDA903 (no interval is set in law)"),
    units=units,
    aims=better_high(),
    readings=READINGS,
    at_end=("children",),
    rules=_RULES,
    events=(_DONE, *CARE_EVENTS),
)
