"""Rerunning a schedule: what would change, then the change, and nothing else."""

from datetime import date

import pytest

from domain.clocks.clock import Clock
from domain.errors import ProblemError
from engine.explaining import explain_clock
from engine.rerun import rerun
from engine.schedule_catalogue import every_schedule, schedule_of
from engine.workspace import Workspace
from store.filters import ClockFilter
from tests.support.workspaces import (
    at,
    everything,
    fact,
    ledger,
    load_reading,
    removal,
    standing,
    sweep_days,
    tell,
    writes,
)

TOLD_AT = at("2026-03-02 18:00")
NOW = at("2026-03-24 10:00")
FACTS = (
    fact("1", "became_looked_after", "2026-03-02", id="L-1"),
    fact("2", "strategy_discussion_held", "2026-03-02", id="S-1"),
    fact("3", "complaint_received", "2026-03-02", id="C-1", procedure="statutory"),
)
# Each start a week later, stored by an import that was killed before the clocks were worked out.
CORRECTIONS = (
    fact("1", "became_looked_after", "2026-03-09", id="L-2", corrects="L-1"),
    fact("2", "strategy_discussion_held", "2026-03-09", id="S-2", corrects="S-1"),
    fact("3", "complaint_received", "2026-03-09", id="C-2", corrects="C-1", procedure="statutory"),
)


@pytest.fixture
def stale(workspace: Workspace) -> Workspace:
    """A workspace whose clocks lag behind its events."""
    tell(workspace, *FACTS, now=TOLD_AT)
    sweep_days(workspace, "2026-03-16", "2026-03-23")
    load_reading(workspace, CORRECTIONS, now=at("2026-03-24 09:00"), recalculated=False)
    return workspace


def by_family(workspace: Workspace) -> dict[str, list[Clock]]:
    with workspace.database.reading() as work:
        found = work.clocks.search(ClockFilter())
    return {
        name: [clock for clock in found if schedule_of(clock.rule).key == name]
        for name in every_schedule()
    }


def test_without_an_order_to_apply_nothing_is_written(stale: Workspace) -> None:
    before = everything(stale)
    with writes() as written:
        dry = rerun(stale, "review-schedule", now=NOW)
    assert written == []
    assert everything(stale) == before
    assert (dry.applied, dry.sweep, dry.recalculation.withdrawn) == (False, None, 0)
    applied = rerun(stale, "review-schedule", now=NOW, apply=True, reason="Wrong start")
    assert applied.recalculation.changes == dry.recalculation.changes != []


@pytest.mark.parametrize("schedule", every_schedule())
def test_a_rerun_of_one_schedule_leaves_the_others_as_they_were(
    stale: Workspace, schedule: str
) -> None:
    before, told = by_family(stale), standing(stale)
    rerun(stale, schedule, now=NOW, apply=True, reason="Wrong start")
    after = by_family(stale)
    assert all(before.values())
    assert {name for name in every_schedule() if before[name] != after[name]} == {schedule}
    rules = {clock.lineage: name for name, clocks in before.items() for clock in clocks}
    assert {rules[one.lineage] for one in ledger(stale) if one.withdrawn_at is not None} == {
        schedule
    }
    others = [one for one in told if rules[one[0]] != schedule]
    assert set() < set(others) <= set(standing(stale))


def test_the_three_schedules_together_bring_everything_up_to_date(stale: Workspace) -> None:
    for schedule in every_schedule():
        rerun(stale, schedule, now=NOW, apply=True, reason="Wrong start")
    with stale.database.reading() as work:
        starts = {clock.counted_from for clock in work.clocks.search(ClockFilter())}
    assert min(starts) == date(2026, 3, 9)
    for schedule in every_schedule():
        again = rerun(stale, schedule, now=NOW)
        assert again.recalculation.changes == []


