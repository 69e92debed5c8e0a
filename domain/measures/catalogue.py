"""Every measure there is, found by its file."""

import pkgutil
from collections.abc import Collection
from functools import cache
from importlib import import_module

import domain.measures
from domain.errors import ProblemError
from domain.measures.measure import Measure


@cache
def every_measure() -> dict[str, Measure]:
    """Every measure by its id, in the order of the ids."""
    prefix = f"{domain.measures.__name__}."
    found: dict[str, Measure] = {}
    for module in pkgutil.walk_packages(domain.measures.__path__, prefix):
        if module.name.count(".") == 3:
            measure: Measure = import_module(module.name).MEASURE
            found[measure.id] = measure
    return dict(sorted(found.items()))


def chosen(ids: Collection[str] | None = None) -> list[Measure]:
    """The measures with these ids, or every one. Raises ProblemError ``unknown_measure``."""
    known = every_measure()
    if ids is None:
        return list(known.values())
    if not set(ids) <= set(known):
        raise ProblemError(
            "unknown_measure",
            "There is no measure of this name.",
            f"Use one of: {', '.join(known)}.",
        )
    return [known[name] for name in dict.fromkeys(ids)]
