"""Showing answers: data on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import click

from engine.progress import Progress, no_progress

_STYLES: Mapping[str, str] = {
    "overdue": "bold red",
    "in doubt": "yellow",
    "met late": "red",
    "due today": "bold yellow",
    "due soon": "yellow",
    "failed": "bold red",
    "passed": "green",
    "well": "green",
    "not well": "bold red",
}


def print_json(document: Any) -> None:
    """Print one JSON document; of a list, each item on a line of its own."""
    if isinstance(document, list) and document:
        lines = ",\n".join(json.dumps(item) for item in document)
        click.echo(f"[\n{lines}\n]")
    else:
        click.echo(json.dumps(document, indent=2))


def note(sentence: str) -> None:
    """Say something to the person, not to the program that reads the data."""
    click.echo(sentence, err=True)


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], wraps: Collection[str] = ()
) -> None:
    """Print a table: one line a row, or on a terminal in colour and made to fit.

    There the columns in ``wraps`` take several lines where they must, and a column in which
    nothing stands is left out.
    """
    lines = list(rows)
    if sys.stdout.isatty():
        _print_in_colour(columns, lines, wraps)
    else:
        _print_plainly(columns, lines)


def _print_in_colour(
    columns: Sequence[str], rows: Sequence[Sequence[str]], wraps: Collection[str]
) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    table = Table(box=None, header_style="bold", pad_edge=False)
    for place in shown:
        table.add_column(columns[place], no_wrap=columns[place] not in wraps)
    for row in rows:
        cells = [row[place] for place in shown]
        table.add_row(*(Text(cell, style=_STYLES.get(cell, "")) for cell in cells))
    Console().print(table)


def _print_plainly(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    lines = [columns, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


@contextmanager
def working(sentence: str) -> Iterator[Progress]:
    """Show that something takes its time, on a terminal only.

    Gives what the engine calls to say how far it has come, which makes the bar.
    """
    if not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(sentence, total=None)

        def show(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=total)

        yield show
