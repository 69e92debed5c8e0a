"""Removals: bringing the event log to what stands of a source, by appending alone.

What is no longer told is taken back, and brought back when it is told again; what an earlier
edition told, and now counts again, is told in its words.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from domain.case.editions import Stands
from domain.case.events import Event
from intake.event_ids import is_natural, removal_id, removal_of, version_of
from intake.keys import content_digest
from intake.one_event import EVENT_VOIDED
from intake.reading import ReadEvent, Reading
from intake.whole_tables import Removal
from store.records import LoggedEvent

_BEFORE_EVERYTHING = date(1900, 1, 1)


@dataclass(slots=True)
class Logged:
    """What the log holds of some cases: the events that readers of their source made, under their
    first ids, with the content of the latest version and how often each was taken and brought
    back."""

    cases: dict[str, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    gone: Counter[str] = field(default_factory=Counter)
    back: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, found: Iterable[LoggedEvent]) -> "Logged":
        """From the events as they are stored."""
        logged, versions = cls(), dict[str, int]()
        for event in found:
            if event.voids is not None:
                if removal := removal_of(event.event_id):
                    first, kind = removal
                    (logged.gone if kind is Removal.TAKEN_BACK else logged.back)[first] += 1
                continue
            first, version = version_of(event.event_id)
            if is_natural(first) and version > versions.get(first, 0):
                versions[first] = version
                logged.cases[first], logged.digests[first] = event.case, event.digest
        return logged

    def holds(self, event_id: str) -> bool:
        """Whether the event was ever told."""
        return event_id in self.digests

    def is_gone(self, event_id: str) -> bool:
        """Whether it is taken back."""
        return self.gone[event_id] > self.back[event_id]


def bring_log_to(
    stands: Mapping[str, Stands],
    reading: Reading,
    logged: Logged,
    subjects: Mapping[str, str],
    table_of: Mapping[str, str],
) -> None:
    """Make a reading tell what stands, no less and no more than the log wants.

    ``stands`` is what stands of the reading's source, ``subjects`` gives the case numbers of the
    cases that are brought to it, ``logged`` is what the log holds of them, and ``table_of`` the
    table that an event that is gone came from, by its id. A row of which nothing stands is set
    aside.
    """
    assert reading.read_whole is not None
    source = reading.read_whole.source
    told = _keep_what_stands(reading, source, stands)
    for event_id, each in stands.items():
        subject = subjects.get(each.event.case)
        if subject is None:
            continue
        if logged.is_gone(event_id):
            row = reading.start_removal(each.by.table, Removal.BROUGHT_BACK)
            number = logged.gone[event_id]
            undone = removal_id(event_id, Removal.TAKEN_BACK, number)
            own_id = removal_id(event_id, Removal.BROUGHT_BACK, number)
            reading.keep(row, _voiding(undone, own_id, source, subject))
        event = replace(each.event, case=subject)
        if event_id not in told and logged.digests.get(event_id) != content_digest(event):
            reading.keep(reading.start_removal(each.by.table, Removal.BROUGHT_BACK), event)
    for event_id in sorted(logged.digests):
        if event_id not in stands and not logged.is_gone(event_id):
            row = reading.start_removal(table_of.get(event_id, source), Removal.TAKEN_BACK)
            own_id = removal_id(event_id, Removal.TAKEN_BACK, logged.gone[event_id] + 1)
            subject = subjects[logged.cases[event_id]]
            reading.keep(row, _voiding(event_id, own_id, source, subject))


def _keep_what_stands(
    reading: Reading, source: str, stands: Mapping[str, Stands]
) -> Collection[str]:
    """Leave to each row what of it stands, in the words that count; gives the ids told."""
    kept: list[ReadEvent] = []
    untold: set[int] = set()
    told: set[str] = set()
    for read in reading.events:
        event = read.event
        each = stands.get(event.id)
        if event.source != source:
            kept.append(read)
        elif each is None:
            untold.add(read.row)
        else:
            told.add(event.id)
            counts = replace(each.event, case=event.case)
            kept.append(read if counts == event else replace(read, event=counts))
    reading.events = kept
    for number in untold.difference(read.row for read in kept):
        row = reading.rows[number]
        if row.refused is None and not row.repeats:
            row.set_aside = "told_otherwise"
    return told


def _voiding(target: str, own_id: str, source: str, subject: str) -> Event:
    """What removes ``target``."""
    return Event(
        source=source,
        id=own_id,
        case=subject,
        type=EVENT_VOIDED,
        on=_BEFORE_EVERYTHING,
        voids=target,
    )
