"""From what a reader found to clocks: store the events, work out the cases they touch."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from engine.concerned import keep_child_numbers
from engine.editions import finish, take_in
from engine.importing import ImportResult, import_reading
from engine.joining import join_cases, settled
from engine.progress import Progress, no_progress
from engine.recalculate import Cause, Recalculation, recalculate
from engine.workspace import Workspace
from intake.reading import Reading

NewReference = Callable[[], str]


def random_reference() -> str:
    """A case reference that says nothing about the case.

    There is a letter among its first eight characters, which are enough to find it by: digits
    alone would look like a case number, and no form would take them.
    """
    while (found := str(uuid.uuid4()))[:8].isdigit():
        continue
    return found


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was stored, and what followed from it."""

    imported: ImportResult
    recalculated: Recalculation


def load(
    workspace: Workspace,
    reading: Reading,
    *,
    kind: str,
    now: datetime,
    new_ref: NewReference = random_reference,
    accept_removals: bool = False,
    progress: Progress = no_progress,
) -> Loaded:
    """Store a reading's events and work out anew every case that it names.

    Also those that are one child with it, and those in which nothing changed: an import that was
    killed between the two steps is put right by repeating it. What a return or feed that was read
    whole no longer tells is taken back, with ``accept_removals`` even where that is very much
    (``engine.editions``).
    """
    batch = new_ref()
    keep_child_numbers(workspace.database, reading, new_ref)
    brought = take_in(
        workspace.database, reading, now=now, new_ref=new_ref, accept_removals=accept_removals
    )
    imported = import_reading(
        workspace.database,
        reading,
        kind=kind,
        now=now,
        new_ref=new_ref,
        batch=batch,
        data_folder=workspace.settings.data_folder,
        progress=progress,
    )
    joined = join_cases(workspace)
    cases = imported.cases | imported.cases_read | brought | set(joined) | imported.doubts.cases
    cause = Cause(because=f"import_{kind}", run=batch)
    found = recalculate(workspace, cases, now=now, cause=cause, progress=progress)
    settled(workspace, joined)
    finish(workspace.database, reading)
    return Loaded(imported, found)
