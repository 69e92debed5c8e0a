"""``timescales demo``: a synthetic authority to look at."""

import click

from cli.asked import Asked, answers, example
from cli.loaded import show_loaded
from cli.output import working

SEED = 1


@click.group()
def demo() -> None:
    """Load a synthetic authority to look at."""


@demo.command(epilog=example("timescales demo load --seed 7 --as-of 2025-11-03"))
@click.option(
    "--seed", type=int, metavar="N", default=SEED, show_default=True, help="Which county to invent."
)
@answers
def load(asked: Asked, seed: int) -> None:
    """Fill an empty store with a made-up county.

    It has Leicestershire's size. The same seed and day give the same events. Nobody in it is
    real. A store that holds anything else is left alone.
    """
    from engine.demo import load_demo

    with working("Inventing a county") as progress:
        loaded = load_demo(asked.usable_settings(), seed, asked.now, progress)
    show_loaded(asked, loaded)
