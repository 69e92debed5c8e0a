"""``timescales status``: is the engine well?"""

import click

from cli.clock_table import overdue
from cli.common_options import CommonOptions, answers, example
from cli.exit_codes import FAILED, OVERDUE
from cli.output import print_json, print_table


@click.command(epilog=example("timescales status --json"))
@click.option("--fail-on-overdue", is_flag=True, help="End with code 3 if anything is overdue.")
@answers
def status(options: CommonOptions, fail_on_overdue: bool) -> None:
    """Say whether the engine is well.

    When the last sweep was, what waits, how far the bank holidays reach, and versions. Ends
    with code 1 when something is not well, and says what to do about it.
    """
    from engine.status import status as engine_status

    with options.opened() as workspace:
        health = engine_status(workspace, options.now)
        late = bool(overdue(workspace, options)) if fail_on_overdue else False
    if options.as_json:
        print_json(health.as_json())
    else:
        print_table(
            ("Check", "State", "Finding", "What to do"),
            [
                (one.name, "well" if one.well else "not well", one.finding, one.remedy or "")
                for one in health.checks
            ],
            wraps=("Finding", "What to do"),
        )
        figures = [f"{name} {number:,}" for name, number in health.figures.items()]
        versions = [f"{name} {number}" for name, number in health.versions.items()]
        click.echo(", ".join(figures))
        click.echo(", ".join(versions))
    if not health.well:
        click.get_current_context().exit(FAILED)
    if late:
        click.get_current_context().exit(OVERDUE)
