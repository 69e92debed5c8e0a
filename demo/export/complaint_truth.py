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
# What starts each step, what ends it, how many working days there are, how many where an
# extension was agreed, and the column that says when it was.
_STATUTORY_STEPS: Final = (
    ("stage1", "received_on", "stage1_responded_on", 10, 20, "stage1_extension_agreed_on"),
    ("stage2", "stage2_requested_on", "stage2_responded_on", 25, 65, "stage2_extension_agreed_on"),
    ("stage3.panel", "stage3_requested_on", "panel_held_on", 30, None, ""),
    ("stage3.report", "panel_held_on", "panel_report_issued_on", 5, None, ""),
    ("stage3.response", "panel_report_received_on", "stage3_responded_on", 15, None, ""),
)
_STAGE_2_DAYS: Final = 20
_STAGE_1_DAYS: Final = 40
# Until then 65 working days for the whole of the corporate process.
_STAGE_1_SHORTER_SINCE: Final = date(2022, 4, 1)
_WHOLE_PROCESS_DAYS: Final = 65
_OFFER_AFTER: Final = 20

RULES: Final = (
    *(STATUTORY + name for name, *_ in _STATUTORY_STEPS),
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
        else:
            yield from _corporate(complaint, known_to)


def _statutory(complaint: Complaint, known_to: date) -> Iterator[Duty]:
    for name, starts, ends, days, longer, extension in _STATUTORY_STEPS:
        start, done_on = complaint.day(starts), complaint.day(ends)
        if start is None:
            continue
        due_on = working_days_on(start, days)
        agreed_on = complaint.day(extension)
        # Agreed after the time has run out, an extension changes nothing.
        if longer is not None and agreed_on is not None and agreed_on <= due_on:
            due_on = working_days_on(start, longer)
        step = _Step(STATUTORY + name, start, due_on, known_to)
        needless_on = complaint.day("stage2_requested_on") if name == "stage1" else None
        yield _duty(complaint, step, done_on, needless_on)
    yield from _offer(complaint, known_to)


def _offer(complaint: Complaint, known_to: date) -> Iterator[Duty]:
    """Stage 2 is to be offered when stage 1 has passed 20 working days. An extension to the
    twentieth, which is all that the register knows, does not put that off."""
    received_on, answered_on = complaint.days["received_on"], complaint.day("stage1_responded_on")
    ended_on = min(
        (day for day in (answered_on, complaint.day("withdrawn_on")) if day), default=known_to
    )
    if ended_on <= working_days_on(received_on, _OFFER_AFTER):
        return
    arises_on = working_days_on(received_on, _OFFER_AFTER + 1)
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
