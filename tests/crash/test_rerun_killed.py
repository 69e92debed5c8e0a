"""kill -9 while new bank holidays or changed rules are applied: doing it again finishes it."""

from pathlib import Path

import pytest

from engine.kill_points import KillPoint
from engine.status import status
from engine.workspace import Workspace
from tests.support.copies import copy_of
from tests.support.feeds import feed_content, keep_snapshot
from tests.support.killing import run_killed
from tests.support.workspaces import (
    PROFILE,
    apply_rerun,
    at,
    everything,
    fact,
    one_step,
    open_at,
    sweep_days,
    tell,
)

POINTS = [KillPoint.RECALCULATE_BEFORE_COMMIT, KillPoint.RECALCULATE_AFTER_COMMIT]
TOLD_AT, NOW = at("2026-03-02 18:00"), at("2026-03-24 09:00")
FACTS = [
    fact(str(number), "became_looked_after", "2026-03-02", id=f"R-{number}")
    for number in range(1, 9)
]
OTHER_PROFILE = "statutory"
KILLS = [
    (kind, what, point, nth)
    for kind in ("sqlite", "postgresql")
    for what in ("calendar", "rules")
    for point in POINTS
    for nth in (1, 2)
]


def profile_for(what: str) -> str:
    """The profile of the settings while this is applied: for rules, another than before."""
    return OTHER_PROFILE if what == "rules" else PROFILE


def apply_killed(workspace: Workspace, what: str, point: str) -> None:
    """Apply it in a process of its own, three cases in a transaction, which dies at the point."""
    settings = workspace.settings
    place = (settings.database_url, settings.data_folder)
    run_killed(one_step, what, *place, NOW, profile_for(what), at=point)


def is_unfinished(workspace: Workspace, what: str) -> bool:
    """Whether ``status`` says that this has not reached every case."""
    return f"{what} being applied" in {one.name for one in status(workspace, NOW).checks}


def moves(workspace: Workspace) -> int:
    return len(everything(workspace)["clock_move"])


@pytest.mark.parametrize(("url", "what", "point", "nth"), KILLS, indirect=["url"])
def test_a_rerun_that_was_killed_is_finished_by_doing_it_again(
    url: str, tmp_path: Path, what: str, point: KillPoint, nth: int
) -> None:
    told = open_at(url, tmp_path)
    tell(told, *FACTS, now=TOLD_AT)
    sweep_days(told, "2026-03-16", "2026-03-23")
    told.database.dispose()
    if what == "calendar":
        keep_snapshot(
            tmp_path / "calendars", "2026-03-10", feed_content(d2026_03_27="An invented day")
        )
    copy = copy_of(url)
    untouched = open_at(copy, tmp_path, profile_for(what))
    apply_killed(told, what, f"{point}:{nth}")
    killed = open_at(url, tmp_path, profile_for(what))
    half_way = moves(killed)
    assert is_unfinished(killed, what)
    for workspace in (killed, untouched):
        apply_rerun(workspace, what, NOW)
    one, other = everything(killed), everything(untouched)
    assert {name for name in one if one[name] != other[name]} == set()
    assert 0 <= half_way < len(one["clock_move"])
    # Only the very first transaction had not been kept.
    assert (half_way == 0) is (point is KillPoint.RECALCULATE_BEFORE_COMMIT and nth == 1)
    assert not is_unfinished(killed, what)
    killed.database.dispose()
    untouched.database.dispose()
