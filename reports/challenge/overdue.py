"""What is overdue, and what is going to be."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from domain.days import day_of
from domain.measures.figures import NOT_ASSIGNED
from domain.measures.record import Record
from reports.findings import Findings, OpenDuty
from reports.parts import counts, days
from reports.report import Cell, Column, Table

LISTED = 40
_SOON = 31
_REVIEWS = (
    *("lac.review.first", "lac.review.second", "lac.review.subsequent", "lac.review.adjourned"),
    *("lac.adoption.review.authorised", "lac.adoption.review.placed"),
)
_CONFERENCES = ("cp.conference.initial", "cp.conference.first_review", "cp.conference.review")
# Which event books each kind of meeting, and which say that one was held.
_BOOKED_BY = dict.fromkeys(_REVIEWS, "review_booked") | dict.fromkeys(
    _CONFERENCES, "conference_booked"
)
BOOKINGS = ("review_booked", "conference_booked")


def overdue_duties(findings: Findings) -> list[OpenDuty]:
    """Everything overdue at the end of the as-at day, the longest overdue first."""
    return [one for one in findings.open_duties(within=0) if findings.overdue(one.duty)]


def in_doubt(findings: Findings) -> Table:
    """What would be overdue but for something that could not be read, by duty and what it was."""
    found: dict[tuple[str, str], int] = {}
    for one in findings.open_duties(within=0):
        if findings.in_doubt(one.duty):
            key = findings.title_of(one.duty.rule), str(one.duty.doubt_why)
            found[key] = found.get(key, 0) + 1
    return Table(
        "In doubt",
        (Column("Duty"), Column("Why"), counts("In doubt")),
        tuple((title, why, number) for (title, why), number in sorted(found.items())),
        note=(
            "Duties that would be overdue, of which a row or a table that may have ended them "
            "could not be read. They are not counted as overdue."
        ),
    )


def by_rule(findings: Findings, overdue: Sequence[OpenDuty]) -> Table:
    """How many are overdue by rule, and how many more fall due within a month."""
    soon = [
        one for one in findings.open_duties(within=_SOON) if not one.duty.overdue_on(findings.as_at)
    ]
    falls_due: dict[str, int] = {}
    for one in soon:
        falls_due[one.duty.rule] = falls_due.get(one.duty.rule, 0) + 1
    late = _grouped(overdue, lambda one: one.duty.rule)
    order = sorted(
        late.keys() | falls_due.keys(),
        key=lambda rule: (-len(late.get(rule, ())), findings.title_of(rule), rule),
    )
    return Table(
        "Overdue by kind of duty",
        (
            Column("Duty"),
            counts("Overdue"),
            days("The oldest was due"),
            counts("Falls due in the next 31 days"),
        ),
        tuple(
            (
                findings.title_of(rule),
                len(late.get(rule, ())),
                _oldest(late.get(rule, ())),
                falls_due.get(rule, 0),
            )
            for rule in order
        ),
        note=(
            "Duties that had run out of time at the end of the as-at day and were not done. What "
            "is due that day is not overdue. A delay that a manager agreed is overdue all the same."
        ),
    )


def by_team(overdue: Sequence[OpenDuty]) -> Table:
    """How many are overdue by the team of the case."""
    return _counted("Overdue by team", "Team", overdue, lambda one: one.team or NOT_ASSIGNED)


def by_officer(findings: Findings, overdue: Sequence[OpenDuty]) -> Table:
    """How many are overdue by reviewing officer or conference chair, whoever has to do them."""
    return _counted(
        "Overdue by reviewing officer",
        "Reviewing officer or chair of the case",
        [one for one in overdue if not one.duty.rule.startswith("complaint.")],
        lambda one: reviewer(findings.records[one.case], findings.as_at),
        "Complaints have no reviewing officer and are left out. The officer is the one of the "
        "case: the duty itself may be somebody else's.",
    )


def oldest(findings: Findings, overdue: Sequence[OpenDuty]) -> Table:
    """The longest overdue, one by one."""
    more = len(overdue) - LISTED
    return Table(
        "The longest overdue",
        (
            Column("Case"),
            Column("Duty"),
            days("Was due"),
            counts("Working days late"),
            Column("Responsible"),
            Column("Team"),
        ),
        tuple(
            (
                one.case,
                one.title,
                one.duty.due_on,
                findings.working_days_late(one.duty.due_on, findings.as_at),
                one.person,
                one.team or NOT_ASSIGNED,
            )
            for one in overdue[:LISTED]
        ),
        note=(
            f"The {LISTED} that were due first; {more:,} more are overdue."
            if more > 0
            else "Everything that is overdue."
        ),
    )


def going_to_be(findings: Findings) -> Table:
    """Meetings due within a month that are not booked, or booked for too late a day."""
    rows: list[tuple[Cell, ...]] = []
    for one in findings.open_duties(tuple(_BOOKED_BY), within=_SOON):
        if findings.overdue(one.duty):
            continue
        booked = _booked_for(findings.records[one.case], _BOOKED_BY[one.duty.rule], findings.as_at)
        if booked is None or booked > one.duty.due_on:
            said = "not booked" if booked is None else "booked for after it is due"
            who = reviewer(findings.records[one.case], findings.as_at)
            rows.append(
                (one.case, one.title, one.duty.due_on, said, booked, who, one.team or NOT_ASSIGNED)
            )
    return Table(
        "Going to be overdue: meetings of the next 31 days",
        (
            Column("Case"),
            Column("Meeting"),
            days("Due"),
            Column("Booking"),
            days("Booked for"),
            Column("Reviewing officer or chair"),
            Column("Team"),
        ),
        tuple(rows),
        note=(
            "Reviews and conferences due in the 31 days after the as-at day, and not overdue yet, "
            "for which no meeting to come is booked, or one after the day it is due. A meeting "
            "that was booked for a day that is over, and is not recorded as held, is not booked."
        ),
    )


def reviewer(record: Record, day: date) -> str:
    """The staff code of the reviewing officer or chair of a case on a day."""
    return record.reviewer(day) or NOT_ASSIGNED


def _booked_for(record: Record, event: str, as_at: date) -> date | None:
    """The day of the last meeting booked that is still to come."""
    meetings = [
        one.attributes.get("meeting_at") for one in record.of_type(event) if one.on <= as_at
    ]
    told = [one if not hasattr(one, "hour") else day_of(one) for one in meetings if one]
    return told[-1] if told and told[-1] >= as_at else None


def _counted(
    title: str,
    heading: str,
    overdue: Iterable[OpenDuty],
    key: Callable[[OpenDuty], str],
    note: str | None = None,
) -> Table:
    groups = _grouped(overdue, key)
    order = sorted(groups, key=lambda name: (name == NOT_ASSIGNED, -len(groups[name]), name))
    return Table(
        title,
        (Column(heading), counts("Overdue"), days("The oldest was due")),
        tuple((name, len(groups[name]), _oldest(groups[name])) for name in order),
        note=note,
    )


def _grouped(
    duties: Iterable[OpenDuty], key: Callable[[OpenDuty], str]
) -> dict[str, list[OpenDuty]]:
    groups: dict[str, list[OpenDuty]] = {}
    for one in duties:
        groups.setdefault(key(one), []).append(one)
    return groups


def _oldest(duties: Sequence[OpenDuty]) -> date | None:
    return min((one.duty.due_on for one in duties), default=None)