def test_the_reason_is_kept_with_each_date_that_moves(stale: Workspace) -> None:
    applied = rerun(
        stale, "review-schedule", now=NOW, apply=True, reason="The start was wrong", run="run-7"
    )
    moved = {change.clock.clock for change in applied.recalculation.changes}
    with stale.database.reading() as work:
        moves = [move for found in work.moves.of_clocks(moved).values() for move in found]
    assert {(move.because, move.reason, move.run, move.moved_at) for move in moves} == {
        ("rerun", "The start was wrong", "run-7", NOW)
    }
    assert {move.clock for move in moves} == moved


def test_a_rerun_limited_to_some_cases_leaves_the_others(workspace: Workspace) -> None:
    began = [fact(n, "became_looked_after", "2026-03-02", id=f"L-{n}") for n in "12"]
    tell(workspace, *began, now=TOLD_AT)
    corrected = [
        fact(n, "became_looked_after", "2026-03-09", id=f"M-{n}", corrects=f"L-{n}") for n in "12"
    ]
    load_reading(workspace, corrected, now=NOW, recalculated=False)
    with workspace.database.reading() as work:
        one, two = work.cases.all_refs()
    found = rerun(workspace, "review-schedule", now=NOW, cases=[one], apply=True, reason="One")
    assert found.recalculation.cases == 1
    with workspace.database.reading() as work:
        clocks = work.clocks.of_cases([one, two])
    assert {clock.started_on for clock in clocks[one]} == {date(2026, 3, 9)}
    assert {clock.started_on for clock in clocks[two]} == {date(2026, 3, 2)}


def test_an_applied_rerun_tells_at_once_what_has_fallen_due(workspace: Workspace) -> None:
    load_reading(workspace, FACTS, now=TOLD_AT, recalculated=False)
    found = rerun(workspace, "review-schedule", now=NOW, apply=True, reason="First time")
    assert found.sweep is not None
    assert found.sweep.raised == len(ledger(workspace)) > 0


@pytest.mark.parametrize(
    ("schedule", "given", "code"),
    [
        ("reviews", {}, "unknown_schedule"),
        ("review-schedule", {"apply": True}, "reason_missing"),
        ("review-schedule", {"apply": True, "reason": " "}, "reason_missing"),
        ("review-schedule", {"cases": ["1042"]}, "reference_too_short"),
        ("review-schedule", {"cases": ["1042104210"]}, "unknown_case"),
        ("review-schedule", {"subject": "1042"}, "unknown_subject"),
    ],
)
def test_what_cannot_be_rerun_says_why_and_writes_nothing(
    small: Workspace, schedule: str, given: dict[str, object], code: str
) -> None:
    tell(small, *FACTS, now=TOLD_AT)
    with writes() as written, pytest.raises(ProblemError) as problem:
        rerun(small, schedule, now=NOW, **given)  # type: ignore[arg-type]
    assert problem.value.code == code
    assert "1042" not in str(problem.value)
    assert written == []


@pytest.mark.parametrize(
    ("rule", "schedule"),
    [
        ("lac.review.first", "review-schedule"),
        ("cp.conference.initial", "cp-conferences"),
        ("complaint.statutory.stage1", "complaint-deadlines"),
    ],
)
def test_of_a_clock_that_is_gone_the_schedule_is_named_that_brings_it_up_to_date(
    small: Workspace, rule: str, schedule: str
) -> None:
    tell(small, *FACTS, now=TOLD_AT)
    with small.database.reading() as work:
        clock = work.clocks.search(ClockFilter(rules=[rule]))[0].clock
    taken_back = [removal(each["subject"], each["id"], id=f"V-{each['id']}") for each in FACTS]
    load_reading(small, taken_back, now=NOW, recalculated=False)
    with pytest.raises(ProblemError) as problem:
        explain_clock(small, clock[:8], NOW.date())
    assert problem.value.code == "clock_gone"
    assert f"timescales rerun {schedule} --apply" in problem.value.remedy
    rerun(small, schedule, now=NOW, apply=True, reason="As it says")
    with pytest.raises(ProblemError) as again:
        explain_clock(small, clock, NOW.date())
    assert again.value.code == "unknown_clock"
