"""``timescales import``: the returns and registers that an authority has anyway."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from cli.asked import Asked, answers, example
from cli.loaded import show_loaded
from cli.output import working
from engine.progress import Progress
from intake.reading import Reading

_paths = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)


@click.group("import")
def imports() -> None:
    """Import returns and registers."""


@imports.command(epilog=example("timescales import ssda903 returns/2024-25/"))
@_paths
@click.option(
    "--year",
    type=click.IntRange(1991, 2098),
    metavar="YEAR",
    help="The calendar year in which the return's year begins. Default: from its dates.",
)
@answers
def ssda903(asked: Asked, paths: tuple[Path, ...], year: int | None) -> None:
    """Import the SSDA903 return from its CSV tables: files, folders or both.

    Importing it again changes nothing; a later return corrects an earlier one.
    """
    from intake.ssda903 import read_return

    _load(asked, "ssda903", lambda now, _: read_return(paths, now=now, year=year))


@imports.command("cin-census", epilog=example("timescales import cin-census census-2025.xml"))
@_paths
@click.option(
    "--year",
    type=click.IntRange(2021, 2098),
    metavar="YEAR",
    help="The calendar year in which the census year ends. Default: from its reference date.",
)
@click.option(
    "--schema",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="The DfE's XSD, to check against instead of the one that comes with the program.",
)
@answers
def cin_census(
    asked: Asked, paths: tuple[Path, ...], year: int | None, schema: Path | None
) -> None:
    """Import the children in need census from its XML: files, folders or both.

    Importing it again changes nothing; a later census corrects an earlier one.
    """
    from intake.cin_census import read_census

    _load(
        asked,
        "cin-census",
        lambda now, progress: read_census(paths, now=now, year=year, schema=schema, told=progress),
    )


@imports.command(epilog=example("timescales import complaints register.csv"))
@_paths
@answers
def complaints(asked: Asked, paths: tuple[Path, ...]) -> None:
    """Import a complaints register in CSV. Its columns are in docs/reference.

    Importing it again changes nothing; a changed row corrects the earlier one.
    """
    from intake.complaints_register import read_register

    _load(asked, "complaints", lambda now, _: read_register(paths, now=now))


def _load(asked: Asked, kind: str, read: Callable[[datetime, Progress], Reading]) -> None:
    from engine.loading import load

    with asked.opened() as workspace, working("Reading") as progress:
        reading = read(asked.now, progress)
        loaded = load(workspace, reading, kind=kind, now=asked.now, progress=progress)
    show_loaded(asked, loaded)
