"""``timescales events``: facts from JSON Lines or CSV."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from cli.common_options import CommonOptions, answers, example
from cli.import_summary import show_import
from cli.output import working
from intake.event_files import FORMAT
from intake.reading import Reading

_STANDARD_INPUT = "-"


@click.group()
def events() -> None:
    """Add events."""


@events.command(help=FORMAT.help, epilog=example(*FORMAT.examples))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@answers
def add(options: CommonOptions, files: tuple[str, ...]) -> None:
    """Add events from files; - is standard input."""
    from engine.loading import load

    with options.opened() as workspace, working("Reading") as progress:
        reading = _read(files, options.now)
        result = load(workspace, reading, kind=FORMAT.kind, now=options.now, progress=progress)
    show_import(options, result)


def _read(files: Sequence[str], now: datetime) -> Reading:
    from intake.event_files.reader import read_standard_input

    if _STANDARD_INPUT not in files:
        return FORMAT.read([Path(name) for name in files], now=now)
    if len(files) > 1:
        raise click.UsageError("- (standard input) stands alone, without other files.")
    return read_standard_input(sys.stdin.buffer, now=now)
