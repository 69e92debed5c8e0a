"""kill -9 while a corrected return takes events back: repeating it leaves no trace."""

from datetime import datetime
from pathlib import Path

import pytest

from engine import importing, recalculate
from engine.kill_points import KillPoint
from engine.loading import load
from engine.sweep import sweep
from engine.workspace import Workspace
from intake.ssda903.reader import read_return
from tests.support.copies import copy_of
from tests.support.killing import run_killed
from tests.support.workspaces import (
    Row,
    at,
    everything,
    mark_all_sent,
    open_at,
    references,
    sweep_days,
)
from tests.unit.intake.rows import EPISODES, HEADER, REVIEWS, child, episode, review

POINTS = [point for point in KillPoint if point.startswith(("import.", "recalculate."))]
TOLD_AT, NOW = at("2025-06-02 18:00"), at("2025-11-03 09:00")
CHILDREN = [str(number) for number in range(1, 9)]
KILLS = [
    (kind, point, nth) for kind in ("sqlite", "postgresql") for point in POINTS for nth in (1, 2)
]


def put(workspace: Workspace, folder: Path, now: datetime) -> None:
    """Import the return in the folder."""
    reading = read_return([folder], now=now, year=2024)
    load(workspace, reading, kind="ssda903", now=now, new_ref=references(workspace))


def put_in_small_portions(url: str, data_folder: Path, folder: Path, now: datetime) -> None:
    """Import the return in transactions of three cases each."""
    importing.CASES_IN_A_TRANSACTION = recalculate.CASES_IN_A_TRANSACTION = 3
    put(open_at(url, data_folder), folder, now)


def write(folder: Path, held: str, *children: str) -> Path:
    """A return with children who came into care in the year and a review of each."""
    folder.mkdir()
    tables = {
        "header": [HEADER, *(child(one) for one in children)],
        "episodes": [EPISODES, *(episode("07/05/2024", number=one) for one in children)],
        "reviews": [
            REVIEWS,
            *(review("03/06/2024", number=one) for one in children),
            *(review(held, number=one) for one in children),
        ],
    }
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(rows) + "\n")
    return folder


def without_run(rows: list[Row]) -> list[Row]:
    """The rows without the name of the import that wrote them."""
    return [tuple(pair for pair in row if pair[0] != "run") for row in rows]


@pytest.mark.parametrize(("url", "point", "nth"), KILLS, indirect=["url"])
def test_a_corrected_return_that_was_killed_leaves_what_one_alone_would_have_left(
    url: str, tmp_path: Path, point: KillPoint, nth: int
) -> None:
    first = write(tmp_path / "first", "28/08/2024", *CHILDREN)
    # Every second review on another day, and two children gone.
    second = write(tmp_path / "second", "20/03/2025", *CHILDREN[:6])
    told = open_at(url, tmp_path)
    put(told, first, TOLD_AT)
    sweep_days(told, "2025-09-01", "2025-09-08")
    mark_all_sent(told, at("2025-09-08 10:00"))
    told.database.dispose()
    untouched = open_at(copy_of(url), tmp_path)
    killed = open_at(url, tmp_path)
    run_killed(put_in_small_portions, url, tmp_path, second, NOW, at=f"{point}:{nth}")
    for workspace in (killed, untouched):
        put(workspace, second, NOW)
        sweep(workspace, now=NOW)
    one, other = everything(killed), everything(untouched)
    # What differs is which of the two imports did it, and that it found some of it done.
    assert {name for name in one if one[name] != other[name]} <= {"import_batch", "clock_move"}
    assert without_run(one["clock_move"]) == without_run(other["clock_move"]) != []
    voids = [row for row in one["event"] if dict(row)["voids"]]
    assert len(voids) == 6 + 2 * 5
    assert {dict(row)["kind"] for row in one["delivery"]} == {"alert", "withdrawal"}
    killed.database.dispose()
    untouched.database.dispose()
