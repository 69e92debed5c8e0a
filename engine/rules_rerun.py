"""Changed rules wait: their consequences are seen, then a person puts them in force."""

from datetime import datetime

from engine.progress import Progress, no_progress
from engine.recalculate import Cause, recalculate
from engine.rerun import NewlyInForce, Rerun, carried_out
from engine.rules_in_force import put_in_force, rules_of_files
from engine.workspace import Workspace

BECAUSE = "rule_changed"
APPLYING = "rules"
_EVERY_SCHEDULE = "rules"


def rules_wait(workspace: Workspace) -> bool:
    """Whether the files, or a change of profile, say other rules than those in force.

    Raises the ProblemErrors of the rule files.
    """
    return rules_of_files(workspace.settings, workspace.database) != workspace.rulebook


def rerun_rules(
    workspace: Workspace,
    *,
    now: datetime,
    apply: bool = False,
    reason: str | None = None,
    run: str | None = None,
    progress: Progress = no_progress,
) -> Rerun:
    """Work out every schedule by the rules that the files of the profile say.

    A preview unless ``apply``, which needs a ``reason``, puts the rules in force at ``now`` (UTC)
    and keeps the cause with each date that moves. One that was killed is finished by doing it
    again. Raises ProblemError ``reason_missing`` or ``rules_not_keepable``, and those of the
    rule files.
    """
    after = workspace.by_the_files()
    found, swept = carried_out(
        after,
        lambda: recalculate(
            after,
            None,
            now=now,
            cause=Cause(because=BECAUSE, reason=reason, run=run),
            apply=apply,
            every_rung=True,
            progress=progress,
        ),
        now=now,
        apply=apply,
        reason=reason,
        newly=NewlyInForce(APPLYING, lambda work: put_in_force(work, after.rulebook, now, reason)),
    )
    return Rerun(
        schedule=_EVERY_SCHEDULE, applied=apply, reason=reason, recalculation=found, sweep=swept
    )
