"""Working dates out anew: what would change, and then the change itself.

The command, the forms, the nightly runs and the pages all come through here, and only here is it
asked for a reason.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from domain.errors import ProblemError
from engine.progress import Progress, no_progress
from engine.recalculate import Cause, Recalculation, recalculate
from engine.references import cases_asked_for
from engine.schedule_catalogue import schedule_called
from engine.sweep import Sweep, sweep
from engine.unfinished import begun, finished
from engine.workspace import Workspace
from store.unit_of_work import UnitOfWork

# Works out one case, which it is given with its reference, and may show that in a place of its own.
OneCase = Callable[[str, Callable[[], Recalculation]], Recalculation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerun:
    """What a rerun found. ``sweep`` is None for a dry run, which raises nothing.

    ``schedule`` is the key of a schedule, or what was put in force for all of them.
    """

    schedule: str
    applied: bool
    reason: str | None
    recalculation: Recalculation
    sweep: Sweep | None


@dataclass(frozen=True, slots=True)
class NewlyInForce:
    """What a rerun puts in force before it works anything out, and how that is called."""

    name: str
    put: Callable[[UnitOfWork], None]


def rerun(
    workspace: Workspace,
    schedule: str,
    *,
    now: datetime,
    cases: Sequence[str] = (),
    subject: str | None = None,
    apply: bool = False,
    reason: str | None = None,
    run: str | None = None,
    one_case: OneCase | None = None,
    progress: Progress = no_progress,
) -> Rerun:
    """Work out one schedule anew: some cases, by reference or by case number, or all of them.

    A dry run unless ``apply``; applying needs a ``reason``, which is kept with each date that
    moves, and ends with a sweep. ``one_case`` is given each case that was named, one after the
    other. Raises ProblemError ``unknown_schedule``, ``reason_missing`` and those of
    ``cases_asked_for``.
    """
    only = schedule_called(schedule)
    cause = Cause(because="rerun", reason=reason, run=run)

    def work_out(some: Sequence[str] | None) -> Recalculation:
        return recalculate(
            workspace, some, now=now, cause=cause, only=only, apply=apply, progress=progress
        )

    def work_out_what_was_asked_for() -> Recalculation:
        with workspace.database.reading() as work:
            chosen = cases_asked_for(work, cases, subject)
        if chosen is None or one_case is None:
            return work_out(chosen)
        together = Recalculation()
        for case in chosen:
            together.add(one_case(case, partial(work_out, [case])))
        return together

    found, swept = carried_out(
        workspace, work_out_what_was_asked_for, now=now, apply=apply, reason=reason
    )
    return Rerun(schedule=schedule, applied=apply, reason=reason, recalculation=found, sweep=swept)


def carried_out(
    workspace: Workspace,
    work_out: Callable[[], Recalculation],
    *,
    now: datetime,
    apply: bool,
    reason: str | None,
    newly: NewlyInForce | None = None,
) -> tuple[Recalculation, Sweep | None]:
    """The frame of every rerun: ask for the reason, put in force what is new, and sweep last.

    Raises ProblemError ``reason_missing`` before anything is done.
    """
    if apply and not (reason and reason.strip()):
        raise ProblemError(
            "reason_missing",
            "What is written needs a reason, which is kept with the dates that move.",
            "Give a reason, or leave out the order to apply to see what would change.",
        )
    if apply and newly is not None:
        with workspace.database.unit_of_work() as work:
            # First, so that a case that is worked out meanwhile is not moved back.
            newly.put(work)
            begun(work, newly.name)
    found = work_out()
    if not apply:
        return found, None
    if newly is not None:
        with workspace.database.unit_of_work() as work:
            finished(work, newly.name)
    return found, sweep(workspace, now=now)
