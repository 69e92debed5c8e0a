"""Putting what a reader found into the store, so that it can be done again without harm."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from domain.case.events import Event
from domain.errors import ProblemError
from engine.births import note_births
from engine.concerned import note_cases_of_no_child
from engine.doubts import Noted, note_doubts
from engine.kill_points import KillPoint, reach
from engine.progress import Progress, no_progress
from engine.pupil_key import identities
from engine.sources_apart import note_families
from intake.accounting import Fate, TableAccounting, account, highest
from intake.catalogue import brings_own_ids
from intake.event_ids import version_id
from intake.keys import content_digest
from intake.reading import ReadEvent, Reading, Refusal, Row
from store.database import Database
from store.records import ImportRecord, QuarantinedRow
from store.unit_of_work import UnitOfWork

CASES_IN_A_TRANSACTION = 500

Key = tuple[str, str]

_OTHER_CONTENT = ProblemError(
    "same_id_other_content",
    "An event with this source and id is known, and says something else.",
    "Send it under a new id, with corrects naming the earlier event.",
)


@dataclass(slots=True)
class ImportResult:
    """What an import did.

    ``cases`` are the cases in which something changed, which need recalculating. After a crash
    between an import and its recalculation the same import changes nothing more: then
    ``cases_read``, every case that the input names or amends, need it. ``doubts`` is what it left
    in doubt or settled.
    """

    batch: str
    kind: str
    accounting: list[TableAccounting]
    refusals: list[Refusal]
    warnings: list[Refusal]
    quarantined: list[Refusal] = field(default_factory=list)
    cases: set[str] = field(default_factory=set)
    cases_read: set[str] = field(default_factory=set)
    doubts: Noted = field(default_factory=lambda: Noted(0, 0, set()))

    @property
    def kept_everything(self) -> bool:
        """Whether nothing was refused or quarantined."""
        return not self.refusals and not self.quarantined


# long: the steps of an import, one after another
def import_reading(
    database: Database,
    reading: Reading,
    *,
    kind: str,
    now: datetime,
    new_ref: Callable[[], str],
    batch: str,
    data_folder: Path | None = None,
    progress: Progress = no_progress,
) -> ImportResult:
    """Store the events of a reading, and the accounting of its rows.

    ``now``, a UTC instant, is when the engine learned of them. ``new_ref`` gives a new case
    reference at each call; ``batch`` names this import and must be new. In ``data_folder`` lies the
    key by which pupil numbers are hashed; without it none is kept. Some hundred cases go
    into one transaction: an import that was killed is repeated as a whole, and finds unchanged
    what it had stored. Raises the ProblemErrors of ``store.database``.
    """
    result = ImportResult(
        batch=batch, kind=kind, accounting=[], refusals=reading.refusals, warnings=reading.warnings
    )
    fates: list[tuple[int, Fate]] = []
    quarantined: list[ReadEvent] = []
    made: Counter[int] = Counter()
    stored = 0
    pupils = identities(data_folder, reading.pupils) if data_folder and reading.pupils else {}
    for chunk in _by_cases(reading.events):
        with database.unit_of_work() as work:
            importer = _Chunk(work, chunk, kind=kind, now=now, batch=batch)
            refs = importer.store(new_ref)
            work.joins.note_pupils({refs[key]: pupils[key] for key in refs.keys() & pupils.keys()})
            reach(KillPoint.IMPORT_BEFORE_COMMIT)
        reach(KillPoint.IMPORT_AFTER_COMMIT)
        fates += importer.fates
        made.update(importer.made)
        result.cases |= importer.changed_cases
        result.cases_read |= importer.cases_read
        quarantined += importer.quarantined
        stored += len(chunk)
        progress("Storing events", stored, len(reading.events))
    result.quarantined = [_set_aside(reading.rows[one.row]) for one in quarantined]
    result.accounting = account(reading, highest(fates), made)
    with database.unit_of_work() as work:
        note_families(work, (read.event for read in reading.events))
        result.doubts = note_doubts(
            work, reading, quarantined, kind=kind, batch=batch, now=now, new_ref=new_ref
        )
        work.imports.add(_record(result, reading, now))
    return result


def _record(result: ImportResult, reading: Reading, now: datetime) -> ImportRecord:
    lines = [line.as_json() for line in result.accounting]
    return ImportRecord(
        batch=result.batch,
        kind=result.kind,
        started_at=now,
        finished_at=now,
        accounting={"tables": lines} | _exported(reading),
    )


def _set_aside(row: Row) -> Refusal:
    return Refusal(
        table=row.table,
        file=row.file,
        line=row.line,
        column=None,
        code=_OTHER_CONTENT.code,
        message=_OTHER_CONTENT.message,
        remedy=_OTHER_CONTENT.remedy,
    )


def _exported(reading: Reading) -> dict[str, Any]:
    """The day of the export, where it is said."""
    day = reading.exported_on
    return {} if day is None else {"exported_on": day.isoformat()}


def _by_cases(events: list[ReadEvent]) -> Iterator[list[ReadEvent]]:
    """Lists that each hold all events of some hundred cases, in the order read."""
    cases: dict[Key, list[ReadEvent]] = {}
    for read in events:
        cases.setdefault((read.event.source, read.event.case), []).append(read)
    rest = iter(cases.values())
    while chunk := list(islice(rest, CASES_IN_A_TRANSACTION)):
        yield [read for case in chunk for read in case]


class _Chunk:
    """The events of some cases, on their way into the store in one transaction."""

    def __init__(
        self, work: UnitOfWork, reads: list[ReadEvent], *, kind: str, now: datetime, batch: str
    ) -> None:
        self._work, self._reads, self._now, self._batch = work, reads, now, batch
        # Returns and registers have no ids of their own, so there a changed row is a correction.
        self._corrects = not brings_own_ids(kind)
        self._added: list[tuple[Event, str]] = []
        self.fates: list[tuple[int, Fate]] = []
        self.made: Counter[int] = Counter()
        self.quarantined: list[ReadEvent] = []
        self.changed_cases: set[str] = set()
        self.cases_read: set[str] = set()

    def store(self, new_ref: Callable[[], str]) -> dict[Key, str]:
        """Store what is new, set aside what contradicts, and note the fate of each event.

        Gives the reference of each (source, case number).
        """
        keys = [(read.event.source, read.event.id) for read in self._reads]
        latest = self._latest_versions(keys)
        for read, key in zip(self._reads, keys, strict=True):
            fate = self._decide(read, key, latest)
            self.fates.append((read.row, fate))
            if fate in (Fate.MADE, Fate.CORRECTED):
                self.made[read.row] += 1
            elif fate is Fate.QUARANTINED:
                self.quarantined.append(read)
        subjects = {(read.event.source, read.event.case) for read in self._reads}
        refs = self._work.cases.refs_for(sorted(subjects), new_ref)
        self._work.joins.note_first_seen(refs.values(), self._now)
        everything = [read.event for read in self._reads]
        self.cases_read = set(refs.values()) | self._amended_cases(everything)
        events = [
            replace(event, case=refs[event.source, event.case], recorded_at=self._now)
            for event, _ in self._added
        ]
        self._work.events.add(events, [digest for _, digest in self._added], self._batch)
        self.changed_cases = {event.case for event in events} | self._amended_cases(events)
        note_births(self._work, events)
        note_cases_of_no_child(self._work, events)
        self._work.quarantine.add([self._quarantined_row(read) for read in self.quarantined])
        return refs

    def _decide(self, read: ReadEvent, key: Key, latest: dict[Key, tuple[int, str]]) -> Fate:
        digest = content_digest(read.event)
        if key not in latest:
            latest[key] = 1, digest
            self._added.append((read.event, digest))
            return Fate.MADE
        version, known = latest[key]
        if known == digest:
            return Fate.UNCHANGED
        if not self._corrects:
            return Fate.QUARANTINED
        correction = replace(
            read.event, id=version_id(key[1], version + 1), corrects=version_id(key[1], version)
        )
        latest[key] = version + 1, digest
        self._added.append((correction, digest))
        return Fate.CORRECTED

    def _latest_versions(self, keys: list[Key]) -> dict[Key, tuple[int, str]]:
        """The number and digest of the newest version of each event that is stored."""
        latest = {key: (1, digest) for key, digest in self._work.events.digests(keys).items()}
        newer = list(latest) if self._corrects else []
        version = 1
        while newer:
            version += 1
            named = {(key[0], version_id(key[1], version)): key for key in newer}
            found = self._work.events.digests(named)
            newer = [named[key] for key in found]
            latest |= {named[key]: (version, digest) for key, digest in found.items()}
        return latest

    def _amended_cases(self, events: list[Event]) -> set[str]:
        """The cases of the events that these correct or void, and so on along the chain."""
        cases: set[str] = set()
        targets = {(event.source, target) for event in events if (target := _target(event))}
        followed: set[Key] = set()
        while targets:
            followed |= targets
            found = self._work.events.cases_targeted(targets)
            cases |= found
            further: set[Key] = set()
            for held in self._work.events.of_cases(found).values():
                for event in held:
                    if (event.source, event.id) in targets and (target := _target(event)):
                        further.add((event.source, target))
            targets = further - followed
        return cases

    def _quarantined_row(self, read: ReadEvent) -> QuarantinedRow:
        event = read.event
        return QuarantinedRow(
            batch=self._batch,
            source=event.source,
            event_id=event.id,
            code=_OTHER_CONTENT.code,
            message=_OTHER_CONTENT.message,
            remedy=_OTHER_CONTENT.remedy,
            recorded_at=self._now,
        )


def _target(event: Event) -> str | None:
    return event.corrects or event.voids
