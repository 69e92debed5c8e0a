"""The SSDA903 return on looked-after children, as authorities upload it: CSV tables or XML.

docs/reference/ssda903.md says what each table gives. Start at ``reader.py``: ``files`` finds the
``tables`` among the files, each has its own module, and ``whole_tables`` says what a corrected
return may take back. ``cells`` reads one cell, in the words of ``problems``. ``returns`` parts the
files of several years, and ``believed`` decides between episodes that contradict each other.

May import ``domain``, ``intake.files`` and what lies loose in ``intake``.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from domain.clocks.evidence import ReturnEvidence
from intake.evidence_groups import IN_CARE
from intake.progress import Progress, no_progress
from intake.reading import Reading
from intake.return_format import ReadingOption, ReturnFormat, Takes

SOURCE = "ssda903"


def _read(
    paths: Iterable[Path],
    *,
    now: datetime,
    year: int | None = None,
    progress: Progress = no_progress,
) -> Reading:
    from intake.ssda903.reader import read_return

    return read_return(paths, now=now, year=year, progress=progress)


def _returns_in(paths: Sequence[Path]) -> list[list[Path]]:
    from intake.ssda903.returns import returns_among

    return returns_among(paths)


FORMAT = ReturnFormat(
    kind="ssda903",
    title="The SSDA903 return",
    source=SOURCE,
    shares_numbers=True,
    read=_read,
    help="""
    Import the SSDA903 return: its CSV tables, its XML, or folders of them. Returns of several
    years are read one after the other, each as of its own year.

    What each table gives is in docs/reference/ssda903.md. Rows that are wrong are refused one by
    one, in the words of the DfE's validation rules where one applies.

    Importing it again changes nothing; a corrected return corrects, and what it no longer tells
    of its year is taken back.
    """,
    examples=(
        "timescales import ssda903 returns/2024-25/",
        "timescales import ssda903 returns/2023-24/ returns/2024-25/",
    ),
    options=(
        ReadingOption(
            name="year",
            flag="--year",
            takes=Takes.YEAR,
            metavar="YEAR",
            years=(1991, 2098),
            help="The calendar year in which the return's year begins. Default: from its dates.",
        ),
    ),
    evidence=ReturnEvidence(carried=IN_CARE | {"born", "placement_ended"}, yearly=True),
    tells_all=True,
    returns_in=_returns_in,
)
