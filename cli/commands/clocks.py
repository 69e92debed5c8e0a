"""``timescales clocks``: what is due, and when."""

from datetime import date
from typing import TYPE_CHECKING

import click

from cli.clock_table import print_clocks
from cli.common_options import (
    CommonOptions,
    Day,
    answers,
    cases_option,
    end_of,
    example,
    known_at_option,
    subject_option,
)
from cli.exit_codes import OVERDUE
from cli.output import note, print_json
from domain.clocks.clock import State
from domain.clocks.views import OPEN_STATES
from domain.wording import counted

if TYPE_CHECKING:
    from domain.clocks.case_check import CaseCheck
    from engine.queries import ClockQuestion
    from engine.workspace import Workspace


@click.group()
def clocks() -> None:
    """See what is due, and when."""


@clocks.command(
    "list",
    epilog=example(
        "timescales clocks list --family lac.review --overdue",
        "timescales clocks list --due-before 2025-02-01 --json",
    ),
)
@subject_option
@cases_option
@click.option("--rule", "rules", multiple=True, help="Clocks of this rule.")
@click.option(
    "--family",
    "families",
    multiple=True,
    help="Clocks of rules whose id begins so: lac, cp, complaint, lac.review.",
)
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in State]),
    help="Clocks in this state.",
)
@click.option("--overdue", is_flag=True, help="The same as --state overdue.")
@click.option("--responsible", help="Clocks of this staff code, or of this role.")
@click.option("--team", help="Clocks of this team.")
@click.option("--due-before", type=Day(), help="Clocks due before this day.")
@known_at_option
@click.option("--all", "everything", is_flag=True, help="Show the ended clocks too.")
@click.option("--fail-on-overdue", is_flag=True, help="End with code 3 if one shown is overdue.")
@answers
# long: each option is a parameter, and the docstring is the help
def list_clocks(
    options: CommonOptions,
    *,
    subject: str | None,
    cases: tuple[str, ...],
    rules: tuple[str, ...],
    families: tuple[str, ...],
    states: tuple[str, ...],
    overdue: bool,
    responsible: str | None,
    team: str | None,
    due_before: date | None,
    known_at: date | None,
    everything: bool,
    fail_on_overdue: bool,
) -> None:
    """List clocks, the longest overdue first.

    An option that may be given several times finds what fits any of them. The table shows open
    clocks unless --state or --all says otherwise; --json gives them all, in every state. With
    --subject, what needs a look beside them is said too (timescales checks list).
    """
    from engine.queries import ClockQuestion
    from engine.queries import clocks as find
    from store.filters import ClockFilter

    wanted: set[str] | None = {*states, *([State.OVERDUE] if overdue else [])}
    if not wanted:
        wanted = None if options.as_json or everything else set(OPEN_STATES)
    filter = ClockFilter(
        cases=cases or None,
        rules=rules or None,
        families=[name.rstrip(".") for name in families] or None,
        team=team,
        due_before=due_before,
        open_only=wanted is not None and wanted <= set(OPEN_STATES),
    )
    question = ClockQuestion(
        as_of=options.as_of,
        now=options.now,
        known_at=end_of(known_at),
        subject=subject,
        states=wanted,
        filter=filter,
    )
    with options.opened() as workspace:
        views = find(workspace, question)
        beside = [] if subject is None or options.as_json else _to_look_at(workspace, question)
    if responsible is not None:
        views = [view for view in views if view["responsible"] == responsible]
    if options.as_json:
        print_json(views)
    else:
        print_clocks(views)
        note(f"{counted(len(views), 'clock')} on {options.as_of.isoformat()}.")
        for check in beside:
            note(f"Look at: {check.sentence}")
    if fail_on_overdue and any(view["state"] == State.OVERDUE for view in views):
        click.get_current_context().exit(OVERDUE)


def _to_look_at(workspace: "Workspace", question: "ClockQuestion") -> list["CaseCheck"]:
    """The checks beside one case that need a look."""
    from domain.clocks.case_check import CaseCheckState
    from engine.case_checks import checks_of

    checks = checks_of(
        workspace, question.as_of, subject=question.subject, known_at=question.known_at
    )
    return [check for check in checks if check.state is CaseCheckState.LOOK]
