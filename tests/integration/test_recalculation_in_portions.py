"""A recalculation goes through the cases some at a time: what it found is the sum of all."""

from datetime import date

import pytest

from domain.case.events import Event
from engine import recalculate as recalculating
from engine.recalculate import Cause, Recalculation, recalculate
from engine.schedules.cp_conferences import SCHEDULE as CP_CONFERENCES
from engine.workspace import Workspace
from intake.reading import ReadEvent, Reading, Row
from tests.support.workspaces import at, fact, load_reading, sweep_days, tell

FIRST_REVIEW = "lac.review.first"
CAUSE = Cause("rerun", "a test", "run-1")
TOLD_AT = at("2026-03-02 18:00")
CHILDREN = [fact(child, "became_looked_after", "2026-03-02", id=f"R-{child}") for child in "123"]


@pytest.fixture(autouse=True)
def two_cases_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recalculating, "CASES_IN_A_TRANSACTION", 2)


def figures(found: Recalculation) -> tuple[int, int, int, int, int]:
    changes = [change for change in found.changes if change.clock.rule == FIRST_REVIEW]
    return found.cases, found.clocks, len(changes), found.withdrawn, len(found.failed)


@pytest.mark.parametrize("apply", [False, True])
def test_cases_clocks_and_changes_of_every_portion_count(small: Workspace, apply: bool) -> None:
    load_reading(small, CHILDREN, now=TOLD_AT, recalculated=False)
    told: list[tuple[str, int, int]] = []
    found = recalculate(
        small,
        None,
        now=TOLD_AT,
        cause=CAUSE,
        apply=apply,
        progress=lambda what, done, of: told.append((what, done, of)),
    )
    each = len({change.clock.rule for change in found.changes})
    assert figures(found) == (3, 3 * each, 3, 0, 0)
    assert told == [("Working out dates", 2, 3), ("Working out dates", 3, 3)]


def test_alerts_taken_back_and_cases_set_aside_of_every_portion_count(small: Workspace) -> None:
    tell(small, *CHILDREN, now=TOLD_AT)
    sweep_days(small, "2026-03-16")
    held = [fact(child, "review_held", "2026-03-10", participation="PN1") for child in "123"]
    load_reading(small, held, now=at("2026-03-17 09:00"), recalculated=False)
    one = recalculate(small, _first(small, 1), now=at("2026-03-17 10:00"), cause=CAUSE)
    others = recalculate(small, _first(small, 3), now=at("2026-03-17 11:00"), cause=CAUSE)
    assert (one.withdrawn > 0, others.withdrawn) == (True, 2 * one.withdrawn)

    odd = [
        Event("mosaic", f"odd-{n}", f"odd-{n}", "became_looked_after", date(2075, 12, 20))
        for n in range(3)
    ]
    rows = [Row("events", "feed", line) for line in (1, 2, 3)]
    events = [ReadEvent(event, "events", 1, row) for row, event in enumerate(odd)]
    load_reading(small, Reading(rows=rows, events=events), now=TOLD_AT, recalculated=False)
    assert len(recalculate(small, None, now=TOLD_AT, cause=CAUSE).failed) == 3


def _first(workspace: Workspace, number: int) -> list[str]:
    with workspace.database.reading() as work:
        return work.cases.all_refs()[:number]


@pytest.mark.parametrize("apply", [False, True])
def test_only_the_rules_of_one_schedule_are_worked_out_if_that_is_asked(
    small: Workspace, apply: bool
) -> None:
    discussed = fact("1", "strategy_discussion_held", "2026-03-02")
    load_reading(small, [*CHILDREN, discussed], now=TOLD_AT, recalculated=False)
    found = recalculate(small, None, now=TOLD_AT, cause=CAUSE, only=CP_CONFERENCES, apply=apply)
    assert {change.clock.rule.split(".")[0] for change in found.changes} == {"cp"}


def test_a_dry_run_looks_at_what_has_ended_too(small: Workspace) -> None:
    held = fact("1", "review_held", "2026-03-10", participation="PN1")
    load_reading(small, [*CHILDREN, held], now=at("2026-03-11 09:00"), recalculated=False)
    found = recalculate(small, None, now=at("2026-03-11 09:00"), cause=CAUSE, apply=False)
    assert found.failed == []
