"""What several recalculations found, as one."""

from domain.clocks.moves import MoveKind
from engine.recalculate import CaseFailure, ClockChange, Recalculation
from tests.unit.domain.cases import CARE, clock


def a_recalculation(number: int) -> Recalculation:
    """One of so many cases, clocks and alerts taken back."""
    change = ClockChange(MoveKind.CREATED, None, clock([CARE]))
    return Recalculation(
        cases=number,
        clocks=10 * number,
        changes=[change] * number,
        withdrawn=100 * number,
        failed=[CaseFailure(f"case-{number}", "ValueError")],
    )


def test_recalculations_of_several_cases_add_up() -> None:
    total = a_recalculation(1)
    total.add(a_recalculation(2))
    assert (total.cases, total.clocks, len(total.changes), total.withdrawn) == (3, 30, 3, 300)
    assert [failure.case for failure in total.failed] == ["case-1", "case-2"]
