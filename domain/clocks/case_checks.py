"""What stands beside a case's clocks: gates that the law sets without a time, and what to look at.

A gate has no date to meet: something must come before something else. So it is a check, which is
shown with the case and raises no alert. Each is a file of ``gates``, found by being there.
"""

import pkgutil
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import import_module

import domain.clocks.gates
from domain.case.corrections import standing_by
from domain.case.events import Event
from domain.case.history import History
from domain.case.trust import Trust
from domain.clocks.case_check import CaseCheck, Gate
from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.schedule import Calendars
from domain.rules.rulebooks import Rulebook


@cache
def every_gate() -> tuple[Gate, ...]:
    """Every gate there is, those that are off among them, in the order of their ids."""
    package = domain.clocks.gates
    modules = pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    found: list[Gate] = [import_module(module.name).GATE for module in modules]
    return tuple(sorted(found, key=lambda gate: gate.id))


def case_checks(
    events: Iterable[Event],
    rulebook: Rulebook,
    calendars: Calendars,
    as_of: date,
    trust: Trust,
) -> list[CaseCheck]:
    """The checks of one case on ``as_of``, from what had happened by then.

    The same rulebook, calendars and trust as for its clocks. Pure: the answer is the same whatever
    the order of the events.
    """
    history = History(standing_by(events, as_of), rulebook.stays, trust)
    if not history.events:
        return []
    name = history.events[0].case
    case = CaseSoFar(history, rulebook, calendars)
    return [
        check
        for gate in every_gate()
        if gate.found is not None and gate.off is None
        for check in gate.found(name, case, as_of)
    ]
