"""Reads a folder that the data team has put into the inbox of the data folder."""

from datetime import datetime
from pathlib import Path

from domain.errors import ProblemError
from domain.wording import counted
from engine.loading import load
from engine.workspace import Workspace
from flows.outcome import Outcome
from flows.parameters import ImportKind
from flows.work import changes_of, not_worked_out
from intake.catalogue import every_format


def imported(workspace: Workspace, kind: ImportKind, folder: str, *, now: datetime) -> Outcome:
    """Import every file of ``inbox/<folder>`` and work out the cases it touches.

    ``folder`` is one plain name. Raises ProblemError ``inbox_folder_missing``.
    """
    files = _files(workspace.settings.data_folder / "inbox", folder)
    reading = every_format()[kind.value].read(files, now=now)
    done = load(workspace, reading, kind=kind.value, now=now)
    result = done.imported
    refused = len(result.refusals) + len(result.quarantined)
    failed: dict[str, str] = {}
    for refusal in (*result.refusals, *result.quarantined):
        failed.setdefault(refusal.code, f"{refusal.message} {refusal.remedy}")
    for failure in done.recalculated.failed:
        failed[failure.case] = not_worked_out(failure)
    return Outcome(
        headline=f"Imported {counted(len(files), 'file')}: {counted(len(result.cases), 'case')} "
        f"changed, {counted(refused, 'row')} refused or set aside.",
        next_step="The next sweep raises the alerts that follow from it.",
        figures={
            "Files": len(files),
            "Cases changed": len(result.cases),
            "Rows refused": len(result.refusals),
            "Rows set aside": len(result.quarantined),
        },
        changes=changes_of(done.recalculated, f"import_{kind.value}"),
        failed=failed,
    )


def _files(inbox: Path, folder: str) -> list[Path]:
    place = inbox / folder
    files = sorted(file for file in place.iterdir() if file.is_file()) if place.is_dir() else []
    if not files:
        raise ProblemError(
            "inbox_folder_missing",
            "There is no such folder in the inbox, or it is empty.",
            "Put the files into a folder inside inbox in the data folder, and give its name.",
        )
    return files
