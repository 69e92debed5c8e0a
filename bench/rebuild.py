"""How long every clock of the county takes to work out anew from its events."""

from time import perf_counter

from bench._county import NOW, county
from engine.recalculate import Cause, recalculate


def rows() -> list[tuple[str, str, str]]:
    """The whole county: events read, clocks worked out, clocks written."""
    workspace = county()
    with workspace.database.unit_of_work() as work:
        work.clocks.clear()
        events = work.events.count()
    started = perf_counter()
    found = recalculate(workspace, None, now=NOW, cause=Cause("rebuild"))
    seconds = perf_counter() - started
    what = f"rebuild of the county, {events:,} events to {found.clocks:,} clocks"
    return [(what, f"{seconds:.1f} s", "under 10 s")]
