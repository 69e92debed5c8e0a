"""Why complaints were not answered in time, as far as an extension says so."""

from collections import defaultdict
from collections.abc import Sequence

from domain.measures.answers import NEVER
from domain.measures.listed import ListedUnit
from reports.complaints.complaint import Complaint
from reports.complaints.timeliness import MEASURES, TITLES
from reports.findings import Findings
from reports.looked_after.delays import NO_REASON
from reports.parts import by_name, counts, days
from reports.report import Cell, Column, Table

# Those of which a complaint that is in any other of them is in one as well.
STRICTEST = tuple(id for id in MEASURES if not id.endswith((".within_20", ".within_65")))


def reasons_table(complaints: Sequence[Complaint], findings: Findings) -> Table:
    """The answers of each measure that were not in time, by the reason of the last extension."""
    of_case = _of_case(complaints)
    rows: list[tuple[Cell, ...]] = []
    for id in MEASURES:
        found: dict[str, list[ListedUnit]] = defaultdict(list)
        for each in findings.units(id, failed_only=True):
            found[_reason(each, of_case[each.unit.case], findings)].append(each)
        for reason, _ in by_name({reason: len(each) for reason, each in found.items()}):
            rows.append((TITLES[id], reason, *_counted(found[reason])))
    return Table(
        "Answers not in time, by reason",
        (
            *(Column("Answers"), Column("Reason")),
            *(counts("Not in time"), counts("Of these never answered")),
            *(counts("Not answered and out of time"), counts("Longest, in working days")),
        ),
        tuple(rows),
        note=(
            "The reason is that of the last extension agreed at the stage, in time or not. An "
            "answer that took longer with an extension still took longer. Never answered is a "
            "stage 1 that had no answer when stage 2 was asked for."
        ),
    )


def cases_table(complaints: Sequence[Complaint], findings: Findings) -> Table:
    """The same, case by case: each complaint once at a stage, by the shortest of its times."""
    of_case = _of_case(complaints)
    rows: list[tuple[Cell, ...]] = []
    for id in STRICTEST:
        for one in findings.units(id, failed_only=True):
            unit, duty = one.unit, one.unit.duty
            answered_on = None if unit.outstanding or unit.band == NEVER else unit.on
            rows.append(
                (
                    *(unit.case, TITLES[id], duty.due_on if duty else None, answered_on, unit.took),
                    *(_reason(one, of_case[unit.case], findings), one.team),
                )
            )
    return Table(
        "Complaints not answered in time",
        (
            *(Column("Case"), Column("Answers"), days("Was due"), days("Answered")),
            *(counts("Working days taken"), Column("Reason"), Column("Team")),
        ),
        tuple(rows),
        note=(
            "Answered in the period; or due in it and not answered; or taken to stage 2 in it "
            "without an answer at stage 1. Was due is with an extension agreed in time. The reason "
            "is that of the last extension agreed at the stage."
        ),
    )


def _of_case(complaints: Sequence[Complaint]) -> dict[str, list[Complaint]]:
    found: dict[str, list[Complaint]] = defaultdict(list)
    for one in complaints:
        found[one.case].append(one)
    return found


def _counted(found: Sequence[ListedUnit]) -> tuple[Cell, ...]:
    done = [one.unit for one in found if not one.unit.outstanding]
    taken = [unit.took for unit in done if unit.took is not None]
    never = sum(unit.band == NEVER for unit in done)
    return len(done), never, len(found) - len(done), max(taken, default=None)


def _reason(one: ListedUnit, complaints: Sequence[Complaint], findings: Findings) -> str:
    stage = next(number for number in "123" if f"stage{number}" in one.measure.id)
    began = one.unit.duty.started_on if one.unit.duty is not None else one.unit.on
    mine = [each for each in complaints if each.received_on <= began]
    told = mine[-1].all("extension_agreed", findings.as_at, stage) if mine else []
    known = [str(event.attributes["reason"]) for event in told if "reason" in event.attributes]
    return known[-1] if known else NO_REASON
