"""Reads a folder that the data team has put into the inbox of the data folder."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from domain.errors import ProblemError
from domain.wording import counted
from engine.loading import Loaded
from engine.return_files import load_files
from engine.workspace import Workspace
from flows.outcome import Outcome, together
from flows.parameters import ImportKind
from flows.work import changes_of, not_worked_out
from intake.catalogue import every_format


def imported(
    workspace: Workspace,
    kind: ImportKind,
    folder: str,
    *,
    now: datetime,
    exported_on: date | None = None,
) -> Outcome:
    """Import every file of ``inbox/<folder>`` and work out the cases it touches.

    ``folder`` is one plain name. ``exported_on`` is the day of the export, where a person says so.
    Raises ProblemError ``inbox_folder_missing`` and those of ``load_files``.
    """
    paths = _paths(workspace.settings.data_folder / "inbox", folder)
    declared = every_format()[kind.value]
    done = load_files(workspace, declared, paths, now=now, exported_on=exported_on)
    parts = [_outcome(each.loaded, kind) for each in done]
    found = together("", "The next sweep raises the alerts that follow from it.", parts)
    changed = {case for each in done for case in each.loaded.imported.cases}
    refused = found.figures["Rows refused"] + found.figures["Rows set aside"]
    returns = f" in {len(done)} returns" if len(done) > 1 else ""
    files = _count(paths)
    return replace(
        found,
        headline=f"Imported {counted(files, 'file')}{returns}: {counted(len(changed), 'case')} "
        f"changed, {counted(refused, 'row')} refused or set aside.",
        figures={"Files": files, **found.figures, "Cases changed": len(changed)},
    )


def _outcome(done: Loaded, kind: ImportKind) -> Outcome:
    result = done.imported
    failed: dict[str, str] = {}
    for refusal in (*result.refusals, *result.quarantined):
        failed.setdefault(refusal.code, f"{refusal.message} {refusal.remedy}")
    for failure in done.recalculated.failed:
        failed[failure.case] = not_worked_out(failure)
    return Outcome(
        headline="",
        next_step="",
        figures={
            "Cases changed": len(result.cases),
            "Rows refused": len(result.refusals),
            "Rows set aside": len(result.quarantined),
        },
        changes=changes_of(done.recalculated, f"import_{kind.value}"),
        failed=failed,
    )


def _paths(inbox: Path, folder: str) -> list[Path]:
    """The files in a folder of the inbox, and the folders of files in it."""
    place = inbox / folder
    found = sorted(place.iterdir()) if place.is_dir() else []
    if not _count(found):
        raise ProblemError(
            "inbox_folder_missing",
            "There is no such folder in the inbox, or it is empty.",
            "Put the files into a folder inside inbox in the data folder, and give its name.",
        )
    return found


def _count(paths: list[Path]) -> int:
    inside = (list(path.iterdir()) if path.is_dir() else [path] for path in paths)
    return sum(file.is_file() for files in inside for file in files)
