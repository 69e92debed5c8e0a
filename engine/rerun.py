"""Rerunning a schedule after a correction: what would change, and then the change itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.errors import ProblemError
from engine.progress import Progress, no_progress
from engine.recalculate import Cause, Recalculation, recalculate
from engine.sweep import Sweep, sweep
from engine.workspace import Workspace

# The families of rules that each schedule holds: the first words of their ids.
SCHEDULES: dict[str, tuple[str, ...]] = {
    "review-schedule": (
        *("lac", "missing", "leaving", "qa"),
        *("fostering", "adoption", "ehc", "safeguarding", "private_fostering"),
    ),
    "cp-conferences": ("cin", "cp"),
    "complaint-deadlines": ("complaint",),
}


@dataclass(frozen=True, slots=True)
class Rerun:
    """What a rerun found. ``sweep`` is None for a dry run, which raises nothing."""

    schedule: str
    applied: bool
    recalculation: Recalculation
    sweep: Sweep | None


def rerun(
    workspace: Workspace,
    schedule: str,
    *,
    now: datetime,
    cases: Iterable[str] | None = None,
    apply: bool = False,
    reason: str | None = None,
    because: str = "rerun",
    run: str | None = None,
    progress: Progress = no_progress,
) -> Rerun:
    """Work out one schedule anew, for some cases or for all (None).

    A dry run unless ``apply``; applying needs a ``reason``, which is kept with each date that
    moves. Raises ProblemError ``unknown_schedule``, ``reason_missing`` or ``unknown_case``.
    """
    families = SCHEDULES.get(schedule)
    if families is None:
        raise ProblemError(
            "unknown_schedule",
            "There is no schedule of this name.",
            f"Use one of: {', '.join(SCHEDULES)}.",
        )
    require_reason(apply, reason)
    chosen = None if cases is None else sorted(set(cases))
    if chosen is not None:
        require_known_cases(workspace, chosen)
    cause = Cause(because=because, reason=reason, run=run)
    found = recalculate(
        workspace,
        chosen,
        now=now,
        cause=cause,
        families=families,
        apply=apply,
        progress=progress,
    )
    return Rerun(schedule, apply, found, sweep(workspace, now=now) if apply else None)


def require_reason(apply: bool, reason: str | None) -> None:
    """Raise ProblemError ``reason_missing`` unless what is to be written has a reason."""
    if apply and not reason:
        raise ProblemError(
            "reason_missing",
            "Applying a rerun needs a reason, which is kept with the dates that move.",
            "Give one, or leave out the order to apply to see what would change.",
        )


def require_known_cases(workspace: Workspace, cases: Sequence[str]) -> None:
    """Raise ProblemError ``unknown_case`` unless the store has every one of these cases."""
    with workspace.database.reading() as work:
        known = work.cases.subjects(cases)
    missing = [case for case in cases if case not in known]
    if missing:
        raise ProblemError(
            "unknown_case",
            f"{len(missing)} of the {len(cases)} case references are not in the store.",
            "Copy case references from: timescales clocks list",
        )
