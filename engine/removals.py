"""Removals: taking back what a source no longer tells, and bringing it back when it does.

A feed or a return is read whole each time. What it says anew is stored, what it says as before is
left, and what it no longer says was corrected or deleted there: its events are voided. The row
may come back, and then so do its events.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.case.events import Event
from intake.event_ids import is_natural, removal_id, removal_of, version_of
from intake.one_event import EVENT_VOIDED
from intake.reading import Reading
from intake.whole_tables import Removal, WholeTable, WholeTables, problem
from store.database import Database
from store.records import StoredEvent

# A table that is read while it is being filled lacks many rows: rather that none is taken back.
_MANY = 20
_LARGEST_SHARE = 0.2
_BEFORE_EVERYTHING = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is stored of the source: its events, each with the date of its latest version, how
    often each was taken and brought back, and the first days of the years imported."""

    events: dict[str, StoredEvent]
    gone: Counter[str]
    back: Counter[str]
    years: set[date]

    def is_gone(self, event: str) -> bool:
        return self.gone[event] > self.back[event]


def take_back_what_is_gone(
    database: Database, reading: Reading, *, accept_removals: bool = False
) -> set[str]:
    """Add to a reading the removals that it calls for, and what takes back earlier ones.

    Nothing happens unless its reader says what was read whole (``Reading.read_whole``), and then
    only what ``WholeTable`` allows. Where more than a fifth of a table's events is gone, and more
    than 20, nothing of it is taken back unless ``accept_removals``; a warning says so. Gives the
    cases in which something had been taken back before: an import that was killed may not have
    worked them out.
    """
    whole = reading.read_whole
    if whole is None:
        return set()
    known = _known(database, reading, whole)
    told = _bring_back(reading, known, whole.source)
    someone_is_gone = False
    for table in whole.tables:
        gone, covered = _gone(table, known, told)
        if not gone:
            continue
        if table.doubt is not None:
            reading.warn_of_file(table.table, table.table, table.doubt)
        elif not accept_removals and len(gone) > max(_MANY, _LARGEST_SHARE * covered):
            reading.warn_of_file(table.table, table.table, problem("many_rows_gone"))
        else:
            for event in gone:
                row = reading.start_removal(table.table, Removal.TAKEN_BACK)
                number = known.gone[event.event_id] + 1
                own_id = removal_id(event.event_id, Removal.TAKEN_BACK, number)
                reading.keep(row, _voiding(event, whole.source, own_id, event.event_id))
                someone_is_gone |= _is_absent(event, table)
    if someone_is_gone:
        reading.warn_of_file(whole.source, whole.source, problem("children_gone"))
    return {event.case for event in known.events.values() if known.is_gone(event.event_id)}


def _known(database: Database, reading: Reading, whole: WholeTables) -> _Known:
    source = whole.source
    types = {name for table in whole.tables for name in table.since}
    ends = [each for table in whole.tables for each in table.open_before.values()]
    types |= {name for names in ends for name in names}
    types |= {read.event.type for read in reading.events if read.event.source == source}
    with database.reading() as work:
        found = work.events.of_source(source, types)
        removals = Counter(map(removal_of, work.events.removals_of_source(source)))
        imports = [each.accounting for each in work.imports.all()]
    years = {
        date.fromisoformat(day)
        for each in imports
        if each.get("source") == source
        for day in each["years"]
    }
    return _Known(
        events=_latest(found),
        gone=_times(removals, Removal.TAKEN_BACK),
        back=_times(removals, Removal.BROUGHT_BACK),
        years=years | set(whole.years),
    )


def _times(removals: Mapping[tuple[str, Removal] | None, int], asked: Removal) -> Counter[str]:
    return Counter({key[0]: times for key, times in removals.items() if key and key[1] is asked})


def _latest(found: Collection[StoredEvent]) -> dict[str, StoredEvent]:
    """The events that readers of the source made, under their first ids."""
    events = {
        event.event_id: event
        for event in found
        if event.corrects is None and is_natural(event.event_id)
    }
    versions: dict[str, int] = {}
    for event in found:
        first, version = version_of(event.event_id)
        if first in events and version > versions.get(first, 1):
            versions[first] = version
            events[first] = replace(event, event_id=first, corrects=None)
    return events


def _gone(table: WholeTable, known: _Known, told: Collection[str]) -> tuple[list[StoredEvent], int]:
    """The events that the table no longer tells, and how many standing ones it covers."""
    untold: list[StoredEvent] = []
    covered = 0
    ended: dict[str, list[StoredEvent]] = defaultdict(list)
    for event in _standing(known):
        is_told = event.event_id in told or event.event_id in table.spared
        if not is_told:
            ended[event.subject].append(event)
        first = table.since.get(event.type)
        if first is None or (table.until is not None and event.on > table.until):
            continue
        covered += event.on >= first
        if not is_told and event.subject not in table.doubtful:
            untold.append(event)
    years = {day for day in known.years if day not in table.since.values()}
    gone = [
        event
        for event in untold
        if _is_judged(event, table, years)
        and (
            event.on >= table.since[event.type]
            or _was_open(event, table, years, ended[event.subject])
        )
    ]
    return sorted(gone, key=lambda event: (event.on, event.event_id)), covered


def _standing(known: _Known) -> Iterator[StoredEvent]:
    return (event for event in known.events.values() if not known.is_gone(event.event_id))


def _is_absent(event: StoredEvent, table: WholeTable) -> bool:
    return table.present is not None and event.subject not in table.present


def _is_judged(event: StoredEvent, table: WholeTable, years: Collection[date]) -> bool:
    """Of a subject who is not there at all, a later year's return may have told the event."""
    if not _is_absent(event, table):
        return True
    return table.absent_too and not any(day > table.since[event.type] for day in years)


def _was_open(
    event: StoredEvent, table: WholeTable, years: Collection[date], untold: Collection[StoredEvent]
) -> bool:
    """Whether an event from before the table's first day would be told if it were still so.

    By what is stored nothing has ended what it began. Where a return of the event's own year, or
    of one since, was imported too, the event is that return's to take back.
    """
    first = table.since[event.type]
    ends = table.open_before.get(event.type)
    if ends is None or any(day < first and event.on < _a_year_after(day) for day in years):
        return False
    return not any(each.type in ends and event.on <= each.on < first for each in untold)


def _a_year_after(first_day: date) -> date:
    return date(first_day.year + 1, 4, 1)


def _bring_back(reading: Reading, known: _Known, source: str) -> set[str]:
    """Bring back what is told again; gives the ids of everything that is told."""
    told: set[str] = set()
    for read in list(reading.events):
        event_id = read.event.id
        if read.event.source != source or event_id in told:
            continue
        told.add(event_id)
        if event_id in known.events and known.is_gone(event_id):
            number = known.gone[event_id]
            row = reading.start_removal(read.table, Removal.BROUGHT_BACK)
            removal = removal_id(event_id, Removal.TAKEN_BACK, number)
            undone_as = removal_id(event_id, Removal.BROUGHT_BACK, number)
            reading.keep(row, _voiding(known.events[event_id], source, undone_as, removal))
    return told


def _voiding(event: StoredEvent, source: str, own_id: str, target: str) -> Event:
    """What removes ``target``, which is of the case of ``event``."""
    return Event(
        source=source,
        id=own_id,
        case=event.subject,
        type=EVENT_VOIDED,
        on=_BEFORE_EVERYTHING,
        voids=target,
    )
