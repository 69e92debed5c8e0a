"""``timescales sweep``: tell of everything that has fallen due."""

import click

from cli.clock_table import overdue
from cli.common_options import CommonOptions, answers, example
from cli.exit_codes import OVERDUE
from cli.output import print_json, working
from domain.wording import counted


@click.command(epilog=example("timescales sweep"))
@click.option("--fail-on-overdue", is_flag=True, help="End with code 3 if anything is overdue.")
@answers
def sweep(options: CommonOptions, fail_on_overdue: bool) -> None:
    """Raise the alerts that are due.

    Everything that has fallen due, and that nobody was told of, gets one. Running it again is
    always safe: nobody is told twice. What it raises waits for timescales dispatch.
    """
    from engine.sweep import sweep as engine_sweep

    with options.opened() as workspace:
        with working("Looking for what is due"):
            swept = engine_sweep(workspace, now=options.now)
        late = bool(overdue(workspace, options)) if fail_on_overdue else False
    if options.as_json:
        print_json({"clocks_read": swept.clocks_read, "raised": swept.raised, "late": swept.late})
    else:
        click.echo(
            f"Looked at {counted(swept.clocks_read, 'clock')} and raised "
            f"{counted(swept.raised, 'alert')}, {swept.late:,} of them late."
        )
    if late:
        click.get_current_context().exit(OVERDUE)
