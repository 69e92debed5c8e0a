"""Complaints that went on to a later stage, and to the Ombudsman."""

from collections.abc import Sequence

from reports.complaints.complaint import Complaint, within
from reports.findings import Findings
from reports.parts import share
from reports.report import Cell, Column, Kind, Table

# Adult social care has one response and no stages.
_STAGED = ("statutory", "corporate")
_ENQUIRY = "ombudsman_enquiry_received"


def of_received(complaints: Sequence[Complaint], findings: Findings) -> Table:
    """How far the complaints received in the period have gone by the as-at day."""
    day = findings.as_at
    rows: list[tuple[Cell, ...]] = []
    for procedure in _STAGED:
        received = [one for one in complaints if one.procedure == procedure and _in(one, findings)]
        second = sum(one.stage_begun("2", day) is not None for one in received)
        third = sum(one.stage_begun("3", day) is not None for one in received)
        told = sum(one.first(_ENQUIRY, day) is not None for one in received)
        rows.append(
            (
                procedure.capitalize(),
                len(received),
                second,
                share(second, len(received)),
                # The corporate procedure has no third stage.
                third if procedure == "statutory" else None,
                share(third, second) if procedure == "statutory" else None,
                told,
                share(told, len(received)),
            )
        )
    return Table(
        "Escalation of the complaints received",
        (
            Column("Procedure"),
            Column("Received", Kind.COUNT),
            Column("Went on to stage 2", Kind.COUNT),
            Column("Share of received", Kind.PERCENT),
            Column("Went on to stage 3", Kind.COUNT),
            Column("Share of stage 2", Kind.PERCENT),
            Column("Ombudsman enquired", Kind.COUNT),
            Column("Share of all received", Kind.PERCENT),
        ),
        tuple(rows) if any(row[1] for row in rows) else (),
        note=(
            "Complaints received in the period, by what had followed at the end of the as-at day. "
            "Some of them may still go further: the shares of the latest months can only grow."
        ),
    )


def of_requests(complaints: Sequence[Complaint], findings: Findings) -> Table:
    """The requests for later stages made in the period, whenever the complaint was received."""
    kinds = (
        ("Statutory stage 2", "statutory", "stage2_requested"),
        ("Statutory stage 3", "statutory", "stage3_requested"),
        ("Corporate stage 2", "corporate", "stage2_requested"),
    )
    rows = []
    for title, procedure, request in kinds:
        asked = [
            (one, event)
            for one in complaints
            if one.procedure == procedure
            for event in one.all(request, findings.as_at)[:1]
            if within(event.on, findings.first, findings.last)
        ]
        earlier = sum(one.received_on < findings.first for one, _ in asked)
        rows.append((title, len(asked), earlier))
    return Table(
        "Requests for stage 2 and stage 3",
        (
            Column("Stage"),
            Column("Requests", Kind.COUNT),
            Column("Of complaints received before the period", Kind.COUNT),
        ),
        tuple(rows) if any(number for _, number, _ in rows) else (),
        note="By the day of the request, each complaint once at each stage.",
    )


def _in(one: Complaint, findings: Findings) -> bool:
    return within(one.received_on, findings.first, findings.last)
