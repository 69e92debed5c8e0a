"""The children and complaints that the challenge meeting asks about one by one."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from domain.case.events import Event
from domain.counting import add_months
from domain.measures.declared import RESPONSIBLE
from domain.measures.figures import NOT_ASSIGNED
from domain.measures.record import Record
from domain.measures.spells import PLAN_EVENTS
from reports.challenge.overdue import reviewer
from reports.findings import Findings
from reports.looked_after.delays import NO_REASON
from reports.parts import counts, days
from reports.report import Cell, Column, Kind, Table

CASELOAD = "iro.caseload"
LATE_REVIEWS = "lac.reviews.on_time"
PERMANENCE = "lac.permanence.second_review"
INTERVIEW = "missing.return_interview"
OFFER = "complaint.statutory.stage1.offer_stage2"
EVENTS = (
    *("quality_alert_raised", "quality_alert_responded", "quality_alert_closed"),
    *("review_delay_recorded", RESPONSIBLE, *PLAN_EVENTS),
)
# The IRO Handbook: 50 to 70 looked-after children for a full-time officer; each weighs 1.5.
_MOST_CHILDREN = 70
_MOST_WEIGHT = Fraction(105)


def alerts(findings: Findings) -> Table:
    """The formal quality alerts that nobody closed, those without an answer first."""
    found = [
        (record, event, _follows(record, "quality_alert_responded", event, findings.as_at))
        for record in findings.records.values()
        for event in record.of_type("quality_alert_raised")
        if event.on <= findings.as_at
        and event.attributes.get("formal") is True
        and event.attributes.get("kind") != "good_practice"
        and not _follows(record, "quality_alert_closed", event, findings.as_at)
    ]
    found.sort(key=lambda each: (each[2], each[1].on, each[1].case))
    return Table(
        "Formal quality alerts open",
        (
            Column("Case"),
            days("Raised"),
            counts("Working days open"),
            Column("Answer"),
            Column("Category"),
            Column("Reviewing officer or chair"),
            Column("Team"),
        ),
        tuple(
            (
                event.case,
                event.on,
                findings.working_days(event.on, findings.as_at),
                "answered, not closed" if answered else "no answer",
                event.attributes.get("category", "not recorded"),
                reviewer(record, findings.as_at),
                event.attributes.get("team") or record.team(event.on) or NOT_ASSIGNED,
            )
            for record, event, answered in found
        ),
        note=(
            "Formal alerts of concern raised by the as-at day and not closed by then. An answer or "
            "a closure is taken to be of every alert of the case raised before it."
        ),
    )


def without_permanence(findings: Findings) -> Table:
    """The children whose second review was due and who have no plan for permanence."""
    return _open(
        findings,
        PERMANENCE,
        "No plan for permanence at the second review",
        "Second review was due",
        "Children in care without a plan for permanence, whose second review was due by the as-at "
        "day.",
    )


def interviews(findings: Findings) -> Table:
    """The return interviews that were due and not held."""
    return _open(
        findings,
        INTERVIEW,
        "Return interviews not done",
        "Was due",
        "Children found, without a return interview, whose 72 hours ended before the as-at day. "
        "An interview that was refused is here too, unless it was recorded.",
    )


def offers(findings: Findings) -> Table:
    """The complaints in which stage 2 is to be offered."""
    return _open(
        findings,
        OFFER,
        "Stage 2 to be offered",
        "Was due",
        "Statutory complaints past 20 working days at stage 1 without an answer, an extension "
        "agreed in time or an offer of stage 2.",
        today=True,
    )


def long_plans(findings: Findings) -> Table:
    """The child protection plans that have lasted 18 months or more, the longest first."""
    rows: list[tuple[Cell, ...]] = [
        (
            record.case,
            plan.started_on,
            "two years or more: report"
            if add_months(plan.started_on, 24) <= findings.as_at
            else "18 months or more: audit",
            record.reviewer(findings.as_at, "conference_chair") or NOT_ASSIGNED,
            record.team(findings.as_at) or NOT_ASSIGNED,
        )
        for record in findings.records.values()
        for plan in record.plans
        if plan.open_on(findings.as_at) and add_months(plan.started_on, 18) <= findings.as_at
    ]
    return Table(
        "Child protection plans of 18 months or more",
        (
            Column("Case"),
            days("Plan started"),
            Column("Has lasted"),
            Column("Conference chair"),
            Column("Team"),
        ),
        tuple(sorted(rows, key=lambda row: (str(row[1]), str(row[0])))),
        note=(
            "Plans open at the end of the as-at day. Those of 18 months are to be audited, those "
            "of two years to be reported; whether it was done is not on record."
        ),
    )


def late_reviews(findings: Findings) -> Table:
    """The looked-after reviews of the period that were late, and why."""
    rows: list[tuple[Cell, ...]] = []
    for one in findings.units(LATE_REVIEWS, failed_only=True):
        duty = one.unit.duty
        due_on = duty.due_on if duty else None
        reason, decision = _why(findings.records[one.unit.case], due_on, findings.as_at)
        held_on = None if one.unit.outstanding else one.unit.on
        ended_on = held_on or findings.as_at
        late = findings.working_days_late(due_on, ended_on) if due_on else None
        rows.append(
            (
                one.unit.case,
                due_on,
                held_on or "not held",
                late,
                reason,
                decision,
                one.iro,
                one.team,
            )
        )
    return Table(
        "Late reviews of the month",
        (
            Column("Case"),
            days("Was due"),
            days("Held"),
            counts("Working days late"),
            Column("Reason"),
            Column("Manager's decision beforehand"),
            Column("Reviewing officer"),
            Column("Team"),
        ),
        tuple(rows),
        note=(
            "Looked-after reviews held late in the period, and those that fell due in it and had "
            "not been held. A delay that a manager agreed is late all the same."
        ),
    )


def caseloads(findings: Findings) -> Table:
    """What each reviewing officer carries, the heaviest first, against the guidance."""
    rows: list[tuple[Cell, ...]] = []
    for one in findings.indicators([CASELOAD], by="iro"):
        children = one.figure.bands.get("looked after", 0)
        plans = one.figure.bands.get("child protection", 0)
        weight = Fraction(one.figure.numerator)
        above = children > _MOST_CHILDREN or weight > _MOST_WEIGHT
        if one.figure.denominator:
            said = "above guidance" if above else "not above"
            rows.append((one.group, children, plans, weight, said))
    return Table(
        "Caseloads against guidance",
        (
            Column("Reviewing officer or chair"),
            counts("Looked-after children"),
            counts("Child protection plans"),
            Column("Weighted", Kind.NUMBER),
            Column("Guidance"),
        ),
        tuple(sorted(rows, key=lambda row: (-Fraction(str(row[3])), str(row[0])))),
        note=(
            "Children at the end of the period; a looked-after child weighs 1.5, one under a plan "
            "1. Above guidance is more than 70 looked-after children, or more than their weight, "
            "105. The guidance is for a full post: of part-time officers it allows less, and "
            "hours are not on record."
        ),
    )


def _open(
    findings: Findings, rule: str, title: str, due: str, note: str, *, today: bool = False
) -> Table:
    """The open duties of one rule whose time has run out or, with ``today``, runs out that day."""
    rows = tuple(
        (
            one.case,
            one.duty.due_on,
            findings.working_days_late(one.duty.due_on, findings.as_at),
            one.person,
            one.team or NOT_ASSIGNED,
        )
        for one in findings.open_duties((rule,), within=0)
        if today or findings.overdue(one.duty)
    )
    columns = (Column("Case"), days(due), counts("Working days since"))
    return Table(title, (*columns, Column("Responsible"), Column("Team")), rows, note=note)


def _follows(record: Record, type_name: str, event: Event, as_at: date) -> bool:
    return any(event.on <= one.on <= as_at for one in record.of_type(type_name))


def _why(record: Record, due_on: date | None, as_at: date) -> tuple[str, str]:
    """The reason recorded for a late review, and what a manager decided of it."""
    told = [one for one in _delays(record, as_at) if one.attributes.get("due_on") == due_on]
    reasons = [str(one.attributes["reason"]) for one in told if "reason" in one.attributes]
    decided = [str(one.attributes["decision"]) for one in told if "decision" in one.attributes]
    decision = decided[-1].replace("_", " ") if decided else "none"
    return (reasons[-1] if reasons else NO_REASON), decision


def _delays(record: Record, as_at: date) -> Iterator[Event]:
    return (one for one in record.of_type("review_delay_recorded") if one.on <= as_at)
