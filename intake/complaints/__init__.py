"""The complaints register: one row a complaint, one column a date.

docs/reference/complaints.md describes the columns, which are declared in ``columns``. Start at
``reader.py``; ``believed`` decides between rows of one complaint, ``problems`` is what can be wrong
with a row, and ``whole_tables`` says what may be taken back.

May import ``domain``, ``intake.files`` and what lies loose in ``intake``.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from intake.progress import Progress, no_progress
from intake.reading import Reading
from intake.return_format import ReturnFormat

SOURCE = "complaints"


def _read(paths: Iterable[Path], *, now: datetime, progress: Progress = no_progress) -> Reading:
    from intake.complaints.reader import read_register

    del progress  # a register is read in a moment
    return read_register(paths, now=now)


def _returns_in(paths: Sequence[Path]) -> list[list[Path]]:
    from intake.complaints.reader import editions

    return editions(paths)


FORMAT = ReturnFormat(
    kind="complaints",
    title="The complaints register",
    source=SOURCE,
    read=_read,
    returns_in=_returns_in,
    help="""
    Import a complaints register in CSV. Its columns are in docs/reference.

    Importing it again changes nothing; a changed row corrects the earlier one, and a complaint or
    a date that is no longer there is taken back.
    """,
    examples=("timescales import complaints register.csv",),
    tells_all=True,
)
