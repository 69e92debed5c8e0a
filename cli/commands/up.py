"""``timescales up``: the whole engine on one machine."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cli import wall_clock
from cli.clock_table import overdue, print_clocks
from cli.commands.demo import SEED
from cli.common_options import CommonOptions, answers, example
from cli.output import note, print_json

if TYPE_CHECKING:
    from deployments.one_machine import Places

_PORT = 4200
_WORST = 10


@click.command(epilog=example("timescales up --port 4200"))
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="PORT",
    default=_PORT,
    show_default=True,
    help="Prefect's port.",
)
@click.option(
    "--seed",
    type=int,
    metavar="N",
    default=SEED,
    show_default=True,
    help="Which county to invent at first.",
)
@click.option("--no-demo", is_flag=True, help="Leave an empty store empty.")
@answers
def up(options: CommonOptions, port: int, seed: int, no_demo: bool) -> None:
    """Run the whole engine on this machine until Ctrl-C.

    It makes what is missing, loads a synthetic county into an empty store, and says where to
    look and what has been overdue longest. Stopping and starting it again loses nothing.
    """
    if options.day is not None:
        raise click.UsageError("up works in the present: leave out --as-of.")
    from deployments.one_machine import up as run

    run(
        options.usable_settings(),
        now=wall_clock.now,
        say=note,
        announce=lambda places: _announce(replace(options, wall_clock_at=wall_clock.now()), places),
        port=port,
        demo_seed=None if no_demo else seed,
    )


def _announce(options: CommonOptions, places: "Places") -> None:
    """Where to look, and the clocks that have been overdue longest."""
    with options.opened() as workspace:
        late = overdue(workspace, options)
    if options.as_json:
        print_json(
            {
                "prefect": places.prefect,
                "prefect_link": places.prefect_link,
                "data_folder": str(places.data_folder),
                "mail": str(places.mail) if places.mail else None,
                "logs": str(places.logs),
                "overdue": len(late),
                "longest_overdue": late[:_WORST],
            }
        )
        return
    if late:
        click.echo(f"Overdue today: {len(late):,}. The longest:")
        print_clocks(late[:_WORST])
    else:
        click.echo("Nothing is overdue today.")
    click.echo(f"Prefect: {places.prefect_link}")
    click.echo(f"Data: {places.data_folder}")
    if places.mail:
        click.echo(f"Mail: {places.mail}")
    click.echo(f"Logs: {places.logs}")
    note("Everything runs. Stop it with Ctrl-C.")
