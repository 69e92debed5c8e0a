"""Dental checks on time."""

from collections.abc import Iterator

from domain.counting import add_months
from domain.measures.counting import due_in_period
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.measures.spells import CARE_EVENTS
from domain.rules import Source

_RULES = ("lac.health.dental",)
_MONTHS = 12


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each check that fell due, or for each child in care."""
    if window.reading == "due":
        yield from due_in_period(record, record.of_rules(_RULES), window)
        return
    day = window.end
    since = record.in_care_since(day)
    if since is not None and add_months(since, 12) <= day:
        last = record.last_of(("dental_check_completed",), day)
        yield Unit(record.case, day, last is not None and add_months(last, _MONTHS) >= day)


MEASURE = Measure(
    id="lac.dental.on_time",
    title="Dental checks on time",
    unit="dental check",
    counts="those done by the day they were due",
    of="dental checks due in the period, once done or their time ran out",
    source=Source(title="County performance reports; SSDA903 (no interval is set in law)"),
    units=units,
    aims=better_high(),
    readings={
        "due": "each one that was due in the period",
        "children": (
            "children looked after for twelve months at the period's end, and those of them "
            "with one in the twelve months before"
        ),
    },
    at_end=("children",),
    rules=_RULES,
    events=("dental_check_completed", *CARE_EVENTS),
)
