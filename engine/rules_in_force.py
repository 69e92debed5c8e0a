"""Rules that changed since they were put in force: their consequences are seen, then applied."""

from datetime import datetime

from engine.progress import Progress, no_progress
from engine.recalculate import Cause, recalculate
from engine.rerun import Rerun, require_reason
from engine.sweep import sweep
from engine.workspace import RULES_SETTING, Workspace, fingerprint

BECAUSE = "rule_changed"
_EVERY_SCHEDULE = "rules"


def rules_changed(workspace: Workspace) -> bool:
    """Whether the rules of the profile are others than those put in force."""
    with workspace.database.reading() as work:
        return work.settings.get(RULES_SETTING) != fingerprint(workspace.rulebook)


def rerun_rules(
    workspace: Workspace,
    *,
    now: datetime,
    apply: bool = False,
    reason: str | None = None,
    run: str | None = None,
    progress: Progress = no_progress,
) -> Rerun:
    """Work out every schedule by the rules as they are now.

    A preview unless ``apply``, which needs a ``reason``, keeps the cause with each date that
    moves, and puts the rules in force. Raises ProblemError ``reason_missing``.
    """
    require_reason(apply, reason)
    cause = Cause(because=BECAUSE, reason=reason, run=run)
    found = recalculate(workspace, None, now=now, cause=cause, apply=apply, progress=progress)
    if not apply:
        return Rerun(_EVERY_SCHEDULE, apply, found, None)
    with workspace.database.unit_of_work() as work:
        work.settings.set(RULES_SETTING, fingerprint(workspace.rulebook))
    return Rerun(_EVERY_SCHEDULE, apply, found, sweep(workspace, now=now))
