"""The children in need census, as authorities send it to the DfE: one XML file a year.

docs/reference/cin-census.md says what each element gives. Start at ``reader.py``: ``header`` says
which census a file is, ``children`` reads one child into ``modules``, ``validation`` and ``schema``
check it, ``events`` keeps what it tells, ``returns`` parts the files of several years, and
``whole_tables`` says what a corrected census may take back. ``schemas/`` holds our own XSD.

May import ``domain``, ``intake.files`` and what lies loose in ``intake``.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from domain.clocks.evidence import ReturnEvidence
from intake.evidence_groups import IN_NEED_AND_PROTECTION
from intake.progress import Progress, no_progress
from intake.reading import Reading
from intake.return_format import ReadingOption, ReturnFormat, Takes

SOURCE = "cin-census"


def _read(
    paths: Iterable[Path],
    *,
    now: datetime,
    year: int | None = None,
    schema: Path | None = None,
    progress: Progress = no_progress,
) -> Reading:
    from intake.cin_census.reader import read_census

    return read_census(paths, now=now, year=year, schema=schema, progress=progress)


def _returns_in(paths: Sequence[Path]) -> list[list[Path]]:
    from intake.cin_census.returns import returns_among

    return returns_among(paths)


FORMAT = ReturnFormat(
    kind="cin-census",
    title="The children in need census",
    source=SOURCE,
    shares_numbers=True,
    read=_read,
    help="""
    Import the children in need census from its XML: files, folders or both.

    Importing it again changes nothing; a corrected census corrects, and what it no longer tells
    of its year is taken back.
    """,
    examples=("timescales import cin-census census-2025.xml",),
    options=(
        ReadingOption(
            name="year",
            flag="--year",
            takes=Takes.YEAR,
            metavar="YEAR",
            years=(2021, 2098),
            help="The calendar year in which the census year ends. Default: from its reference "
            "date.",
        ),
        ReadingOption(
            name="schema",
            flag="--schema",
            takes=Takes.FILE,
            metavar="FILE",
            help="The DfE's XSD, to check against instead of the one that comes with the program.",
        ),
    ),
    # No decision on a referral, core group, booking or report. That a referral needed no
    # assessment is told without its date, so it is no evidence of a decision in time.
    evidence=ReturnEvidence(
        carried=IN_NEED_AND_PROTECTION
        | {"born", "case_closed", "child_born", "section_47_concluded"},
        yearly=True,
    ),
    tells_all=True,
    returns_in=_returns_in,
)
