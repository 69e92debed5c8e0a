"""What answers found, what was withdrawn, and what the Ombudsman decided."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from domain.case.events import Event
from domain.measures.measure import UNKNOWN
from reports.complaints.complaint import NOT_RECORDED, OUTCOMES, PROCEDURES, Complaint, within
from reports.findings import Findings
from reports.parts import share
from reports.periods import end_of
from reports.report import Cell, Column, Kind, Table

FAULT = "complaint.fault_found"
_WORDS = {
    "fault_found": "Fault found",
    "not_upheld": "Not upheld",
    "no_finding": "No finding",
    NOT_RECORDED: "Not recorded",
}


def outcomes(complaints: Iterable[Complaint], findings: Findings) -> Table:
    """What the answers given in the period found, stage by stage and complaint by complaint."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for one in complaints:
        for event in one.all("complaint_responded", findings.as_at):
            if within(event.on, findings.first, findings.last):
                key = (one.procedure, str(event.attributes["stage"]))
                outcome = str(event.attributes.get("outcome", NOT_RECORDED))
                found.setdefault(key, Counter())[outcome] += 1
    rows = [
        _row(_stage(procedure, stage), counts)
        for (procedure, stage), counts in sorted(
            found.items(), key=lambda each: (PROCEDURES.index(each[0][0]), each[0][1])
        )
    ]
    [last] = findings.indicators([FAULT])
    once = Counter(
        {NOT_RECORDED if band == UNKNOWN else band: n for band, n in last.figure.bands.items()}
    )
    if rows:
        rows.append(_row("Each complaint once, by its last answer", once))
    return Table(
        "Outcomes",
        (
            Column("Answers"),
            *(Column(word, Kind.COUNT) for word in _WORDS.values()),
            Column("All", Kind.COUNT),
            Column("Share with fault", Kind.PERCENT),
        ),
        tuple(rows),
        note=(
            "Answers by the day they were given. A complaint answered at two stages is in two "
            "lines; the last line has each complaint once, in the period of its last answer. An "
            "answer whose outcome nobody recorded stays in the share."
        ),
    )


def withdrawn(complaints: Iterable[Complaint], findings: Findings) -> Table:
    """The complaints withdrawn in the period, and how many were already late by then."""
    rows: list[tuple[Cell, ...]] = []
    gone = [
        (one, event)
        for one in complaints
        for event in one.all("complaint_withdrawn", findings.as_at)[:1]
        if within(event.on, findings.first, findings.last)
    ]
    for procedure in PROCEDURES:
        own = [(one, event) for one, event in gone if one.procedure == procedure]
        if own:
            unanswered = sum(_unanswered(one, event) for one, event in own)
            late = sum(_late(one, event, findings) for one, event in own)
            rows.append((_named(procedure), len(own), unanswered, late))
    return Table(
        "Complaints withdrawn",
        (
            Column("Procedure"),
            Column("Withdrawn", Kind.COUNT),
            Column("Before any answer", Kind.COUNT),
            Column("Of all, already late", Kind.COUNT),
        ),
        tuple(rows),
        note=(
            "By the day of the withdrawal, whenever the complaint was received. They are in no "
            "share of answers; already late means that a time limit had passed before it."
        ),
    )


def ombudsman(complaints: Sequence[Complaint], findings: Findings) -> Table:
    """The enquiries and decisions of the period, and the enquiries that wait for a decision."""

    def count(named: str, counts: Callable[[Complaint, Event], bool] = lambda *_: True) -> int:
        return sum(
            counts(one, event)
            for one in complaints
            for event in one.all(named, findings.as_at)
            if within(event.on, findings.first, findings.last)
        )

    def fault_is(what: bool | None) -> Callable[[Complaint, Event], bool]:
        return lambda _, event: event.attributes.get("fault") is what

    waiting = sum(
        len(one.all("ombudsman_enquiry_received", end_of(findings)))
        > len(one.all("ombudsman_decided", end_of(findings)))
        for one in complaints
    )
    decided = "ombudsman_decided"
    rows = [
        ("Enquiries received", count("ombudsman_enquiry_received")),
        ("Decisions", count(decided)),
        ("of which fault found", count(decided, fault_is(True))),
        ("of which no fault found", count(decided, fault_is(False))),
        ("of which not recorded", count(decided, fault_is(None))),
        ("Complaints with an enquiry and no decision at the end of the period", waiting),
    ]
    return Table(
        "The Ombudsman",
        (Column("Enquiries and decisions"), Column("Number", Kind.COUNT)),
        tuple(rows),
        note="By the day of the enquiry or decision, whenever the complaint was received.",
    )


def _row(title: str, counts: Counter[str]) -> tuple[Cell, ...]:
    total = counts.total()
    return (
        title,
        *(counts[outcome] for outcome in OUTCOMES),
        total,
        share(counts["fault_found"], total),
    )


def _stage(procedure: str, stage: str) -> str:
    return _named(procedure) if procedure == "adult" else f"{_named(procedure)} stage {stage}"


def _named(procedure: str) -> str:
    return "Adult social care" if procedure == "adult" else procedure.capitalize()


def _unanswered(one: Complaint, event: Event) -> bool:
    return one.first("complaint_responded", event.on) is None


def _late(one: Complaint, event: Event, findings: Findings) -> bool:
    """Whether a limit of the authority's own had been passed by the day of the withdrawal."""
    return any(
        duty.breached_by(event.on)
        for duty in one.duties
        if duty.rule in findings.rules and not findings.rules[duty.rule].lapses
    )
