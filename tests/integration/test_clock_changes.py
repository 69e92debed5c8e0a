"""Sweeps across the nights on which clocks change, and on a machine whose clock steps back."""

from datetime import timedelta

import pytest

from engine.sweep import sweep
from engine.workspace import Workspace
from tests.support.workspaces import at, deliveries, fact, ledger, rungs, standing, tell

FIRST_REVIEW = "lac.review.first"
TOLD_AT = at("2026-03-03 18:00")
FACTS = (
    fact("1", "became_looked_after", "2026-03-02", legal_status="V2"),
    fact("1", "responsible_assigned", "2026-03-02", role="iro", person="IRO-07", team="North"),
    fact("2", "strategy_discussion_held", "2026-03-02"),
    fact("4", "found", "2026-03-03T10:00:00+00:00"),
)


@pytest.mark.parametrize(
    ("began", "evening", "midnight"),
    [
        # Due on 13 April, so ten working days before that, over Easter, is 26 March.
        ("2026-03-12", "2026-03-25 12:00", "2026-03-26 00:00"),
        # Summer time began on 29 March: London's 2 April begins at 23:00 UTC on 1 April.
        ("2026-03-19", "2026-04-01 12:00", "2026-04-01 23:00"),
        # It ended on 25 October: the 26th begins at midnight UTC, the 23rd an hour before it.
        ("2026-10-12", "2026-10-25 12:00", "2026-10-26 00:00"),
        ("2026-10-09", "2026-10-22 12:00", "2026-10-22 23:00"),
        # The year turns, and a bank holiday with it.
        ("2026-12-16", "2026-12-31 12:00", "2027-01-04 00:00"),
    ],
)
def test_a_rung_is_told_by_the_first_sweep_of_its_day_whatever_the_clocks_do(
    small: Workspace, began: str, evening: str, midnight: str
) -> None:
    tell(small, fact("1", "became_looked_after", began), now=at(f"{began} 18:00"))
    now = at(evening)
    while now < at(midnight):
        sweep(small, now=now)
        assert ("-10wd", 0) not in rungs(small, FIRST_REVIEW)
        now += timedelta(minutes=30)
    for minutes in range(0, 180, 30):
        sweep(small, now=at(midnight) + timedelta(minutes=minutes))
        assert rungs(small, FIRST_REVIEW) == [("-10wd", 0)]
    told = {(one.reached_at, one.late_because) for one in ledger(small) if one.rule == FIRST_REVIEW}
    assert told == {(at(midnight), None)}


@pytest.mark.parametrize("found_on", ["2026-03-28", "2026-10-24", "2026-12-30"])
def test_seventy_two_hours_are_seventy_two_hours_when_the_clocks_change(
    workspace: Workspace, found_on: str
) -> None:
    found = at(f"{found_on} 01:30")
    tell(workspace, fact("1", "found", found.isoformat()), now=found)
    raised: dict[str, float] = {}
    for hours in range(78):
        sweep(workspace, now=found + timedelta(hours=hours))
        for rung, _ in rungs(workspace, "missing.return_interview"):
            raised.setdefault(rung, hours)
    assert raised == {"-24h": 48, "-4h": 68, "0": 72, "+4h": 76}
    told = [(one.rung, one.recipient) for one in ledger(workspace)]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("back", [timedelta(minutes=59), timedelta(hours=5), timedelta(days=40)])
def test_a_clock_that_steps_back_neither_takes_back_nor_repeats(
    workspace: Workspace, back: timedelta
) -> None:
    tell(workspace, *FACTS, now=TOLD_AT)
    breach = at("2026-03-31 00:10")
    sweep(workspace, now=breach)
    before = ledger(workspace), deliveries(workspace)
    assert ("+1wd", 0) in rungs(workspace, FIRST_REVIEW)
    assert sweep(workspace, now=breach - back).raised == 0
    assert sweep(workspace, now=breach).raised == 0
    assert (ledger(workspace), deliveries(workspace)) == before


def test_a_recalculation_while_the_clock_is_back_takes_nothing_back(workspace: Workspace) -> None:
    tell(workspace, *FACTS, now=TOLD_AT)
    sweep(workspace, now=at("2026-03-31 00:10"))
    before = standing(workspace)
    handed_over = fact("1", "responsible_assigned", "2026-03-30", role="iro", person="IRO-08")
    tell(workspace, handed_over, now=at("2026-03-30 22:50"))
    assert standing(workspace) == before
    assert sweep(workspace, now=at("2026-03-31 00:15")).raised == 0
