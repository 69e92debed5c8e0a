"""What each flow does, without Prefect: the same when a person asks for it, when it is
scheduled, and when Prefect cannot be reached."""

from datetime import datetime

from domain.wording import counted
from engine.outbox import prepare_morning, send_waiting
from engine.recalculate import CaseFailure, Recalculation
from engine.rerun import Rerun
from engine.sweep import Sweep, sweep
from engine.workspace import Workspace
from flows.outcome import ChangedDate, Outcome, together

_DRY_RUN_NEXT = "Nothing was written. To write these changes, run it again with Apply ticked."


def rerun_outcome(done: Rerun) -> Outcome:
    """What a rerun did, or would do; with the sweep that followed it."""
    result = done.recalculation
    moved = counted(len(result.changes), "date")
    verb = "changed" if done.applied else "would change"
    outcome = Outcome(
        headline=f"Worked out {counted(result.cases, 'case')}: {moved} {verb}.",
        next_step=_DRY_RUN_NEXT,
        figures={
            "Cases": result.cases,
            "Dates worked out": result.clocks,
            "Dates changed" if done.applied else "Dates that would change": len(result.changes),
            "Alerts withdrawn": result.withdrawn,
            "Cases that failed": len(result.failed),
        },
        changes=changes_of(result, (done.applied and done.reason) or "dry_run"),
        failed={failure.case: not_worked_out(failure) for failure in result.failed},
    )
    if done.sweep is None:
        return outcome
    raised = _sweep_outcome(done.sweep)
    return together(f"{outcome.headline} {raised.headline}", raised.next_step, [outcome, raised])


def swept(workspace: Workspace, *, now: datetime) -> Outcome:
    """Raise every alert that is due and that nobody was told of."""
    return _sweep_outcome(sweep(workspace, now=now))


def _sweep_outcome(result: Sweep) -> Outcome:
    return Outcome(
        headline=f"Raised {counted(result.raised, 'alert')}, {result.late:,} of them late.",
        next_step="The next dispatch sends what is urgent; the rest goes with the morning digest.",
        figures={
            "Dates looked at": result.clocks_read,
            "Alerts raised": result.raised,
            "Of them late": result.late,
        },
    )


def dispatched(workspace: Workspace, *, now: datetime) -> Outcome:
    """Send what waits in the outbox."""
    result = send_waiting(workspace, now)
    return Outcome(
        headline=f"Sent {counted(result.sent, 'message')}.",
        next_step="What could not go is tried again by itself.",
        figures={
            "Messages sent": result.sent,
            "Of them perhaps repeats": result.repeats,
            "Had arrived before": result.already_there,
            "Wait for another try": result.waiting,
            "Refused": result.failed,
        },
        failed={problem.code: f"{problem.message} {problem.remedy}" for problem in result.problems},
    )


def digests_prepared(workspace: Workspace, *, now: datetime) -> Outcome:
    """Put today's digests into the outbox; none before the working hours of a working day."""
    people = prepare_morning(workspace, now)
    return Outcome(
        headline=f"Prepared the morning digest for {counted(people, 'person', 'people')}.",
        next_step="The next dispatch sends them. Everybody has one a day, however often this runs.",
        figures={"People": people},
    )


def changes_of(result: Recalculation, cause: str) -> list[ChangedDate]:
    """The dates that changed, with what happened to each and the code of its cause."""
    return [
        ChangedDate(
            case_ref=change.clock.case,
            rule=change.clock.rule,
            from_due_on=change.before.due_on if change.before else None,
            to_due_on=change.after.due_on if change.after else None,
            because=f"{change.kind.value}, {cause}",
        )
        for change in result.changes
    ]


def not_worked_out(failure: CaseFailure) -> str:
    """What to say of a case that failed."""
    return f"Its dates could not be worked out ({failure.code}); the old ones stand."
