"""Reading Annex A workbooks: list by list, row by row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from domain.errors import ProblemError
from intake.annex_a.adoption import keep_adopter, keep_adoption
from intake.annex_a.care import keep_child
from intake.annex_a.cells import Cells
from intake.annex_a.columns import LISTS
from intake.annex_a.kept import Kept
from intake.annex_a.need_and_protection import (
    keep_assessment,
    keep_care_leaver,
    keep_enquiry,
    keep_plan,
    keep_referral,
)
from intake.annex_a.problems import problem
from intake.annex_a.sheets import check_is_annex_a, lists_in, read_sheet
from intake.annex_a.tells import TELLS
from intake.annex_a.whole_tables import whole_tables_of
from intake.days_in_names import day_in_names
from intake.files.opening import files_in
from intake.files.workbooks import opened_workbook
from intake.progress import Progress, no_progress
from intake.reading import Reading
from intake.refused_rows import gaps_of_refusals
from intake.several_editions import editions_among

_ENDINGS = frozenset({".xlsx", ".xlsm"})

_KEEP: Mapping[int, Callable[[Cells, Kept], None]] = {
    3: keep_referral,
    4: keep_assessment,
    5: keep_enquiry,
    7: keep_plan,
    8: keep_child,
    9: keep_care_leaver,
    10: keep_adoption,
    11: keep_adopter,
}


def read_annex_a(
    paths: Iterable[Path], *, now: datetime, progress: Progress = no_progress
) -> Reading:
    """Read Annex A workbooks from files, folders or both. A sheet is a table.

    ``now`` is a UTC instant: dates more than 24 hours after it are refused. A workbook, sheet,
    row or cell that cannot be used is refused alone. Raises ProblemError ``no_workbooks`` when
    there is no workbook at all.
    """
    reading = Reading()
    kept = Kept(reading)
    workbooks = _workbooks(paths)
    for path in workbooks:
        try:
            _read(path, reading, kept, now, progress)
        except ProblemError as refused:
            reading.refuse_file("workbook", path.name, refused)
    if not workbooks:
        raise problem("no_workbooks")
    kept.finish()
    reading.exported_on = reading.exported_on or day_in_names(workbooks)
    reading.read_whole = whole_tables_of(reading)
    reading.gaps += gaps_of_refusals(reading, TELLS)
    return reading


def editions(paths: Sequence[Path]) -> list[list[Path]]:
    """The workbooks of each edition, the earliest first: see ``editions_among``."""
    workbooks = _workbooks(paths)
    return [list(paths)] if len(workbooks) < 2 else editions_among(workbooks, _lists_in)


def _lists_in(path: Path) -> set[str]:
    try:
        with opened_workbook(path) as workbook:
            return lists_in(workbook.sheets)
    except ProblemError:
        return set()


def _read(path: Path, reading: Reading, kept: Kept, now: datetime, progress: Progress) -> None:
    with opened_workbook(path) as workbook:
        check_is_annex_a(workbook.sheets)
        if workbook.has_macros:
            reading.warn_of_file("workbook", path.name, problem("macros_not_run"))
        for done, sheet in enumerate(workbook.sheets, start=1):
            number, rows = read_sheet(sheet, path.name, reading, workbook.epoch)
            for row in rows:
                cells = Cells(row, LISTS[number], reading, now, workbook.epoch)
                reading.about(row.number, cells.subject())
                _KEEP[number](cells, kept)
                kept.close(cells)
            progress("Reading sheets", done, len(workbook.sheets))


def _workbooks(paths: Iterable[Path]) -> list[Path]:
    # Excel leaves a lock file beside a workbook that is open: "~$name.xlsx".
    return [file for file in files_in(paths, _ENDINGS) if not file.name.startswith("~$")]
