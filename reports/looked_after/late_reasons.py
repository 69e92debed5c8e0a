"""Late reviews in an annual report: how late, why, and what managers decided beforehand."""

from collections import Counter, defaultdict
from statistics import median

from domain.measures.counting import band_of
from domain.measures.measure import Unit
from reports.findings import Findings
from reports.looked_after.delays import NO_REASON, Delay, delay_of
from reports.looked_after.review_kinds import FIRST, KINDS, ON_TIME, kind_of
from reports.parts import by_name, counts, with_total
from reports.report import Cell, Column, Kind, Table

_BANDS = ("1 to 5", "6 to 10", "11 to 20", "over 20")


def how_late_table(found: Findings) -> Table:
    """The late reviews of the period by working days late and kind."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in _late(found):
        assert unit.duty is not None
        kinds[band_of(_working_days(found, unit), _BANDS)][kind_of(unit.duty.rule)] += 1
    rows: list[tuple[Cell, ...]] = [
        (f"{band} working days", *(kinds[band][kind] for kind in KINDS), kinds[band].total())
        for band in _BANDS
    ]
    none = sum(kinds.pop("unknown", Counter()).values())
    if none:
        rows.insert(0, ("No working day", *([0] * len(KINDS)), none))
    return Table(
        "Late reviews, by how late",
        (Column("Late by"), *map(counts, KINDS), counts("All")),
        with_total(rows) if any(row[-1] for row in rows) else (),
        note="Working days after the day the review was due. The cases are in the out-of-date log.",
        sums=1,
    )


def reasons_table(found: Findings) -> Table:
    """The late reviews of the period by the reason that was recorded."""
    late: dict[str, list[tuple[Unit, Delay]]] = defaultdict(list)
    for unit in _late(found):
        assert unit.duty is not None
        delay = delay_of(found, unit.case, unit.duty.due_on)
        late[delay.reason or NO_REASON].append((unit, delay))
    rows: list[tuple[Cell, ...]] = []
    for reason, _ in by_name({reason: len(each) for reason, each in late.items()}):
        each = late[reason]
        taken = [_working_days(found, unit) for unit, _ in each]
        first = sum(unit.duty is not None and kind_of(unit.duty.rule) == FIRST for unit, _ in each)
        decided = Counter(delay.decided for _, delay in each)
        rows.append(
            (
                *(reason, len(each), first, round(median(taken)), max(taken)),
                *(decided["agreed"], decided["not agreed"], decided[None]),
            )
        )
    return Table(
        "Late reviews, by reason",
        (
            *(Column("Reason"), counts("Late reviews"), counts("Of these first reviews")),
            *(Column("Working days late, middle", Kind.COUNT), counts("Longest")),
            *(counts("Delay agreed"), counts("Not agreed"), counts("No decision")),
        ),
        tuple(rows),
        note="A delay that a manager agreed beforehand is still late.",
    )


def _late(found: Findings) -> list[Unit]:
    units = [one.unit for one in found.units(ON_TIME)]
    return [unit for unit in units if unit.duty and not unit.counts and not unit.outstanding]


def _working_days(found: Findings, unit: Unit) -> int:
    """How late, in working days. A review due on a Saturday and held on the Sunday is 0 late."""
    assert unit.duty is not None
    return found.working_days_late(unit.duty.due_on, unit.on)
