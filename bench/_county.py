"""The demonstration county in a store of its own, made once for all benches that need it."""

import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from engine.demo import load_demo
from engine.settings import Settings
from engine.workspace import Workspace, open_workspace

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
SEED = 1


@cache
def county() -> Workspace:
    """The loaded county. Its folder goes with the process."""
    folder = tempfile.TemporaryDirectory(prefix="timescales-bench-")
    _kept.append(folder)
    settings = Settings.load({}, data_folder=Path(folder.name))
    load_demo(settings, SEED, NOW)
    return open_workspace(settings)


_kept: list[tempfile.TemporaryDirectory[str]] = []
