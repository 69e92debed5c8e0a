"""A case or a clock is found by its reference or by the beginning of it, and never by a guess."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.errors import ProblemError
from engine.case_checks import checks_of
from engine.explaining import explain_clock
from engine.loading import load
from engine.queries import ClockQuestion, alerts, clocks
from engine.rerun import rerun
from engine.workspace import Workspace
from store.filters import AlertFilter, ClockFilter
from tests.support.workspaces import at, fact, read, sweep_days

ONE = "0b5a2f7e-1111-4222-8333-444455556666"
# Like the first for ten characters.
OTHER = "0b5a2f7e-1999-4222-8333-444455556666"
THIRD = "cccccccc-1111-4222-8333-444455556666"
NOW = at("2026-03-24 10:00")
DAY = date(2026, 3, 24)

Ask = Callable[[Workspace, list[str]], set[str]]


@pytest.fixture
def three(workspace: Workspace) -> Workspace:
    """Three children in care, whose references are known, and alerts about each."""
    # The batch that told of a case is named first, then the case.
    for number, ref in enumerate((ONE, OTHER, THIRD)):
        names = iter((f"batch-{number}", ref))
        reading = read([fact(f"104{number}", "became_looked_after", "2026-03-02")], NOW)
        load(workspace, reading, kind="events", now=NOW, new_ref=names.__next__)
    sweep_days(workspace, "2026-03-24")
    return workspace


def by_clocks(workspace: Workspace, cases: list[str]) -> set[str]:
    found = clocks(workspace, ClockQuestion(DAY, filter=ClockFilter(cases=cases)))
    return {view["case_ref"] for view in found}


def by_clocks_of_a_past_day(workspace: Workspace, cases: list[str]) -> set[str]:
    question = ClockQuestion(DAY, known_at=NOW + timedelta(1), filter=ClockFilter(cases=cases))
    return {view["case_ref"] for view in clocks(workspace, question)}


def by_alerts(workspace: Workspace, cases: list[str]) -> set[str]:
    return {view["case_ref"] for view in alerts(workspace, AlertFilter(cases=cases))}


def by_checks(workspace: Workspace, cases: list[str]) -> set[str]:
    return {check.case for check in checks_of(workspace, DAY, cases=cases)}


def by_rerun(workspace: Workspace, cases: list[str]) -> set[str]:
    with workspace.database.unit_of_work() as work:
        work.clocks.clear()
    found = rerun(workspace, "review-schedule", now=NOW, cases=cases)
    return {change.clock.case for change in found.recalculation.changes}


EVERYWHERE = [by_clocks, by_clocks_of_a_past_day, by_alerts, by_checks, by_rerun]


@pytest.mark.parametrize("ask", EVERYWHERE)
def test_a_case_is_found_by_its_reference_and_by_the_beginning_of_it(
    three: Workspace, ask: Ask
) -> None:
    for given, meant in (
        ([ONE], {ONE}),
        ([THIRD[:8]], {THIRD}),
        ([ONE[:11], THIRD[:12]], {ONE, THIRD}),
        ([f" {OTHER.upper()} "], {OTHER}),
    ):
        assert ask(three, given) == meant


@pytest.mark.parametrize("ask", EVERYWHERE)
@pytest.mark.parametrize(
    ("given", "code"),
    [
        (ONE[:8], "several_cases"),
        ("dddddddd", "unknown_case"),
        (f"{ONE}-7", "unknown_case"),
        ("%%%%%%%%", "unknown_case"),
        (THIRD[:7], "reference_too_short"),
        ("", "reference_too_short"),
    ],
)
def test_what_names_no_case_or_several_is_an_error_and_no_empty_answer(
    three: Workspace, ask: Ask, given: str, code: str
) -> None:
    with pytest.raises(ProblemError) as problem:
        ask(three, [THIRD, given])
    assert problem.value.code == code


def test_a_number_and_a_reference_together_mean_the_case_that_has_both(three: Workspace) -> None:
    both = ClockQuestion(DAY, subject="1040", filter=ClockFilter(cases=[ONE, THIRD]))
    assert {view["case_ref"] for view in clocks(three, both)} == {ONE}
    with pytest.raises(ProblemError) as problem:
        clocks(three, replace(both, subject="1041"))
    assert problem.value.code == "case_has_another_number"


def test_a_clock_is_found_by_the_beginning_of_its_id_where_it_is_explained_and_told_of(
    three: Workspace,
) -> None:
    told = alerts(three, AlertFilter())
    clock = told[0]["clock"]
    assert explain_clock(three, clock[:8], DAY).explanation.clock == clock
    mine = alerts(three, AlertFilter(clocks=[clock[:8]]))
    assert {view["clock"] for view in mine} == {clock}
    with three.database.unit_of_work() as work:
        work.clocks.clear()
    # What people were told of a clock that is gone can still be looked up.
    assert alerts(three, AlertFilter(clocks=[clock[:8]])) == mine


@pytest.mark.parametrize(
    ("given", "code"), [("dddddddd", "unknown_clock"), ("ddd", "reference_too_short")]
)
def test_what_names_no_clock_is_an_error(three: Workspace, given: str, code: str) -> None:
    for ask in (
        lambda: explain_clock(three, given, DAY),
        lambda: alerts(three, AlertFilter(clocks=[given])),
    ):
        with pytest.raises(ProblemError) as problem:
            ask()
        assert problem.value.code == code


@pytest.mark.parametrize(
    ("filter", "code"),
    [
        (ClockFilter(rules=["lac.review.frist"]), "unknown_rule"),
        (ClockFilter(families=["lca"]), "unknown_family"),
        # No rule begins with a part of a word.
        (ClockFilter(families=["lac.rev"]), "unknown_family"),
    ],
)
def test_a_rule_or_a_family_that_there_is_not_is_an_error(
    three: Workspace, filter: ClockFilter, code: str
) -> None:
    with pytest.raises(ProblemError) as problem:
        clocks(three, ClockQuestion(DAY, filter=filter))
    assert problem.value.code == code


def test_a_rule_that_there_is_has_a_fair_empty_answer(three: Workspace) -> None:
    for filter in (ClockFilter(rules=["cin.assessment"]), ClockFilter(families=["complaint"])):
        assert clocks(three, ClockQuestion(DAY, filter=filter)) == []
    assert alerts(three, AlertFilter(rules=["cin.assessment"])) == []
    with pytest.raises(ProblemError) as problem:
        alerts(three, AlertFilter(rules=["lac.review.frist"]))
    assert problem.value.code == "unknown_rule"
