"""``timescales events``: facts from JSON Lines or CSV."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from cli.common_options import CommonOptions, answers, example
from cli.import_summary import show_loaded
from cli.output import working
from domain.errors import ProblemError
from intake.reading import Reading

_STANDARD_INPUT = "-"


@click.group()
def events() -> None:
    """Add events."""


@events.command(
    epilog=example(
        "timescales events add monday.jsonl tuesday.csv",
        "export-events | timescales events add -",
    )
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@answers
def add(asked: CommonOptions, files: tuple[str, ...]) -> None:
    """Add events from files.

    The dates of the cases that they touch are worked out again. CSV where the name ends in
    .csv, JSON Lines otherwise; - is JSON Lines from standard input. What cannot be read is
    refused line by line and the rest kept. Adding a file again changes nothing.
    """
    from engine.importing import EVENT_FILES
    from engine.loading import load

    with asked.opened() as workspace, working("Reading") as progress:
        reading = _read(files, asked.now)
        loaded = load(workspace, reading, kind=EVENT_FILES, now=asked.now, progress=progress)
    show_loaded(asked, loaded)


def _read(files: Sequence[str], now: datetime) -> Reading:
    from intake.event_files import read_event_files

    if _STANDARD_INPUT not in files:
        return read_event_files([Path(name) for name in files], now=now)
    if len(files) > 1:
        raise click.UsageError("- (standard input) stands alone, without other files.")
    return _read_standard_input(now)


def _read_standard_input(now: datetime) -> Reading:
    from intake.event_files import TABLE, read_json_lines, refuse_births_after_care_began

    reading, name = Reading(), "standard input"
    try:
        read_json_lines(sys.stdin.buffer, file=name, now=now, reading=reading)
    except ProblemError as problem:
        reading.refuse_file(TABLE, name, problem)
    refuse_births_after_care_began(reading)
    return reading
