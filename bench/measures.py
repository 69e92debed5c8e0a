"""How long every measure of the county takes over three years, at once and month by month."""

from datetime import timedelta
from time import perf_counter

from bench._county import NOW, county
from domain.counting import add_months
from domain.measures.catalogue import every_measure
from engine.measures import MeasureQuestion, measures


def rows() -> list[tuple[str, str, str]]:
    """All measures, with every reading, the bands, and the year before to compare with."""
    workspace = county()
    last = NOW.date()
    first = add_months(last, -36) + timedelta(days=1)
    found = []
    for by, name in ((None, "three years"), ("month", "three years by month")):
        started = perf_counter()
        measures(workspace, MeasureQuestion(first, last, last, by=by))
        seconds = perf_counter() - started
        target = "under 2 s" if by is None else "-"
        found.append((f"all {len(every_measure())} measures, {name}", f"{seconds:.1f} s", target))
    return found
