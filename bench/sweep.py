"""How long a sweep takes when nothing is due, when 500 clocks are, and what Prefect adds."""

from datetime import datetime, timedelta
from time import perf_counter

from bench._county import NOW, county
from engine.sweep import sweep
from engine.workspace import Workspace
from store.filters import ClockFilter

_DUE = 500


def rows() -> list[tuple[str, str, str]]:
    """Sweeps over the whole county, timed without Prefect."""
    workspace = county()
    sweep(workspace, now=NOW)
    with workspace.database.reading() as work:
        stored = work.clocks.count()
    nothing = _timed(workspace, NOW + timedelta(minutes=1))
    later, due = _instant_with_due(workspace)
    some = _timed(workspace, later)
    return [
        (f"sweep, nothing due of {stored:,} clocks", f"{nothing * 1000:.0f} ms", "under 100 ms"),
        (f"sweep, {due} clocks due", f"{some:.2f} s", "under 2 s"),
    ]


def _timed(workspace: Workspace, now: datetime) -> float:
    started = perf_counter()
    sweep(workspace, now=now)
    return perf_counter() - started


def _instant_with_due(workspace: Workspace) -> tuple[datetime, int]:
    """The first morning on which at least 500 clocks have a rung that nobody was told of."""
    later = NOW
    for _ in range(400):
        later += timedelta(days=1)
        with workspace.database.reading() as work:
            due = len(work.clocks.reached(later))
        if due >= _DUE:
            return later, due
    with workspace.database.reading() as work:
        return later, len(work.clocks.search(ClockFilter(open_only=True)))
