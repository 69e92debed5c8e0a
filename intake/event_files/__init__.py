"""Files of events: JSON Lines, or CSV with the same columns.

docs/reference/events.md says what an event is. Start at ``reader.py``; ``json_lines`` reads one
line, and ``intake.one_event`` makes the event of it.

May import ``domain``, ``intake.files`` and what lies loose in ``intake``.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from intake.progress import Progress, no_progress
from intake.reading import Reading
from intake.return_format import ReturnFormat


def _read(paths: Iterable[Path], *, now: datetime, progress: Progress = no_progress) -> Reading:
    from intake.event_files.reader import read_event_files

    del progress  # they are read in a moment
    return read_event_files(paths, now=now)


FORMAT = ReturnFormat(
    kind="events",
    title="Events",
    source=None,
    read=_read,
    help="""
    Add events from files.

    The dates of the cases that they touch are worked out again. CSV where the name ends in
    .csv, JSON Lines otherwise; - is JSON Lines from standard input. What cannot be read is
    refused line by line and the rest kept. Adding a file again changes nothing.
    """,
    examples=(
        "timescales events add monday.jsonl tuesday.csv",
        "export-events | timescales events add -",
    ),
    command="events add",
    own_ids=True,
)
