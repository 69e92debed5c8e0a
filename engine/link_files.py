"""A file of links: the numbers that one child has in two sources."""

import csv
import io
from pathlib import Path

from domain.errors import ProblemError
from engine.linking import Pair
from engine.workspace import Workspace
from intake.files.opening import read_bytes

COLUMNS = ("source", "subject", "other_source", "other_subject", "reason")


def read_links(workspace: Workspace, file: Path) -> list[Pair]:
    """The pairs of cases that the lines of a CSV file with ``COLUMNS`` name.

    Raises ProblemError ``file_unreadable`` or ``file_too_large``, ``links_unreadable`` where it is
    no such file, or ``links_unknown`` where a number is not in the store, with the line and never
    the number.
    """
    content = read_bytes(file)
    try:
        lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        raise _unreadable() from None
    if not lines or any(None in line or None in line.values() for line in lines):
        raise _unreadable()
    if not set(COLUMNS) <= lines[0].keys():
        raise _unreadable()
    asked = [
        tuple((line[source].strip(), line[subject].strip()) for source, subject in _PAIRS)
        for line in lines
    ]
    with workspace.database.reading() as work:
        known = work.cases.known(key for pair in asked for key in pair)
    for number, pair in enumerate(asked, start=2):
        if not known.keys() >= set(pair):
            raise ProblemError(
                "links_unknown",
                f"Line {number} names a number that no case in the store has in that source.",
                "Check the source and the number, or import from that source first. Nothing was "
                "linked.",
            )
    return [
        Pair(known[one], known[other], line["reason"])
        for line, (one, other) in zip(lines, asked, strict=True)
    ]


_PAIRS = (("source", "subject"), ("other_source", "other_subject"))


def _unreadable() -> ProblemError:
    return ProblemError(
        "links_unreadable",
        "This is not a CSV file of links.",
        "Give each line the columns source, subject, other_source, other_subject, reason.",
    )
