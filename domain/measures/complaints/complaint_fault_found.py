"""Complaints in which fault was found."""

from collections.abc import Iterator
from datetime import date

from domain.case.events import Event
from domain.measures.measure import UNKNOWN, Measure, Unit, Window
from domain.measures.record import Record
from domain.rules.aims import Aim, Polarity
from domain.rules.sources import Source

_BANDS = ("fault_found", "not_upheld", "no_finding", UNKNOWN)


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each complaint answered, as its last answer has it."""
    for answer in _last_answers(record, window):
        outcome = answer.attributes.get("outcome", UNKNOWN)
        yield Unit(record.case, answer.on, outcome == "fault_found", band=outcome)


def _last_answers(record: Record, window: Window) -> Iterator[Event]:
    """The last answer to each complaint of the case by the day asked about."""
    received = [one.on for one in record.of_type("complaint_received")][1:]
    last: Event | None = None
    for answer in record.of_type("complaint_responded"):
        if answer.on > window.as_at:
            break
        if last is not None and any(last.on < day <= answer.on for day in received):
            yield last
        last = answer
    if last is not None:
        yield last


MEASURE = Measure(
    id="complaint.fault_found",
    title="Complaints in which fault was found",
    unit="complaint",
    counts="those whose last answer found fault",
    of="complaints resolved in the period, whatever the procedure; each once, at its last answer",
    source=Source(title="Annual reports on complaints"),
    units=units,
    aims=(Aim(date(2006, 9, 1), Polarity.NONE),),
    readings={"resolved": "by the day of the complaint's last answer"},
    events=("complaint_received", "complaint_responded"),
    bands=_BANDS,
    reviewer="complaints_manager",
)
