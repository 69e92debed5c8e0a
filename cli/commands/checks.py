"""``timescales checks``: what stands beside the clocks of a case."""

from datetime import date
from typing import TYPE_CHECKING, Any

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
from domain.references import short_id
from domain.wording import code_in_words, counted, table_day

if TYPE_CHECKING:
    from domain.clocks.case_check import CaseCheck
    from store.records import DoubtRecord


@click.group()
def checks() -> None:
    """See what the law asks for without setting a time, and what is in doubt."""


@checks.command(
    "list",
    epilog=example("timescales checks list --subject 1042", "timescales checks list --json"),
)
@subject_option
@cases_option
@known_at_option
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Show those too that only stand, have passed or are over.",
)
@answers
def list_checks(
    options: CommonOptions,
    *,
    subject: str | None,
    cases: tuple[str, ...],
    known_at: date | None,
    everything: bool,
) -> None:
    """List the checks that stand beside the clocks, and the doubts.

    A check has no date to meet: a review comes before a change of the care plan, approval before
    the end of a child's care. A doubt is something that an import refused or lacks, and that may
    have told of the case. Of one case all are shown; of all cases those about which somebody can
    still do something, and the rest is counted, unless --all says otherwise. No alert is raised
    for them.
    """
    from engine.case_checks import checks_of, to_act_on
    from engine.doubts import doubts_about

    with options.opened() as workspace:
        shown = checks_of(
            workspace,
            options.as_of,
            subject=subject,
            cases=cases,
            known_at=end_of(known_at),
        )
        doubts = doubts_about(workspace, subject=subject, cases=cases, everything=everything)
    rest: dict[str, int] = {}
    if not (everything or subject is not None or cases):
        shown, rest = to_act_on(shown)
    if options.as_json:
        named = {} if subject is None else {"subject": subject}
        lines = [*map(_doubt_as_json, doubts), *(check.as_json() for check in shown)]
        print_json([line | named for line in lines])
        _note_the_rest(rest)
        return
    print_table(
        ("Since", "State", "Case", "Check", "What it says"),
        [*map(_doubt_in_table, doubts), *map(_check_in_table, shown)],
        wraps=("What it says",),
    )
    beside = f" and {counted(len(doubts), 'doubt')}" if doubts else ""
    note(f"{counted(len(shown), 'check')}{beside} on {options.as_of.isoformat()}.")
    _note_the_rest(rest)


def _note_the_rest(rest: dict[str, int]) -> None:
    """How many checks are left out of the list, a line a kind."""
    for name, number in rest.items():
        note(
            f"And {number:,} of {name} that only stand, have passed or are over: --all shows them."
        )


def _check_in_table(check: "CaseCheck") -> tuple[str, ...]:
    return (
        table_day(check.since) if check.since else "",
        code_in_words(check.state.value),
        short_id(check.case),
        check.check,
        check.sentence,
    )


def _doubt_in_table(doubt: "DoubtRecord") -> tuple[str, ...]:
    return (
        table_day(doubt.noted_on),
        _state_of(doubt).replace("_", " "),
        short_id(doubt.case) if doubt.case else f"all of {doubt.source or 'a file'}",
        f"doubt {short_id(doubt.id)}",
        f"{doubt.why} ({doubt.code})",
    )


def _doubt_as_json(doubt: "DoubtRecord") -> dict[str, Any]:
    settled = doubt.settled_at
    return {
        "check": "doubt",
        "case_ref": doubt.case,
        "state": _state_of(doubt),
        "since": doubt.noted_on.isoformat(),
        "sentence": doubt.why,
        "source": doubt.source,
        "doubt": doubt.id,
        "table": doubt.table_name,
        "code": doubt.code,
        "may_have_told": doubt.tells,
        "settled_at": settled.isoformat() if settled else None,
        "settled_by": doubt.settled_by,
        "settled_because": doubt.settled_because,
    }


def _state_of(doubt: "DoubtRecord") -> str:
    return "in_doubt" if doubt.settled_at is None else "settled"


@checks.command(
    "settle",
    epilog=example('timescales checks settle 3f2a90c1 --reason "seen in the case file"'),
)
@click.argument("doubt")
@click.option("--reason", required=True, help="Why it is settled, in a few words without names.")
@click.option("--staff", help="The staff code of who settles it.")
@answers
def settle(options: CommonOptions, doubt: str, *, reason: str, staff: str | None) -> None:
    """Settle a doubt: what was refused or is missing told nothing that is not known.

    DOUBT is its id, or enough of its beginning. A later import that reads the table well settles
    its doubts by itself. The clocks that carried it are worked out again; what was held back of
    their alerts is raised by the next sweep.
    """
    from domain.case.event_types import read_attributes
    from domain.errors import ProblemError
    from engine.doubts import settle_doubt

    if not reason.strip():
        raise click.UsageError("--reason is empty: it is kept with the doubt.")
    if staff is not None:
        try:
            # As an event's own staff code is checked: a code, and no name.
            read_attributes("responsible_assigned", {"role": "iro", "person": staff})
        except ProblemError:
            raise click.UsageError("--staff is a code of letters and digits, no name.") from None
    with options.opened() as workspace:
        found = settle_doubt(workspace, doubt, reason=reason.strip(), by=staff, now=options.now)
    if options.as_json:
        print_json({"cases": found.cases, "clocks": found.clocks})
    else:
        click.echo(
            f"Settled. Worked out {counted(found.cases, 'case')} with "
            f"{counted(found.clocks, 'clock')}."
        )
