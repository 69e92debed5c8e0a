"""Every report there is, found by its file in ``reports/made``."""

import pkgutil
from functools import cache
from importlib import import_module

import reports.made
from domain.errors import ProblemError
from reports.definition import Definition


@cache
def every_report() -> dict[str, Definition]:
    """Every report by its id, in the order of the ids."""
    found: dict[str, Definition] = {}
    for module in pkgutil.iter_modules(reports.made.__path__, f"{reports.made.__name__}."):
        definition: Definition = import_module(module.name).REPORT
        found[definition.id] = definition
    return dict(sorted(found.items()))


def report_called(name: str) -> Definition:
    """The report with this id. Raises ProblemError ``unknown_report``."""
    known = every_report()
    if name not in known:
        raise ProblemError(
            "unknown_report",
            "There is no report of this name.",
            f"Use one of: {', '.join(known)}.",
        )
    return known[name]
