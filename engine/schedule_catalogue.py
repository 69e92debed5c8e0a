"""Every schedule there is, found by its file, and which of them a rule belongs to."""

import pkgutil
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import import_module

import engine.schedules
from domain.errors import ProblemError
from engine.schedule import Schedule

_EVERY_OTHER = "every other family"


@cache
def every_schedule() -> dict[str, Schedule]:
    """Every schedule by its key, in the order in which they run at night.

    Raises ProblemError ``schedules_overlap`` unless each rule belongs to exactly one.
    """
    prefix = f"{engine.schedules.__name__}."
    found: list[Schedule] = [
        import_module(module.name).SCHEDULE
        for module in pkgutil.iter_modules(engine.schedules.__path__, prefix)
    ]
    check_schedules(found)
    found.sort(key=lambda one: (one.runs_at, one.key))
    return {one.key: one for one in found}


def check_schedules(schedules: Iterable[Schedule]) -> None:
    """Raise ProblemError ``schedules_overlap`` unless each rule, of any family, has exactly one."""
    claimed = Counter(family for one in schedules for family in (one.families or (_EVERY_OTHER,)))
    twice = sorted(family for family, times in claimed.items() if times > 1)
    if twice or _EVERY_OTHER not in claimed:
        what = f"more than one takes {', '.join(twice)}" if twice else f"none takes {_EVERY_OTHER}"
        raise ProblemError(
            "schedules_overlap",
            f"The schedules do not share out the rules: {what}.",
            "Name each family in one file of engine/schedules, and leave families as None in one.",
        )


def schedule_called(key: str) -> Schedule:
    """The schedule with this key. Raises ProblemError ``unknown_schedule``."""
    known = every_schedule()
    if key not in known:
        raise ProblemError(
            "unknown_schedule",
            "There is no schedule of this name.",
            f"Use one of: {', '.join(known)}.",
        )
    return known[key]


def schedule_of(rule_id: str) -> Schedule:
    """The one schedule that a rule belongs to, whether or not the rule is in force."""
    named, every_other = _by_family()
    return named.get(rule_id.partition(".")[0], every_other)


@cache
def _by_family() -> tuple[dict[str, Schedule], Schedule]:
    schedules = every_schedule().values()
    named = {family: one for one in schedules for family in one.families or ()}
    return named, next(one for one in schedules if one.families is None)
