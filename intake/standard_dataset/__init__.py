"""The Standard Safeguarding Dataset: the live feed from a case system.

docs/reference/standard-dataset.md says what becomes of each table. Start at ``reader.py``:
``files`` or ``database`` gives the rows of the ``tables``, ``dataset`` hands each to its own
function, ``rows`` reads the cells and keeps the events, and ``whole_tables`` says what may be taken
back.

May import ``domain``, ``intake.files`` and what lies loose in ``intake``.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from domain.clocks.evidence import ReturnEvidence
from intake.evidence_groups import DONE_IN_CARE, IN_CARE, IN_NEED_AND_PROTECTION
from intake.progress import Progress, no_progress
from intake.reading import Reading
from intake.return_format import ReadingOption, ReturnFormat, Takes

SOURCE = "standard-dataset"


def _read(
    paths: Sequence[Path],
    *,
    now: datetime,
    source_url: str | None = None,
    schema: str | None = None,
    progress: Progress = no_progress,
) -> Reading:
    from intake.standard_dataset.reader import read_dataset_in_database, read_dataset_in_files

    del progress  # how many rows there are is known only when all are read
    if paths or source_url is None:
        return read_dataset_in_files(paths, now=now).reading
    return read_dataset_in_database(source_url, now=now, schema=schema).reading


FORMAT = ReturnFormat(
    kind="standard-dataset",
    title="The Standard Safeguarding Dataset",
    source=SOURCE,
    shares_numbers=True,
    read=_read,
    help="""
    Import the Standard Safeguarding Dataset, from CSV files or from its database.

    It is read whole each time; what is unchanged costs little, what was altered is corrected,
    and what was deleted is taken back.
    """,
    examples=(
        "timescales import standard-dataset extract/",
        "timescales import standard-dataset --database-url postgresql://reader@host/warehouse",
    ),
    options=(
        ReadingOption(
            name="source_url",
            flag="--database-url",
            takes=Takes.TEXT,
            metavar="URL",
            environment="TIMESCALES_STANDARD_DATASET_URL",
            help="The database that holds the dataset; it is only read. "
            "Default: TIMESCALES_STANDARD_DATASET_URL, when no files are given.",
            instead_of_files="Give the dataset's files, or its database with --database-url.",
        ),
        ReadingOption(
            name="schema",
            flag="--schema",
            takes=Takes.TEXT,
            metavar="NAME",
            help="The schema of its tables in that database.",
        ),
    ),
    evidence=ReturnEvidence(
        carried=IN_NEED_AND_PROTECTION
        | IN_CARE
        | DONE_IN_CARE
        | {
            "born",
            "found",
            "placement_ended",
            "sdq_completed",
            "section_47_concluded",
            "went_missing",
        },
        latest_only=frozenset({"pathway_plan_reviewed"}),
    ),
    # It is what a case system gives every night.
    expected_every_days=2,
    tells_all=True,
)
