"""``timescales checks``: what stands beside the clocks of a case."""

from datetime import date

import click

from cli.common_options import (
    CommonOptions,
    answers,
    cases_option,
    end_of,
    example,
    known_at_option,
    subject_option,
)
from cli.output import note, print_json, print_table
from cli.words import short_id
from domain.wording import code_in_words, counted, table_day


@click.group()
def checks() -> None:
    """See what the law asks for without setting a time."""


@checks.command(
    "list",
    epilog=example("timescales checks list --subject 1042", "timescales checks list --json"),
)
@subject_option
@cases_option
@known_at_option
@click.option("--all", "everything", is_flag=True, help="Show those too that only stand or passed.")
@answers
def list_checks(
    options: CommonOptions,
    *,
    subject: str | None,
    cases: tuple[str, ...],
    known_at: date | None,
    everything: bool,
) -> None:
    """List the checks that stand beside the clocks.

    A check has no date to meet: a review comes before a change of the care plan, approval before
    the end of a child's care. Of one case all are shown; of all cases those that need a look,
    unless --all says otherwise. No alert is raised for them.
    """
    from domain.clocks.case_checks import CaseCheckState
    from engine.case_checks import checks_of

    with options.opened() as workspace:
        shown = checks_of(
            workspace,
            options.as_of,
            subject=subject,
            cases=cases,
            known_at=end_of(known_at),
        )
    if not (everything or subject is not None or cases):
        shown = [check for check in shown if check.state is CaseCheckState.LOOK]
    if options.as_json:
        named = {} if subject is None else {"subject": subject}
        print_json([check.as_json() | named for check in shown])
        return
    print_table(
        ("Since", "State", "Case", "Check", "What it says"),
        [
            (
                table_day(check.since) if check.since else "",
                code_in_words(check.state.value),
                short_id(check.case),
                check.check,
                check.sentence,
            )
            for check in shown
        ],
        wraps=("What it says",),
    )
    note(f"{counted(len(shown), 'check')} on {options.as_of.isoformat()}.")
