"""kill -9 at every named point between a file and its clocks: repeating it leaves no trace."""

import json
from pathlib import Path

import pytest

from engine.kill_points import KillPoint
from engine.sweep import sweep
from engine.workspace import Workspace
from tests.support.copies import copy_of
from tests.support.killing import run_killed
from tests.support.workspaces import (
    Fact,
    Row,
    at,
    everything,
    fact,
    mark_all_sent,
    one_step,
    open_at,
    removal,
    sweep_days,
    tell,
)

POINTS = [point for point in KillPoint if point.startswith(("import.", "recalculate."))]
TOLD_AT, NOW = at("2026-03-02 18:00"), at("2026-03-24 09:00")
SUBJECTS = [str(number) for number in range(1, 9)]
FACTS = [fact(one, "became_looked_after", "2026-03-02", id=f"R-{one}") for one in SUBJECTS]
# Starts that move, one that is taken back, one amended under another number, and two new cases.
CORRECTIONS = [
    *(
        fact(one, "became_looked_after", "2026-03-09", id=f"S-{one}", corrects=f"R-{one}")
        for one in SUBJECTS[:5]
    ),
    removal("6", "R-6", id="V-6"),
    removal("11", "R-7", id="V-7"),
    fact("10", "strategy_discussion_held", "2026-03-02", id="D-10"),
    fact("12", "found", "2026-03-20T10:00:00+00:00", id="F-12"),
]
# The child takes three cases in a transaction, so that the second time is half way through.
KILLS = [
    (kind, point, nth) for kind in ("sqlite", "postgresql") for point in POINTS for nth in (1, 2)
]


def import_killed(workspace: Workspace, facts: list[Fact], point: str) -> None:
    """An import in a process of its own, which dies at the point."""
    settings = workspace.settings
    file = settings.data_folder / "facts.json"
    file.write_text(json.dumps(facts))
    place = (settings.database_url, settings.data_folder)
    run_killed(one_step, "load", *place, NOW, str(file), at=point)


def without_run(rows: list[Row]) -> list[Row]:
    """The rows without the name of the import that wrote them."""
    return [tuple(pair for pair in row if pair[0] != "run") for row in rows]


def test_the_points_are_all_there() -> None:
    assert len(POINTS) == 4


@pytest.mark.parametrize(("url", "point", "nth"), KILLS, indirect=["url"])
def test_an_import_that_was_killed_leaves_what_one_alone_would_have_left(
    url: str, tmp_path: Path, point: KillPoint, nth: int
) -> None:
    told = open_at(url, tmp_path)
    tell(told, *FACTS, now=TOLD_AT)
    sweep_days(told, "2026-03-16", "2026-03-23")
    mark_all_sent(told, at("2026-03-23 10:00"))
    told.database.dispose()
    untouched = open_at(copy_of(url), tmp_path)
    killed = open_at(url, tmp_path)
    before = everything(killed)
    import_killed(killed, CORRECTIONS, f"{point}:{nth}")
    half_way = everything(killed)
    assert (half_way == before) is (point is KillPoint.IMPORT_BEFORE_COMMIT and nth == 1)
    for workspace in (killed, untouched):
        tell(workspace, *CORRECTIONS, now=NOW)
        sweep(workspace, now=NOW)
    one, other = everything(killed), everything(untouched)
    # What differs is which of the two imports did it, and that it found some of it done.
    assert {name for name in one if one[name] != other[name]} <= {"import_batch", "clock_move"}
    assert without_run(one["clock_move"]) == without_run(other["clock_move"]) != []
    assert len(one["clock"]) > 15
    assert {dict(row)["kind"] for row in one["delivery"]} == {"alert", "withdrawal"}
    killed.database.dispose()
    untouched.database.dispose()
