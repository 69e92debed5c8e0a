"""``timescales import``: the returns and registers that an authority has anyway."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

import click

from cli.common_options import CommonOptions, answers, example
from cli.import_summary import show_loaded
from cli.output import working
from engine.progress import Progress
from intake.reading import Reading

_paths = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)

_accept_removals = click.option(
    "--accept-removals",
    is_flag=True,
    help="Take back events of rows that are gone, even where very many are.",
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
@_accept_removals
@answers
def ssda903(
    asked: CommonOptions, paths: tuple[Path, ...], year: int | None, accept_removals: bool
) -> None:
    """Import the SSDA903 return: its CSV tables, its XML, or folders of them.

    What each table gives is in docs/reference/ssda903.md. Rows that are wrong are refused one by
    one, in the words of the DfE's validation rules where one applies.

    Importing it again changes nothing; a corrected return corrects, and what it no longer tells
    of its year is taken back.
    """
    from intake.ssda903 import read_return

    read = partial(read_return, paths, year=year)
    _load(asked, "ssda903", read, accept_removals=accept_removals)


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
@_accept_removals
@answers
def cin_census(
    asked: CommonOptions,
    paths: tuple[Path, ...],
    year: int | None,
    schema: Path | None,
    accept_removals: bool,
) -> None:
    """Import the children in need census from its XML: files, folders or both.

    Importing it again changes nothing; a corrected census corrects, and what it no longer tells
    of its year is taken back.
    """
    from intake.cin_census import read_census

    read = partial(read_census, paths, year=year, schema=schema)
    _load(asked, "cin-census", read, accept_removals=accept_removals)


@imports.command(epilog=example("timescales import complaints register.csv"))
@_paths
@answers
def complaints(asked: CommonOptions, paths: tuple[Path, ...]) -> None:
    """Import a complaints register in CSV. Its columns are in docs/reference.

    Importing it again changes nothing; a changed row corrects the earlier one.
    """
    from intake.complaints_register import read_register

    def read(*, now: datetime, progress: Progress) -> Reading:
        del progress  # a register is read in a moment
        return read_register(paths, now=now)

    _load(asked, "complaints", read)


@imports.command("annex-a", epilog=example("timescales import annex-a annex_a.xlsx"))
@_paths
@answers
def annex_a(asked: CommonOptions, paths: tuple[Path, ...]) -> None:
    """Import Ofsted's Annex A from Excel workbooks: files, folders or both.

    Importing it again changes nothing; a later workbook corrects an earlier one. Annex A tells
    only the latest review, visit and health check of a child: import it often.
    """
    from intake.annex_a import SOURCE, read_annex_a

    _load(asked, SOURCE, partial(read_annex_a, paths))


@imports.command(
    "standard-dataset",
    epilog=example(
        "timescales import standard-dataset extract/",
        "timescales import standard-dataset --database-url postgresql://reader@host/warehouse",
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH...]")
@click.option(
    "--database-url",
    "source_url",
    metavar="URL",
    envvar="TIMESCALES_STANDARD_DATASET_URL",
    help="The database that holds the dataset; it is only read. "
    "Default: TIMESCALES_STANDARD_DATASET_URL, when no files are given.",
)
@click.option("--schema", metavar="NAME", help="The schema of its tables in that database.")
@_accept_removals
@answers
def standard_dataset(
    asked: CommonOptions,
    paths: tuple[Path, ...],
    source_url: str | None,
    schema: str | None,
    accept_removals: bool,
) -> None:
    """Import the Standard Safeguarding Dataset, from CSV files or from its database.

    It is read whole each time; what is unchanged costs little, what was altered is corrected,
    and what was deleted is taken back.
    """
    from engine.loading import load
    from intake.standard_dataset import (
        SOURCE,
        read_dataset_in_database,
        read_dataset_in_files,
    )

    if not paths and source_url is None:
        raise click.UsageError("Give the dataset's files, or its database with --database-url.")
    with asked.opened() as workspace, working("Reading") as progress:
        if paths or source_url is None:
            feed = read_dataset_in_files(paths, now=asked.now)
        else:
            feed = read_dataset_in_database(source_url, now=asked.now, schema=schema)
        loaded = load(
            workspace,
            feed.reading,
            kind=SOURCE,
            now=asked.now,
            accept_removals=accept_removals,
            progress=progress,
        )
    show_loaded(asked, loaded)


class _Reader(Protocol):
    """Reads what was given, and tells how far it has come."""

    def __call__(self, *, now: datetime, progress: Progress) -> Reading: ...


def _load(asked: CommonOptions, kind: str, read: _Reader, *, accept_removals: bool = False) -> None:
    from engine.loading import load

    with asked.opened() as workspace, working("Reading") as progress:
        reading = read(now=asked.now, progress=progress)
        loaded = load(
            workspace,
            reading,
            kind=kind,
            now=asked.now,
            accept_removals=accept_removals,
            progress=progress,
        )
    show_loaded(asked, loaded)
