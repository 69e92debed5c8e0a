"""A small authority in a real store: facts told, clocks worked out, sweeps run, rows counted."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from domain.clocks.alerts import Alert, Delivery, DeliveryState
from engine import importing, recalculate
from engine.calendar_rerun import rerun_calendar
from engine.loading import Loaded, NewReference, load
from engine.rules_rerun import rerun_rules
from engine.settings import Settings
from engine.sweep import Sweep, sweep
from engine.workspace import Workspace, open_workspace
from intake.event_files.reader import read_json_lines
from intake.event_ids import natural_id
from intake.reading import Reading
from store.engines import open_engine
from store.filters import AlertFilter
from store.tables import Base

Fact = dict[str, Any]
Row = tuple[tuple[str, Any], ...]

SOURCE = "mosaic"
PROFILE = "leicestershire"
# Numbers that the database gives out; a transaction that was rolled back leaves a gap.
NUMBERED = {"clock_move", "edition", "quarantine", "run"}


def at(text: str) -> datetime:
    """A UTC instant: ``at("2026-03-02 09:00")``."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def fact(
    subject: str,
    type_name: str,
    when: str,
    *,
    id: str | None = None,
    corrects: str | None = None,
    voids: str | None = None,
    **attributes: Any,
) -> Fact:
    """One event as its source would send it, with an id that does not show the case number."""
    fields: Fact = {
        "source": SOURCE,
        "id": id or natural_id(SOURCE, subject, type_name, when),
        "subject": subject,
        "type": type_name,
        "at": when,
        "attributes": attributes,
        "corrects": corrects,
        "voids": voids,
    }
    return {name: value for name, value in fields.items() if value not in (None, {})}


def removal(subject: str, voids: str, id: str) -> Fact:
    """An event that takes an earlier one back."""
    return {"source": SOURCE, "id": id, "subject": subject, "voids": voids}


def read(facts: Iterable[Fact], now: datetime) -> Reading:
    """The facts through the reader of JSON Lines."""
    reading = Reading()
    lines = [json.dumps(one).encode() for one in facts]
    read_json_lines(lines, file="feed.jsonl", now=now, reading=reading)
    return reading


def open_at(url: str, folder: Path, profile: str = PROFILE) -> Workspace:
    """A workspace on a database, with its tables."""
    return open_workspace(Settings(folder, url, profile))


def references(workspace: Workspace) -> NewReference:
    """Case references that come out the same however often an import was killed before."""
    with workspace.database.reading() as work:
        imports, cases = len(work.imports.all()), work.cases.count()
    names = chain([f"import-{imports}"], (f"case-{number:04}" for number in count(cases)))
    return lambda: next(names)


def tell(workspace: Workspace, *facts: Fact, now: datetime) -> Loaded:
    """Read the facts, store them and work out the cases, as ``events add`` does."""
    reading = read(facts, now)
    assert reading.refusals == []
    return load(workspace, reading, kind="events", now=now, new_ref=references(workspace))


def load_reading(
    workspace: Workspace,
    given: Reading | Iterable[Fact],
    *,
    now: datetime,
    recalculated: bool = True,
) -> Loaded:
    """Load what a reader found. Without ``recalculated`` as if killed before that step."""
    reading = given if isinstance(given, Reading) else read(given, now)
    new_ref = references(workspace)
    if recalculated:
        return load(workspace, reading, kind="events", now=now, new_ref=new_ref)
    batch = new_ref()
    imported = importing.import_reading(
        workspace.database, reading, kind="events", now=now, new_ref=new_ref, batch=batch
    )
    return Loaded(imported, recalculate.Recalculation())


def sweep_days(workspace: Workspace, *days: str) -> None:
    """A sweep at nine on each of these days."""
    for day in days:
        sweep(workspace, now=at(f"{day} 09:00"))


def ledger(workspace: Workspace) -> list[Alert]:
    """Every alert, oldest first, withdrawn ones too."""
    with workspace.database.reading() as work:
        return [alert for alert, _ in work.alerts.search(AlertFilter())]


def deliveries(workspace: Workspace) -> list[Delivery]:
    """Every delivery of an alert or a withdrawal."""
    with workspace.database.reading() as work:
        return [one for _, found in work.alerts.search(AlertFilter()) for one in found]


def standing(workspace: Workspace) -> list[tuple[str, str, str]]:
    """The alerts that stand, as lineage, rung and recipient."""
    return sorted(
        (one.lineage, one.rung, one.recipient)
        for one in ledger(workspace)
        if one.withdrawn_at is None
    )


def rungs(workspace: Workspace, rule: str, *, withdrawn: bool = False) -> list[tuple[str, int]]:
    """The rungs and revisions of one rule's alerts that stand, or that were withdrawn."""
    return sorted(
        {
            (one.rung, one.revision)
            for one in ledger(workspace)
            if one.rule == rule and (one.withdrawn_at is not None) is withdrawn
        }
    )


def mark_all_sent(workspace: Workspace, now: datetime) -> None:
    """As a dispatch leaves the outbox that has sent everything."""
    ids = [one.id for one in deliveries(workspace) if one.state is DeliveryState.WAITING]
    with workspace.database.unit_of_work() as work:
        work.outbox.claim(ids, "one message", now)
        work.outbox.mark_sent(ids, claimed_at=now, at=now, may_be_repeat=False)


def everything(workspace: Workspace) -> dict[str, list[Row]]:
    """Every row of every table, without the numbers that the database gives out."""
    engine = open_engine(workspace.settings.database_url)
    found = {}
    with engine.connect() as connection:
        for name, table in Base.metadata.tables.items():
            columns = [one for one in table.c if not (name in NUMBERED and one.name == "id")]
            names = [one.name for one in columns]
            rows = connection.execute(select(*columns))
            found[name] = sorted((tuple(zip(names, row, strict=True)) for row in rows), key=repr)
    engine.dispose()
    return found


@contextmanager
def writes() -> Iterator[list[str]]:
    """The statements that change rows, from any connection of this process, as they are run."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.split(maxsplit=1)[0].upper() in ("INSERT", "UPDATE", "DELETE"):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def sweep_with_another(url: str, folder: str, now: datetime, barrier: Any) -> Sweep:
    """One sweep of several that begin together, in a thread or a process."""
    workspace = open_at(url, Path(folder))
    barrier.wait()
    result = sweep(workspace, now=now)
    workspace.database.dispose()
    return result


def apply_rerun(workspace: Workspace, what: str, now: datetime) -> None:
    """Put the newest bank holidays (``calendar``) or the changed ``rules`` in force."""
    rerun = rerun_calendar if what == "calendar" else rerun_rules
    rerun(workspace, now=now, apply=True, reason="A test")


def one_step(step: str, url: str, folder: Path, now: datetime, given: str = "") -> None:
    """One step, in transactions of three cases each, in a process that may be killed on the way.

    ``load`` with a file of facts, ``sweep``, or ``calendar`` or ``rules`` with a profile.
    """
    importing.CASES_IN_A_TRANSACTION = recalculate.CASES_IN_A_TRANSACTION = 3
    workspace = open_at(url, folder, PROFILE if step in ("load", "sweep") else given)
    if step == "load":
        tell(workspace, *json.loads(Path(given).read_text()), now=now)
    elif step == "sweep":
        sweep(workspace, now=now)
    else:
        apply_rerun(workspace, step, now)
