"""kill -9 at every named point of a sweep: the next one leaves what one alone would have left."""

from pathlib import Path

import pytest

from engine.kill_points import KillPoint
from engine.sweep import sweep
from engine.workspace import Workspace
from tests.support.copies import copy_of
from tests.support.killing import run_killed
from tests.support.workspaces import at, deliveries, everything, fact, one_step, open_at, tell

POINTS = [point for point in KillPoint if point.startswith("sweep.")]
NOW = at("2026-03-31 07:00")
FACTS = (
    fact("1", "became_looked_after", "2026-03-02"),
    fact("2", "strategy_discussion_held", "2026-03-02"),
    fact("3", "found", "2026-03-03T10:00:00+00:00"),
)


def sweep_killed(workspace: Workspace, point: KillPoint) -> None:
    """A sweep in a process of its own, which dies at the point."""
    settings = workspace.settings
    run_killed(one_step, "sweep", settings.database_url, settings.data_folder, NOW, at=point)


def test_the_points_are_all_there() -> None:
    assert len(POINTS) == 4


@pytest.mark.parametrize("point", POINTS)
def test_a_sweep_that_was_killed_is_made_good_by_the_next(
    url: str, tmp_path: Path, point: KillPoint
) -> None:
    told = open_at(url, tmp_path)
    tell(told, *FACTS, now=at("2026-03-03 18:00"))
    told.database.dispose()
    untouched = open_at(copy_of(url), tmp_path)
    killed = open_at(url, tmp_path)
    sweep_killed(killed, point)
    kept = len(deliveries(killed))
    again = sweep(killed, now=NOW)
    alone = sweep(untouched, now=NOW)
    assert alone.raised > 20
    committed = point is KillPoint.SWEEP_AFTER_COMMIT
    assert (kept > 0, again.raised) == (committed, 0 if committed else alone.raised)
    one, other = everything(killed), everything(untouched)
    assert {name for name in one if one[name] != other[name]} == {"run"}
    assert sweep(killed, now=NOW).raised == 0
    killed.database.dispose()
    untouched.database.dispose()
