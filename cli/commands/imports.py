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


@imports.command(epilog=example("timescales import complaints register.csv"))
@_paths
@answers
def complaints(asked: Asked, paths: tuple[Path, ...]) -> None:
    """Import a complaints register in CSV. Its columns are in docs/reference.

    Importing it again changes nothing; a changed row corrects the earlier one.
    """
    from intake.complaints_register import read_register

    _load(asked, "complaints", lambda now, _: read_register(paths, now=now))


@imports.command("annex-a", epilog=example("timescales import annex-a annex_a.xlsx"))
@_paths
@answers
def annex_a(asked: Asked, paths: tuple[Path, ...]) -> None:
    """Import Ofsted's Annex A from Excel workbooks: files, folders or both.

    Importing it again changes nothing; a later workbook corrects an earlier one. Annex A tells
    only the latest review, visit and health check of a child: import it often.
    """
    from intake.annex_a import SOURCE, read_annex_a

    _load(asked, SOURCE, lambda now, progress: read_annex_a(paths, now=now, progress=progress))


def _load(asked: Asked, kind: str, read: Callable[[datetime, Progress], Reading]) -> None:
    from engine.loading import load

    with asked.opened() as workspace, working("Reading") as progress:
        reading = read(asked.now, progress)
        loaded = load(workspace, reading, kind=kind, now=asked.now, progress=progress)
    show_loaded(asked, loaded)
