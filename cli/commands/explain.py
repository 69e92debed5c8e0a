"""``timescales explain``: why that date."""

from datetime import date

import click

from cli.common_options import CommonOptions, answers, end_of, example, known_at_option
from cli.output import print_json


@click.command(epilog=example("timescales explain 3f2a90c1"))
@click.argument("clock")
@known_at_option
@answers
def explain(options: CommonOptions, clock: str, known_at: date | None) -> None:
    """Say why a clock has its date.

    How it was counted, what it rests on, other readings and how it has moved. CLOCK is the id
    of a clock, or enough of its beginning to be the only one.
    """
    from engine.explaining import explain_clock

    with options.opened() as workspace:
        explanation = explain_clock(workspace, clock, options.as_of, end_of(known_at))
    if options.as_json:
        print_json(explanation.as_json())
    else:
        click.echo(explanation.as_text())
