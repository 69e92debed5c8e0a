"""Extensions agreed in the period, and the duty to offer stage 2 where none was."""

from collections import Counter
from collections.abc import Iterable

from domain.case.events import Event
from domain.measures.duty import Duty
from reports.complaints.complaint import NOT_RECORDED, OFFER, Complaint, within
from reports.findings import Findings
from reports.parts import share
from reports.periods import end_of
from reports.report import Column, Kind, Table

# By when an extension is to be agreed: the end of the time that it extends.
_AGREED_BY = {("statutory", "1"): 10, ("statutory", "2"): 25}
_ENDS = (
    "Offered on the day",
    "Offered late",
    "Not offered: stage 1 was answered, stage 2 asked for or the complaint withdrawn first",
    "Not offered, and still due",
)


def extensions(complaints: Iterable[Complaint], findings: Findings) -> Table:
    """How many were agreed at each stage, and how many of them say why and by whom."""
    agreed: dict[tuple[str, str], list[tuple[Complaint, Event]]] = {}
    for complaint, event in _agreed(complaints, findings):
        key = (complaint.procedure, str(event.attributes["stage"]))
        agreed.setdefault(key, []).append((complaint, event))
    return Table(
        "Extensions agreed",
        (
            Column("Stage"),
            Column("Agreed", Kind.COUNT),
            Column("With a reason", Kind.COUNT),
            Column("Says who agreed", Kind.COUNT),
            Column("Without either", Kind.COUNT),
            Column("Agreed too late", Kind.COUNT),
        ),
        tuple(
            (
                f"{procedure} stage {stage}".capitalize(),
                len(found),
                sum("reason" in event.attributes for _, event in found),
                sum("agreed_by" in event.attributes for _, event in found),
                sum(not {"reason", "agreed_by"} & event.attributes.keys() for _, event in found),
                sum(_too_late(one, event, findings) for one, event in found)
                if (procedure, stage) in _AGREED_BY
                else None,
            )
            for (procedure, stage), found in sorted(agreed.items(), key=lambda one: _order(*one[0]))
        ),
        note=(
            "By the day of the agreement, each extension once. Too late is after working day 10 "
            "of stage 1 or 25 of stage 2: the time had run out, and the extension changes nothing."
        ),
    )


def reasons(complaints: Iterable[Complaint], findings: Findings) -> Table:
    """Why extensions were agreed."""
    why = Counter(
        str(event.attributes.get("reason", NOT_RECORDED))
        for _, event in _agreed(complaints, findings)
    )
    return Table(
        "Reasons for extensions",
        (Column("Reason"), Column("Extensions", Kind.COUNT), Column("Share", Kind.PERCENT)),
        tuple(
            (reason.capitalize(), number, share(number, why.total()))
            for reason, number in sorted(why.items(), key=lambda one: (-one[1], one[0]))
        ),
        note="By the day of the agreement, at every stage of every procedure.",
    )


def offers(findings: Findings) -> Table:
    """What became of the duties to offer stage 2 that arose in the period."""
    first, last = findings.first, end_of(findings)
    arisen = [
        duty
        for record in findings.records.values()
        for duty in record.of_rules((OFFER,))
        if within(duty.started_on, first, last)
    ]
    ends = Counter(_end(duty, findings) for duty in arisen)
    rows = [(end, ends[end], share(ends[end], len(arisen))) for end in _ENDS]
    return Table(
        "The duty to offer stage 2",
        (Column("Offer"), Column("Complaints", Kind.COUNT), Column("Share", Kind.PERCENT)),
        (*rows, ("Duty arose", len(arisen), None)) if arisen else (),
        note=(
            "Statutory complaints not answered at stage 1 within 20 working days, without an "
            "extension agreed in time. The duty arises on the first working day after the "
            "twentieth and is due that day; it is counted in the period in which it arose."
        ),
    )


def _agreed(
    complaints: Iterable[Complaint], findings: Findings
) -> Iterable[tuple[Complaint, Event]]:
    for complaint in complaints:
        for event in complaint.all("extension_agreed", findings.as_at):
            if within(event.on, findings.first, findings.last):
                yield complaint, event


def _end(offer: Duty, findings: Findings) -> str:
    on_the_day, late, overtaken, due = _ENDS
    if offer.done_by(findings.as_at):
        return late if offer.late else on_the_day
    return overtaken if offer.fell_away_by(findings.as_at) else due


def _too_late(complaint: Complaint, event: Event, findings: Findings) -> bool:
    stage = str(event.attributes["stage"])
    begun = complaint.stage_begun(stage, event.on)
    limit = _AGREED_BY[complaint.procedure, stage]
    return begun is not None and findings.working_days(begun, event.on) > limit


def _order(procedure: str, stage: str) -> tuple[bool, str, str]:
    return procedure != "statutory", procedure, stage
