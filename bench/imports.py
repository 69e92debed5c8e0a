"""How long a large SSDA903 return takes to read, to store and to turn into clocks."""

import csv
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

from engine.loading import load
from engine.settings import Settings
from engine.workspace import open_workspace
from intake.ssda903.reader import read_return

_CHILDREN = 2_500
_REVIEWS_EACH = 5
_NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def rows() -> list[tuple[str, str, str]]:
    """A return of 12,500 reviews, from its files to the clocks."""
    with tempfile.TemporaryDirectory(prefix="timescales-bench-") as name:
        folder = Path(name)
        _write_return(folder)
        workspace = open_workspace(Settings.load({}, data_folder=folder / "data"))
        started = perf_counter()
        reading = read_return([folder], now=_NOW)
        load(workspace, reading, kind="ssda903", now=_NOW)
        seconds = perf_counter() - started
        what = f"import of an SSDA903 return with {_CHILDREN * _REVIEWS_EACH:,} reviews"
        return [(what, f"{seconds:.1f} s", "under 5 s")]


def _write_return(folder: Path) -> None:
    header, episodes, reviews = [], [], []
    for number in range(_CHILDREN):
        child, born, came_in = 100_000 + number, "01/02/2014", date(2023, 4, 3)
        came_in += timedelta(days=number % 90)
        header.append([child, 1 + number % 2, born, "WBRI", "", "", ""])
        episode = [child, _uk(came_in), "S", "V2", "N1", "U6", "PR1"]
        episodes.append([*episode, "", "", "", "", "", ""])
        held = came_in + timedelta(days=25)
        for _ in range(_REVIEWS_EACH):
            reviews.append([child, born, _uk(held), "PN1"])
            held += timedelta(days=150)
    columns = ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"]
    _write(folder / "header.csv", columns, header)
    placed = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE"
    _write(folder / "episodes.csv", [*placed.split(","), "HOME_POST", "PL_POST", "URN"], episodes)
    _write(folder / "reviews.csv", ["CHILD", "DOB", "REVIEW", "REVIEW_CODE"], reviews)


def _write(file: Path, columns: list[str], lines: list[list[object]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow(columns)
        writer.writerows(lines)


def _uk(day: date) -> str:
    return f"{day:%d/%m/%Y}"
