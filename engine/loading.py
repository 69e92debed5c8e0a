"""From what a reader found to clocks: store the events, work out the cases they touch."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from engine.importing import ImportResult, import_reading
from engine.progress import Progress, no_progress
from engine.recalculate import Cause, Recalculation, recalculate
from engine.removals import take_back_what_is_gone
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

    Also those in which nothing changed: an import that was killed between the two steps is put
    right by repeating it. What a return or feed that was read whole no longer tells is taken
    back, with ``accept_removals`` even where that is very much (``engine.feeds``).
    """
    taken_back = take_back_what_is_gone(
        workspace.database, reading, accept_removals=accept_removals
    )
    batch = new_ref()
    imported = import_reading(
        workspace.database,
        reading,
        kind=kind,
        now=now,
        new_ref=new_ref,
        batch=batch,
        progress=progress,
    )
    cases = imported.cases | imported.cases_read | taken_back | imported.doubts.cases
    cause = Cause(because=f"import_{kind}", run=batch)
    found = recalculate(workspace, cases, now=now, cause=cause, progress=progress)
    return Loaded(imported, found)
