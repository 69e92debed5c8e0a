"""Corrections recompute: dates move, alerts that turn out wrong are taken back, nothing is lost."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clocks.clock import Clock
from domain.clocks.moves import ClockMove, MoveKind
from engine.recalculate import Cause, recalculate
from engine.sweep import sweep
from engine.workspace import Workspace
from store.filters import ClockFilter
from tests.support.sqlite import sqlite_with_tables
from tests.support.workspaces import (
    Fact,
    at,
    deliveries,
    everything,
    fact,
    ledger,
    load_reading,
    mark_all_sent,
    open_at,
    removal,
    rungs,
    standing,
    sweep_days,
    tell,
    writes,
)

FIRST_REVIEW = "lac.review.first"
CAUSE = Cause("rerun", "a test", "run-1")
BEGAN = fact("1", "became_looked_after", "2026-03-02", id="R-1")
TOLD_AT = at("2026-03-02 18:00")


def clock_of(workspace: Workspace, rule: str = FIRST_REVIEW) -> Clock:
    with workspace.database.reading() as work:
        (clock,) = work.clocks.search(ClockFilter(rules=[rule]))
    return clock


def moves_of(workspace: Workspace, clock: Clock) -> list[ClockMove]:
    with workspace.database.reading() as work:
        return work.moves.of_clocks([clock.clock])[clock.clock]


def start_moved_to(day: str, id: str = "R-2", corrects: str = "R-1") -> Fact:
    return fact("1", "became_looked_after", day, id=id, corrects=corrects)


def why_withdrawn(workspace: Workspace) -> dict[str, str | None]:
    """The reason of each rung of the first review that was taken back."""
    return {
        one.rung: one.withdrawn_because
        for one in ledger(workspace)
        if one.rule == FIRST_REVIEW and one.withdrawn_at is not None
    }


def test_a_corrected_start_moves_the_clock_and_keeps_how_it_moved(workspace: Workspace) -> None:
    tell(workspace, BEGAN, now=TOLD_AT)
    before = clock_of(workspace)
    assert before.due_on == date(2026, 3, 30)
    now = at("2026-03-10 09:00")
    loaded = tell(workspace, start_moved_to("2026-03-09"), now=now)
    after = clock_of(workspace)
    assert (after.clock, after.lineage) == (before.clock, before.lineage)
    assert after.due_on == date(2026, 4, 8)
    (move,) = moves_of(workspace, after)
    assert (move.kind, move.from_due_on, move.to_due_on) == (
        MoveKind.MOVED,
        date(2026, 3, 30),
        date(2026, 4, 8),
    )
    assert (move.moved_at, move.because) == (now, "import_events")
    assert (move.run, move.reason) == (loaded.imported.batch, None)


def test_another_hour_on_the_same_day_is_a_move_too(small: Workspace) -> None:
    found = fact("1", "found", "2026-03-03T10:00:00+00:00", id="F-1")
    tell(small, found, now=at("2026-03-03 12:00"))
    later = fact("1", "found", "2026-03-03T11:00:00+00:00", id="F-2", corrects="F-1")
    tell(small, later, now=at("2026-03-03 13:00"))
    clock = clock_of(small, "missing.return_interview")
    assert clock.due_at == at("2026-03-06 11:00")
    (move,) = moves_of(small, clock)
    assert (move.kind, move.from_due_on) == (MoveKind.MOVED, move.to_due_on)


def test_a_start_moved_back_keeps_what_was_told_and_tells_the_rest(workspace: Workspace) -> None:
    tell(workspace, BEGAN, now=TOLD_AT)
    sweep_days(workspace, "2026-03-16")
    before = ledger(workspace)
    assert rungs(workspace, FIRST_REVIEW) == [("-10wd", 0)]
    tell(workspace, start_moved_to("2026-02-23"), now=at("2026-03-17 09:00"))
    sweep_days(workspace, "2026-03-17")
    assert rungs(workspace, FIRST_REVIEW) == [("-10wd", 0), ("-5wd", 0)]
    assert [one for one in ledger(workspace) if one in before] == before


def test_a_start_moved_forward_takes_back_what_no_longer_holds_and_tells_it_again(
    workspace: Workspace,
) -> None:
    tell(workspace, BEGAN, now=TOLD_AT)
    sweep_days(workspace, "2026-03-16", "2026-03-23")
    moved_at = at("2026-03-24 09:00")
    # Due on 8 April now: ten working days before that is 23 March, five before it is 30 March.
    tell(workspace, start_moved_to("2026-03-09"), now=moved_at)
    assert rungs(workspace, FIRST_REVIEW) == [("-10wd", 0)]
    assert rungs(workspace, FIRST_REVIEW, withdrawn=True) == [("-5wd", 0)]
    assert why_withdrawn(workspace) == {"-5wd": "its date moved to 8 April 2026"}
    sweep_days(workspace, "2026-03-27")
    assert rungs(workspace, FIRST_REVIEW) == [("-10wd", 0)]
    sweep_days(workspace, "2026-03-31")
    assert rungs(workspace, FIRST_REVIEW) == [("-10wd", 0), ("-5wd", 1)]
    again = [one for one in ledger(workspace) if one.revision == 1]
    assert {one.due_on for one in again} == {date(2026, 4, 8)}
    withdrawn = [one for one in ledger(workspace) if one.withdrawn_at is not None]
    assert {one.withdrawn_at for one in withdrawn} == {moved_at}


@pytest.mark.parametrize("sent", [True, False])
def test_only_who_was_told_hears_that_an_alert_is_taken_back(
    workspace: Workspace, sent: bool
) -> None:
    tell(workspace, BEGAN, now=TOLD_AT)
    sweep_days(workspace, "2026-03-16", "2026-03-23")
    if sent:
        mark_all_sent(workspace, at("2026-03-23 09:05"))
    tell(workspace, start_moved_to("2026-03-09"), now=at("2026-03-24 09:00"))
    taken_back = {one.id for one in ledger(workspace) if one.withdrawn_at is not None}
    assert taken_back
    withdrawals = [one for one in deliveries(workspace) if one.kind == "withdrawal"]
    assert {one.alert for one in withdrawals} == (taken_back if sent else set())
    when = {(one.at_once, one.not_before) for one in withdrawals}
    assert when <= {(False, at("2026-03-24 09:00"))}


def test_a_removed_event_removes_its_clocks_and_keeps_what_happened_to_them(
    workspace: Workspace,
) -> None:
    tell(workspace, BEGAN, now=TOLD_AT)
    sweep_days(workspace, "2026-03-16")
    clock = clock_of(workspace)
    rows = len(ledger(workspace))
    tell(workspace, removal("1", "R-1", id="R-9"), now=at("2026-03-17 09:00"))
    with workspace.database.reading() as work:
        assert work.clocks.count() == 0
    (move,) = moves_of(workspace, clock)
    assert (move.kind, move.from_due_on, move.to_due_on) == (MoveKind.REMOVED, clock.due_on, None)
    assert standing(workspace) == []
    assert len(ledger(workspace)) == rows
    assert set(why_withdrawn(workspace).values()) == {"the duty no longer exists"}


def test_a_removal_that_is_removed_brings_the_clock_back_under_its_id(
    workspace: Workspace,
) -> None:
    tell(workspace, BEGAN, now=TOLD_AT)
    sweep_days(workspace, "2026-03-16")
    clock = clock_of(workspace)
    tell(workspace, removal("1", "R-1", id="R-9"), now=at("2026-03-17 09:00"))
    tell(workspace, removal("1", "R-9", id="R-10"), now=at("2026-03-18 09:00"))
    assert clock_of(workspace) == clock
    sweep_days(workspace, "2026-03-18")
    assert rungs(workspace, FIRST_REVIEW) == [("-10wd", 1)]
    assert rungs(workspace, FIRST_REVIEW, withdrawn=True) == [("-10wd", 0)]


def test_an_end_that_was_taken_back_opens_the_clock_again(workspace: Workspace) -> None:
    held = fact("1", "review_held", "2026-03-10", id="R-2", participation="PN1")
    told = tell(workspace, BEGAN, held, now=at("2026-03-11 09:00"))
    taken_back = tell(workspace, removal("1", "R-2", id="R-3"), now=at("2026-03-12 09:00"))
    kinds = [
        [one.kind for one in loaded.recalculated.changes if one.clock.rule == FIRST_REVIEW]
        for loaded in (told, taken_back)
    ]
    assert kinds == [[MoveKind.CREATED], [MoveKind.REOPENED]]


def test_a_clock_that_moved_is_looked_at_again_only_for_what_nobody_was_told_of(
    small: Workspace,
) -> None:
    tell(small, BEGAN, now=TOLD_AT)
    sweep_days(small, "2026-03-16", "2026-03-23")
    tell(small, start_moved_to("2026-03-03"), now=at("2026-03-24 09:00"))
    with small.database.reading() as work:
        due = {one.rule for one in work.clocks.reached(at("2026-03-24 09:00"))}
    assert FIRST_REVIEW not in due


def test_what_had_been_done_before_the_alert_takes_the_alert_back(workspace: Workspace) -> None:
    tell(workspace, BEGAN, now=TOLD_AT)
    sweep_days(workspace, "2026-03-16", "2026-03-23")
    held = fact("1", "review_held", "2026-03-18", participation="PN1")
    tell(workspace, held, now=at("2026-03-24 09:00"))
    assert rungs(workspace, FIRST_REVIEW) == [("-10wd", 0)]
    assert why_withdrawn(workspace) == {"-5wd": "it had been done on 18 March 2026"}


def test_alerts_are_held_against_clocks_that_are_worked_out_from_nothing(
    small: Workspace,
) -> None:
    tell(small, BEGAN, now=TOLD_AT)
    sweep_days(small, "2026-03-16", "2026-03-23")
    make_stale(small, start_moved_to("2026-03-09"), now=at("2026-03-24 09:00"))
    with small.database.unit_of_work() as work:
        work.clocks.clear()
    again = recalculate(small, None, now=at("2026-03-24 10:00"), cause=CAUSE)
    assert rungs(small, FIRST_REVIEW) == [("-10wd", 0)]
    assert rungs(small, FIRST_REVIEW, withdrawn=True) == [("-5wd", 0)]
    assert again.withdrawn == len([one for one in ledger(small) if one.withdrawn_at is not None])


def test_what_ended_before_the_alert_takes_the_alert_back(workspace: Workspace) -> None:
    tell(workspace, BEGAN, now=TOLD_AT)
    sweep_days(workspace, "2026-03-16")
    left = fact("1", "ceased_looked_after", "2026-03-13")
    tell(workspace, left, now=at("2026-03-17 09:00"))
    assert why_withdrawn(workspace) == {"-10wd": "the duty had ended on 13 March 2026"}


def test_what_was_done_after_the_alert_leaves_it_standing(workspace: Workspace) -> None:
    tell(workspace, BEGAN, now=TOLD_AT)
    sweep_days(workspace, "2026-03-16")
    before = standing(workspace)
    held = fact("1", "review_held", "2026-03-17", participation="PN1")
    tell(workspace, held, now=at("2026-03-17 18:00"))
    assert standing(workspace) == before
    clock = clock_of(workspace)
    assert (clock.completed_on, clock.open) == (date(2026, 3, 17), False)


def test_a_meeting_moved_to_a_later_day_takes_back_its_warning_and_gives_it_again(
    workspace: Workspace,
) -> None:
    def booked(on: str, meeting: str) -> Fact:
        return fact("1", "review_booked", on, meeting_at=f"{meeting}T10:00:00+00:00")

    rule = "lac.review.report"
    tell(workspace, BEGAN, booked("2026-03-03", "2026-03-12"), now=at("2026-03-03 18:00"))
    sweep(workspace, now=at("2026-03-10 10:05"))
    assert rungs(workspace, rule) == [("-1wd", 0)]
    tell(workspace, booked("2026-03-10", "2026-03-20"), now=at("2026-03-10 12:00"))
    assert rungs(workspace, rule) == []
    sweep(workspace, now=at("2026-03-17 10:05"))
    assert rungs(workspace, rule) == []
    sweep(workspace, now=at("2026-03-18 10:05"))
    assert rungs(workspace, rule) == [("-1wd", 1)]
    assert len({one.lineage for one in ledger(workspace) if one.rule == rule}) == 1


def test_a_correction_sent_under_another_case_reaches_the_case_it_corrects(
    workspace: Workspace,
) -> None:
    tell(workspace, BEGAN, now=TOLD_AT)
    wrong_case = fact("2", "became_looked_after", "2026-03-09", id="R-2", corrects="R-1")
    tell(workspace, wrong_case, now=at("2026-03-10 09:00"))
    with workspace.database.reading() as work:
        (clock,) = work.clocks.search(ClockFilter(rules=[FIRST_REVIEW]))
        assert work.cases.subjects([clock.case])[clock.case][1] == "2"
    assert clock.due_on == date(2026, 4, 8)


STORY = (
    BEGAN,
    fact("1", "responsible_assigned", "2026-03-03", role="iro", person="IRO-07", team="North"),
    start_moved_to("2026-03-04"),
    fact("1", "review_held", "2026-03-20", id="H-1", participation="PN1"),
    removal("1", "H-1", id="V-1"),
    fact("1", "review_held", "2026-03-24", id="H-2", participation="PN1"),
    fact("1", "placement_started", "2026-03-04", id="P-1"),
)


@pytest.mark.parametrize(("kind", "examples"), [("sqlite", 12), ("postgresql", 3)])
def test_the_same_events_in_any_order_and_any_portions_give_the_same_clocks(
    kind: str,
    examples: int,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    def clocks_after(order: list[Fact], together: int) -> list[Clock]:
        folder = tmp_path_factory.mktemp("order")
        url = sqlite_with_tables(folder)
        if kind == "postgresql":
            url = request.getfixturevalue("postgres").new_database()
        workspace = open_at(url, folder)
        for first in range(0, len(order), together):
            tell(workspace, *order[first : first + together], now=at("2026-03-25 09:00"))
            sweep(workspace, now=at("2026-03-25 09:05"))
        with workspace.database.reading() as work:
            found = work.clocks.search(ClockFilter())
        workspace.database.dispose()
        return found

    expected = clocks_after(list(STORY), len(STORY))
    assert {clock.rule for clock in expected} > {FIRST_REVIEW, "lac.review.second"}

    @settings(max_examples=examples)
    @given(st.permutations(STORY), st.integers(1, 3))
    def check(order: list[Fact], together: int) -> None:
        assert clocks_after(order, together) == expected

    check()


def test_a_dry_run_says_what_would_change_and_writes_nothing(workspace: Workspace) -> None:
    tell(workspace, BEGAN, now=TOLD_AT)
    sweep_days(workspace, "2026-03-16", "2026-03-23")
    make_stale(workspace, start_moved_to("2026-03-09"), now=at("2026-03-24 09:00"))
    before = everything(workspace)
    now = at("2026-03-24 10:00")
    with writes() as written:
        dry = recalculate(workspace, None, now=now, cause=CAUSE, apply=False)
    assert written == []
    assert everything(workspace) == before
    applied = recalculate(workspace, None, now=now, cause=CAUSE)
    assert dry.changes == applied.changes != []
    assert (dry.cases, dry.clocks) == (applied.cases, applied.clocks)
    assert everything(workspace) != before


def test_recalculating_again_rewrites_not_one_row(workspace: Workspace) -> None:
    tell(workspace, *STORY, now=at("2026-03-25 09:00"))
    sweep(workspace, now=at("2026-03-25 09:05"))
    with writes() as written:
        again = recalculate(workspace, None, now=at("2026-03-26 09:00"), cause=CAUSE)
    assert written == []
    assert (again.changes, again.withdrawn, again.failed) == ([], 0, [])
    assert again.clocks > 5


def test_who_is_responsible_can_change_without_a_date_moving(workspace: Workspace) -> None:
    tell(workspace, BEGAN, now=TOLD_AT)
    named = fact("1", "responsible_assigned", "2026-03-03", role="iro", person="IRO-07")
    loaded = tell(workspace, named, now=at("2026-03-03 18:00"))
    assert {one.kind for one in loaded.recalculated.changes} == {MoveKind.ENDED}
    clock = clock_of(workspace)
    assert clock.person == "IRO-07"
    assert moves_of(workspace, clock) == []


def make_stale(workspace: Workspace, *facts: Fact, now: datetime) -> None:
    """Store facts as an import leaves them that was killed before the clocks were worked out."""
    load_reading(workspace, facts, now=now, recalculated=False)
