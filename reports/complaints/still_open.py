"""Complaints open at the end of the period, by stage and age."""

from collections.abc import Iterable

from domain.measures.counting import band_of
from reports.complaints.complaint import PROCEDURES, Complaint
from reports.findings import Findings
from reports.periods import end_of
from reports.report import Cell, Column, Kind, Table

_BANDS = ("0 to 10", "11 to 20", "21 to 25", "26 to 40", "41 to 65", "over 65")


def still_open(complaints: Iterable[Complaint], findings: Findings) -> Table:
    """How many wait for the answer of each stage, and how long they have waited."""
    ages: dict[tuple[str, str], list[int]] = {}
    overdue: dict[tuple[str, str], int] = {}
    day = end_of(findings)
    for one in complaints:
        since = one.open_since(day) if one.received_on <= day else None
        if since is not None:
            key = (one.procedure, one.stage(day))
            ages.setdefault(key, []).append(findings.working_days(since, day))
            overdue[key] = overdue.get(key, 0) + _overdue(one, findings)
    order = sorted(ages, key=lambda key: (PROCEDURES.index(key[0]), key[1]))
    rows = [_row(_named(*key), ages[key], overdue[key]) for key in order]
    if rows:
        every = [age for key in order for age in ages[key]]
        rows.append(_row("All", every, sum(overdue.values())))
    return Table(
        "Complaints open at the end of the period",
        (
            Column("Waits for"),
            Column("Open", Kind.COUNT),
            *(Column(band.capitalize(), Kind.COUNT) for band in _BANDS),
            Column("Longest", Kind.COUNT),
            Column("Past a time limit", Kind.COUNT),
        ),
        tuple(rows),
        note=(
            "Age in working days since the complaint was received or, at a later stage, since it "
            "was asked for. At stage 3 the time limits are those of the panel, its report and the "
            "answer. Withdrawn complaints are not open."
        ),
    )


def _row(title: str, ages: list[int], overdue: int) -> tuple[Cell, ...]:
    bands = [band_of(age, _BANDS) for age in ages]
    return title, len(ages), *(bands.count(band) for band in _BANDS), max(ages), overdue


def _named(procedure: str, stage: str) -> str:
    if procedure == "adult":
        return "Adult social care"
    return f"{procedure} stage {stage}".capitalize()


def _overdue(one: Complaint, findings: Findings) -> bool:
    """Whether something that the authority has to do for it had run out of time by the end."""
    return any(
        duty.doubt_why is None and duty.overdue_on(end_of(findings))
        for duty in one.duties
        if duty.rule in findings.rules and not findings.rules[duty.rule].lapses
    )
