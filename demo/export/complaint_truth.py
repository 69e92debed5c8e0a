"""Which steps of a complaint were late, under the statutory and Leicestershire's procedure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from demo.export.complaints import Complaint
from demo.export.duties import Duty
from demo.export.walking import working_days_on

FORMAT: Final = "complaints"
STATUTORY: Final = "complaint.statutory."
CORPORATE: Final = "complaint.corporate."
OFFER: Final = STATUTORY + "stage1.offer_stage2"
# What starts each step of stage 3, what ends it, and how many working days there are.
_STAGE_3_STEPS: Final = (
    ("stage3.panel", "stage3_requested_on", "panel_held_on", 30),
    ("stage3.report", "panel_held_on", "panel_report_issued_on", 5),
    ("stage3.response", "panel_report_received_on", "stage3_responded_on", 15),
)
# Of the two stages before: how many working days there are, and how many with an extension.
_TIME: Final = {"stage1": (10, 20), "stage2": (25, 65)}
_STAGE_2_DAYS: Final = 20
_STAGE_1_DAYS: Final = 40
# Until then 65 working days for the whole of the corporate process.
_STAGE_1_SHORTER_SINCE: Final = date(2022, 4, 1)
_WHOLE_PROCESS_DAYS: Final = 65
_OFFER_AFTER: Final = 20

RULES: Final = (
    *(STATUTORY + name for name in _TIME),
    *(STATUTORY + name for name, *_ in _STAGE_3_STEPS),
    OFFER,
    CORPORATE + "stage1",
    CORPORATE + "stage2",
)


@dataclass(frozen=True, slots=True)
class _Step:
    rule: str
    counted_from: date
    due_on: date
    known_to: date


def complaint_duties(complaints: Iterable[Complaint], known_to: date) -> Iterator[Duty]:
    """The steps of every complaint that the register shows on ``known_to``."""
    for complaint in complaints:
        if complaint.procedure == "statutory":
            yield from _statutory(complaint, known_to)
        elif complaint.procedure == "corporate":
            yield from _corporate(complaint, known_to)


def _statutory(complaint: Complaint, known_to: date) -> Iterator[Duty]:
    stage_2_on = _stage_2_on(complaint)
    start_on = _stage_1_start(complaint)
    moved_on = complaint.day("advocate_requested_on") or complaint.day("stage1_start_agreed_on")
    if moved_on is not None:
        # The time that ran until then counts no more.
        step = _stage(complaint, "stage1", complaint.days["received_on"], known_to)
        yield _duty(complaint, step, None, moved_on)
    if start_on is not None:
        step = _stage(complaint, "stage1", start_on, known_to)
        yield _duty(complaint, step, complaint.day("stage1_responded_on"), stage_2_on)
        yield from _offer(complaint, start_on, known_to)
    start_on = complaint.day("written_record_on") if "oral" in complaint.words else stage_2_on
    if start_on is not None:
        step = _stage(complaint, "stage2", start_on, known_to)
        yield _duty(complaint, step, complaint.day("stage2_responded_on"))
    for name, starts, ends, days in _STAGE_3_STEPS:
        start = complaint.day(starts)
        if start is not None:
            step = _Step(STATUTORY + name, start, working_days_on(start, days), known_to)
            yield _duty(complaint, step, complaint.day(ends))


def _stage_1_start(complaint: Complaint) -> date | None:
    """Where an advocate was asked for there is none until one is appointed."""
    if complaint.day("advocate_requested_on") is not None:
        return complaint.day("advocate_appointed_on")
    return complaint.day("stage1_start_on") or complaint.days["received_on"]


def _stage_2_on(complaint: Complaint) -> date | None:
    """The day on which stage 2 was asked for, or on which both agreed to leave stage 1 out."""
    return complaint.day("stage2_requested_on") or complaint.day("stage2_agreed_on")


def _stage(complaint: Complaint, name: str, start_on: date, known_to: date) -> _Step:
    days, longer = _TIME[name]
    due_on = working_days_on(start_on, days)
    agreed_on = complaint.day(f"{name}_extension_agreed_on")
    # Agreed after the time has run out, an extension changes nothing.
    if agreed_on is not None and agreed_on <= due_on:
        longest_on = working_days_on(start_on, longer)
        due_on = min(complaint.day(f"{name}_extension_until") or longest_on, longest_on)
    return _Step(STATUTORY + name, start_on, due_on, known_to)


def _offer(complaint: Complaint, start_on: date, known_to: date) -> Iterator[Duty]:
    """Stage 2 is to be offered when stage 1 has passed 20 working days. An extension to the
    twentieth does not put that off, and none in the county goes beyond it."""
    answered_on = complaint.day("stage1_responded_on")
    stops = (answered_on, complaint.day("withdrawn_on"), complaint.day("stage2_agreed_on"))
    ended_on = min((day for day in stops if day), default=known_to)
    arises_on = working_days_on(start_on, _OFFER_AFTER + 1)
    if ended_on < arises_on:
        return
    offered_on = complaint.day("stage2_offered_on")
    step = _Step(OFFER, arises_on, arises_on, known_to)
    yield _duty(complaint, step, offered_on, answered_on)


def _corporate(complaint: Complaint, known_to: date) -> Iterator[Duty]:
    received_on = complaint.days["received_on"]
    shorter = received_on >= _STAGE_1_SHORTER_SINCE
    due_on = working_days_on(received_on, _STAGE_1_DAYS if shorter else _WHOLE_PROCESS_DAYS)
    done_on = complaint.day("stage1_responded_on")
    step = _Step(CORPORATE + "stage1", received_on, due_on, known_to)
    yield _duty(complaint, step, done_on)
    requested_on = complaint.day("stage2_requested_on")
    if requested_on is not None:
        due_on = working_days_on(requested_on, _STAGE_2_DAYS)
        done_on = complaint.day("stage2_responded_on")
        step = _Step(CORPORATE + "stage2", requested_on, due_on, known_to)
        yield _duty(complaint, step, done_on)


def _duty(
    complaint: Complaint, step: _Step, done_on: date | None, needless_on: date | None = None
) -> Duty:
    """``needless_on`` is the day on which another step made this one needless, if it did."""
    stops = [day for day in (needless_on, complaint.day("withdrawn_on")) if day is not None]
    stopped_on = min(stops, default=None)
    if done_on is not None and (stopped_on is None or done_on <= stopped_on):
        stopped_on = None
    elif stopped_on is not None:
        done_on = None
    return Duty(
        kind="complaint",
        format=FORMAT,
        subject=complaint.reference,
        rule=step.rule,
        counted_from=step.counted_from,
        due_on=step.due_on,
        known_to=step.known_to,
        done_on=done_on,
        stopped_on=stopped_on,
    )
