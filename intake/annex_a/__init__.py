"""Ofsted's Annex A: the child-level workbook that authorities keep for inspections.

docs/reference/annex-a.md says what becomes of each list. Start at ``reader.py``: ``sheets`` finds
the lists among the sheets by ``columns``, and ``export_day`` when they were made; ``cells`` reads
one row of a list, and ``kept`` holds each event once, whichever lists tell it.
``whole_tables`` says what may be taken back.

May import ``domain``, ``intake.files`` and what lies loose in ``intake``.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from domain.clocks.evidence import ReturnEvidence
from intake.evidence_groups import DONE_IN_CARE, IN_CARE, IN_NEED_AND_PROTECTION
from intake.progress import Progress, no_progress
from intake.reading import Reading
from intake.return_format import ReturnFormat

SOURCE = "annex-a"


def _read(paths: Iterable[Path], *, now: datetime, progress: Progress = no_progress) -> Reading:
    from intake.annex_a.reader import read_annex_a

    return read_annex_a(paths, now=now, progress=progress)


def _returns_in(paths: Sequence[Path]) -> list[list[Path]]:
    from intake.annex_a.reader import editions

    return editions(paths)


FORMAT = ReturnFormat(
    kind="annex-a",
    title="Annex A",
    source=SOURCE,
    shares_numbers=True,
    read=_read,
    returns_in=_returns_in,
    help="""
    Import Ofsted's Annex A from Excel workbooks: files, folders or both.

    Importing it again changes nothing; a later workbook corrects an earlier one, and what it no
    longer tells is taken back. Annex A tells only the latest review, visit and health check of a
    child: import it often.
    """,
    examples=("timescales import annex-a annex_a.xlsx",),
    evidence=ReturnEvidence(
        carried=IN_NEED_AND_PROTECTION
        | IN_CARE
        | DONE_IN_CARE
        | {
            "adopter_accepted",
            "adopter_stage_completed",
            "adopter_stage_started",
            "adopter_withdrew",
            "born",
        },
        latest_only=frozenset(
            {
                "review_held",
                "child_visited",
                "health_assessment_completed",
                "dental_check_completed",
                "review_conference_held",
                "pathway_plan_reviewed",
            }
        ),
    ),
    tells_all=True,
)
