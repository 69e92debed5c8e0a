"""The stretches of a case within which duties run."""

import pytest

from domain.case.periods import FOREVER, Boundary, Period, period_at, split
from tests.unit.domain.cases import event


def periods(marks: str, *, reopens: bool = False) -> list[tuple[int, int]]:
    """The (first, last) of the periods that a row of marks makes: ( opens, ) closes."""
    boundaries = [
        Boundary(position, event("found", f"2025-06-{position + 1:02}"), mark == "(")
        for position, mark in enumerate(marks)
        if mark != "."
    ]
    return [(period.first, period.last) for period in split(boundaries, reopens=reopens)]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("", [(-1, FOREVER)]),
        ("..(..", [(2, FOREVER)]),
        ("(..)", [(0, 3)]),
        ("(.).(.)", [(0, 2), (4, 6)]),
        ("(.(.)", [(0, 4)]),
        ("(.).)", [(0, 2)]),
        ("..)", [(-1, 2)]),
        ("..).(", [(-1, 2), (4, FOREVER)]),
    ],
)
def test_openings_and_closings_make_periods(marks: str, expected: list[tuple[int, int]]) -> None:
    assert periods(marks) == expected


def test_the_next_placement_ends_the_one_before_it() -> None:
    assert periods("(.(.)", reopens=True) == [(0, 2), (2, 4)]


def test_what_began_anew_ends_the_period_of_which_no_end_was_told() -> None:
    opened = Boundary(0, event("found", "2025-06-01"), opens=True)
    anew = Boundary(2, event("found", "2025-06-03"), opens=True, anew=True)
    before, after = split([opened, anew], reopens=False)
    assert (before.first, before.last, before.closed_on) == (0, 2, anew.event.on)
    assert (after.first, after.last, after.opened_on) == (2, FOREVER, anew.event.on)


def test_what_opens_a_period_lies_in_it_and_what_closes_it_does_not() -> None:
    found = [Period(2, 5, None, None), Period(7, FOREVER, None, None)]
    inside = [position for position in range(9) if period_at(found, position)]
    assert inside == [2, 3, 4, 7, 8]


def test_a_period_knows_the_day_it_closed() -> None:
    closing = event("ceased_looked_after", "2025-06-20")
    assert Period(0, 3, None, closing).closed_on == closing.on
    assert Period(0, FOREVER, None, None).closed_on is None


def test_what_only_resumes_a_period_says_that_there_was_one_before() -> None:
    resumed = Boundary(2, event("found", "2025-06-03"), opens=True, resumes=True)
    closed = Boundary(1, event("found", "2025-06-02"), opens=False)
    spans = [(one.first, one.last) for one in split([resumed], reopens=False)]
    assert spans == [(-1, FOREVER)]
    spans = [(one.first, one.last) for one in split([closed, resumed], reopens=False)]
    assert spans == [(-1, 1), (2, FOREVER)]
