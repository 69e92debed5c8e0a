"""``timescales alerts``: who was told what, and whether it reached them."""

from datetime import date, timedelta
from typing import Any

import click

from cli.common_options import CommonOptions, Day, answers, cases_option, example
from cli.output import note, print_json, print_table
from domain.days import end_of_day
from domain.references import short_id
from domain.wording import code_in_words, counted

_SECOND = timedelta(seconds=1)
_COLUMNS = ("Raised", "Rung", "What", "Due", "To", "Case", "Delivery", "Take care")


@click.group()
def alerts() -> None:
    """See who was told what."""


@alerts.command(
    "list",
    epilog=example("timescales alerts list --recipient iro_manager --since 2025-01-06"),
)
@click.option(
    "--clock",
    "clocks",
    multiple=True,
    metavar="ID",
    help="Only the clock with this id, or that begins with these eight or more characters.",
)
@cases_option
@click.option("--rule", "rules", multiple=True, help="Alerts of this rule.")
@click.option("--recipient", help="Alerts to this staff code, or to this role.")
@click.option("--team", help="Alerts about clocks of this team.")
@click.option("--since", type=Day(), help="Alerts raised on or after this day.")
@click.option("--standing", is_flag=True, help="Leave out those that were withdrawn.")
@answers
def list_alerts(
    options: CommonOptions,
    *,
    clocks: tuple[str, ...],
    cases: tuple[str, ...],
    rules: tuple[str, ...],
    recipient: str | None,
    team: str | None,
    since: date | None,
    standing: bool,
) -> None:
    """List alerts and their delivery.

    Those raised up to the day asked about, the oldest first.
    """
    from engine.queries import alerts as find
    from store.filters import AlertFilter

    filter = AlertFilter(
        clocks=clocks or None,
        cases=cases or None,
        rules=rules or None,
        recipient=recipient,
        team=team,
        raised_since=end_of_day(since - timedelta(days=1)) + _SECOND if since else None,
        raised_before=end_of_day(options.as_of) + _SECOND,
        standing_only=standing,
    )
    with options.opened() as workspace:
        views = find(workspace, filter)
    if options.as_json:
        print_json(views)
        return
    print_table(_COLUMNS, [_row(view) for view in views], wraps=("What", "Take care"))
    note(f"{counted(len(views), 'alert')} up to {options.as_of.isoformat()}.")


def _row(view: dict[str, Any]) -> tuple[str, ...]:
    told = [one for one in view["deliveries"] if one["kind"] == "alert"]
    cautions = []
    if view["late_because"]:
        cautions.append(f"late: {view['late_because']}")
    if view["withdrawn_because"]:
        cautions.append(f"withdrawn: {view['withdrawn_because']}")
    cautions += [code_in_words(one["last_error"]) for one in told if one["last_error"]]
    return (
        view["on"],
        view["rung"],
        view["title"],
        view["due_on"],
        view["recipient"],
        short_id(view["case_ref"]),
        ", ".join(one["state"] for one in told),
        "; ".join(cautions),
    )
