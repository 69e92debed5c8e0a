"""How long it takes to make one case of each two that two sources tell of, and to sweep them."""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from demo import authority
from engine.loading import load
from engine.settings import Settings
from engine.sources import group_sources
from engine.sweep import sweep
from engine.workspace import Workspace, open_workspace
from intake.reading import ReadEvent, Reading, Row

_NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
_SEED = 1


def rows() -> list[tuple[str, str, str]]:
    """The children of the demonstration, told of by two sources that are then grouped."""
    with tempfile.TemporaryDirectory(prefix="timescales-bench-") as name:
        workspace = open_workspace(Settings.load({}, data_folder=Path(name)))
        cases = {source: _told_by(workspace, source) for source in ("one", "other")}
        sweep(workspace, now=_NOW)
        started = perf_counter()
        group_sources(workspace, "children", ("one", "other"), reason="A bench", now=_NOW)
        joined = perf_counter() - started
        started = perf_counter()
        sweep(workspace, now=_NOW)
        swept = perf_counter() - started
        what = f"joining two sources of {cases['one']:,} cases each"
        return [
            (what, f"{joined:.1f} s", "under 20 s"),
            ("sweep once they are joined", f"{swept * 1000:.0f} ms", "as before"),
        ]


def _told_by(workspace: Workspace, source: str) -> int:
    reading = Reading()
    for number, event in enumerate(authority.events(_SEED, _NOW.date())):
        reading.rows.append(Row("demo", "demo", number + 1))
        told = replace(event, source=source, id=f"{source}-{event.id}")
        reading.events.append(ReadEvent(told, "demo", number + 1, number))
    loaded = load(workspace, reading, kind="events", now=_NOW)
    return len(loaded.imported.cases)
