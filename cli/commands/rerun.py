"""``timescales rerun``: work dates out again after a correction."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from cli.calendar_changes import rerun_calendar
from cli.common_options import CommonOptions, answers, cases_option, example, subject_option
from cli.exit_codes import REFUSED
from cli.output import note, print_json, print_table, working
from domain.references import short_id
from domain.wording import counted
from engine.schedule_catalogue import every_schedule

if TYPE_CHECKING:
    from engine.recalculate import ClockChange
    from engine.rerun import Rerun

_SWEEP = "sweep"


@click.command(
    epilog=example(
        "timescales rerun review-schedule",
        'timescales rerun complaint-deadlines --apply --reason "Register corrected"',
        "timescales rerun --calendar",
        "timescales rerun --rules",
    )
)
@click.argument("schedule", type=click.Choice([*every_schedule(), _SWEEP]), required=False)
@click.option(
    "--calendar", is_flag=True, help="By the newest bank holidays, every schedule at once."
)
@click.option("--rules", is_flag=True, help="By changed rules, every schedule at once.")
@click.option("--apply/--dry-run", "apply", default=False, help="Write it. Default: only show it.")
@click.option("--reason", help="Why, in a few words; kept with every date that moves. No names.")
@cases_option
@subject_option
@answers
# long: each option is a parameter, and the docstring is the help
def rerun(
    options: CommonOptions,
    *,
    schedule: str | None,
    calendar: bool,
    rules: bool,
    apply: bool,
    reason: str | None,
    cases: tuple[str, ...],
    subject: str | None,
) -> None:
    """Work out a schedule again: of some cases, or of all.

    It shows what would change. With --apply and a --reason it writes that, and raises the
    alerts that are then due. Rerunning the sweep raises what is due and needs no reason.

    With --calendar it shows what bank holidays move that were fetched since, and why: they are
    the same for every schedule, so one that is named does not limit it. With --apply they are
    in force. What ended before they were fetched stays as it was.

    With --rules it shows what changed rule files move, or another profile; with --apply they
    are in force. Until then every import and rerun goes by the rules that were.
    """
    if rules:
        if schedule or calendar or cases or subject is not None:
            raise click.UsageError("--rules is for every schedule and case, and stands alone.")
        _rerun_rules(options, apply, reason)
        return
    if calendar and schedule != _SWEEP and not cases and subject is None:
        rerun_calendar(options, apply=apply, reason=reason)
        return
    if calendar:
        raise click.UsageError(
            "Bank holidays are the same for all cases: --calendar goes with no --case, no "
            "--subject, and not with the sweep."
        )
    if schedule is None:
        raise click.UsageError("Name a schedule, or give --calendar or --rules.")
    if schedule == _SWEEP:
        if cases or subject is not None:
            raise click.UsageError(
                "A sweep is always of all cases: leave out --case and --subject."
            )
        _rerun_sweep(options, apply)
        return
    from engine.rerun import rerun as engine_rerun

    with options.opened() as workspace, working("Working out dates") as progress:
        done = engine_rerun(
            workspace,
            schedule,
            now=options.now,
            cases=cases,
            subject=subject,
            apply=apply,
            reason=reason,
            progress=progress,
        )
    _show(options, done)


def _rerun_rules(options: CommonOptions, apply: bool, reason: str | None) -> None:
    from engine.rules_rerun import rerun_rules

    # Not by the rules in force: they are replaced even where they can no longer be read.
    opened = options.opened(by_the_files=True)
    with opened as workspace, working("Working out dates") as progress:
        done = rerun_rules(
            workspace, now=options.now, apply=apply, reason=reason, progress=progress
        )
    _show(options, done)


def _show(options: CommonOptions, done: "Rerun") -> None:
    result = done.recalculation
    if options.as_json:
        print_json(
            {
                "schedule": done.schedule,
                "applied": done.applied,
                "cases": result.cases,
                "clocks": result.clocks,
                "changes": [_as_json(change) for change in result.changes],
                "alerts_withdrawn": result.withdrawn,
                "cases_failed": [asdict(one) for one in result.failed],
                "sweep": asdict(done.sweep) if done.sweep else None,
            }
        )
    else:
        print_table(
            ("Case", "Rule", "What", "From", "To", "Clock"),
            [_row(change) for change in result.changes],
        )
    changed = "changed" if done.applied else "would change"
    note(
        f"Worked out {counted(result.cases, 'case')}: "
        f"{counted(len(result.changes), 'clock')} {changed}."
    )
    if not done.applied:
        note("Nothing was written. To write it: the same with --apply --reason TEXT")
    for failure in result.failed:
        note(f"Case {failure.case} could not be worked out ({failure.code}); its dates stand.")
    if result.failed:
        click.get_current_context().exit(REFUSED)


def _as_json(change: "ClockChange") -> dict[str, Any]:
    return {
        "clock": change.clock.clock,
        "case_ref": change.clock.case,
        "rule": change.clock.rule,
        "kind": change.kind.value,
        "from_due_on": change.before.due_on.isoformat() if change.before else None,
        "to_due_on": change.after.due_on.isoformat() if change.after else None,
    }


def _row(change: "ClockChange") -> tuple[str, ...]:
    values = _as_json(change)
    return (
        short_id(values["case_ref"]),
        values["rule"],
        values["kind"],
        values["from_due_on"] or "",
        values["to_due_on"] or "",
        short_id(values["clock"]),
    )


def _rerun_sweep(options: CommonOptions, apply: bool) -> None:
    from engine.sweep import sweep

    figures: dict[str, Any] = {"schedule": _SWEEP, "applied": apply}
    with options.opened() as workspace, working("Looking for what is due"):
        if apply:
            figures |= asdict(sweep(workspace, now=options.now))
        else:
            with workspace.database.reading() as work:
                figures["clocks_reached"] = len(work.clocks.reached(options.now))
    if options.as_json:
        print_json(figures)
    elif apply:
        click.echo(
            f"Raised {counted(figures['raised'], 'alert')}, {figures['late']:,} of them late."
        )
    else:
        click.echo(f"{counted(figures['clocks_reached'], 'clock')} would be looked at for alerts.")
        note("Nothing was written. To raise the alerts: timescales rerun sweep --apply")
