"""Taking back what a case system no longer holds.

A feed is read whole each time. What it says anew is stored, what it says as before is left, and
what it no longer says was deleted there: its events are voided. The row may come back, and then
so do its events.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from domain.events import Event
from intake.one_event import EVENT_VOIDED
from intake.standard_dataset import SOURCE, Feed
from intake.standard_dataset.problems import problem
from intake.standard_dataset.tables import EPISODES, TABLES, Table
from store.database import Database
from store.records import StoredEvent

# A table that is read while it is being filled lacks many rows: rather that none is taken back.
_MANY = 20
_LARGEST_SHARE = 0.2
_BEFORE_EVERYTHING = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class _Known:
    """The feed's events that are stored, and how often each was taken and brought back."""

    events: list[StoredEvent]
    gone: Counter[str]
    back: Counter[str]

    def is_gone(self, event: str) -> bool:
        return self.gone[event] > self.back[event]


def take_back_what_is_gone(
    database: Database, feed: Feed, *, accept_removals: bool = False
) -> None:
    """Add to the feed's reading the removals that it calls for.

    Only of tables that were read, and in them not of a child with a row that could not be
    read, nor of what lies before the earliest date that the table still holds: the dataset goes
    back some years, and what has grown too old was not deleted. Where more than a fifth of a
    table's events is gone, and more than 20, nothing of it is taken back unless
    ``accept_removals``; a warning says so.
    """
    known = _known(database, feed)
    _bring_back(feed, known)
    for table in feed.tables:
        if _cannot_be_judged(table, feed):
            continue
        gone, standing = _gone(table, feed, known)
        if not gone:
            continue
        if not accept_removals and len(gone) > max(_MANY, _LARGEST_SHARE * standing):
            feed.reading.warn_of_file(table.name, table.name, problem("many_rows_gone"))
            continue
        for event in gone:
            number = known.gone[event.event_id] + 1
            _remove(feed, f"{table.name}, gone", event, event.event_id, f"gone{number}")


def _cannot_be_judged(table: Table, feed: Feed) -> bool:
    if table.latest_only or table.name in feed.table_in_doubt:
        return True
    episodes = TABLES[EPISODES]
    return table.rests_on_episodes and (
        episodes not in feed.tables or EPISODES in feed.table_in_doubt
    )


def _known(database: Database, feed: Feed) -> _Known:
    types = {name for table in feed.tables for name in table.types}
    with database.reading() as work:
        events = work.events.of_source(SOURCE, types)
        removals = work.events.removals_of_source(SOURCE)
    gone: Counter[str] = Counter()
    back: Counter[str] = Counter()
    for event_id in removals:
        first, mark, _ = event_id.partition("~gone")
        second, brought, _ = event_id.partition("~back")
        if brought:
            back[second] += 1
        elif mark:
            gone[first] += 1
    return _Known(events, gone, back)


def _gone(table: Table, feed: Feed, known: _Known) -> tuple[list[StoredEvent], int]:
    """The standing events of a table that it no longer tells, and how many are standing."""
    told = [event for event in feed.events.values() if event.type in table.types]
    horizon = _horizons(told)
    standing = [
        event
        for event in known.events
        if event.type in table.types and not known.is_gone(event.event_id)
    ]
    gone = [
        event
        for event in standing
        if event.event_id not in feed.events
        and event.event_id not in feed.told_otherwise
        and event.subject not in feed.doubtful
        and event.type in horizon
        and event.on >= horizon[event.type]
    ]
    return gone, len(standing)


def _horizons(told: Collection[Event]) -> dict[str, date]:
    days: dict[str, list[date]] = defaultdict(list)
    for event in told:
        days[event.type].append(event.on)
    return {name: min(found) for name, found in days.items()}


def _bring_back(feed: Feed, known: _Known) -> None:
    stored = {event.event_id: event for event in known.events}
    for table in feed.tables:
        for event_id, event in list(feed.events.items()):
            if event.type in table.types and event_id in stored and known.is_gone(event_id):
                number = known.gone[event_id]
                place = f"{table.name}, back"
                _remove(feed, place, stored[event_id], f"{event_id}~gone{number}", f"back{number}")


def _remove(feed: Feed, table: str, event: StoredEvent, target: str, mark: str) -> None:
    row = feed.reading.start_row(table, table, 0)
    removal = Event(
        SOURCE,
        f"{event.event_id}~{mark}",
        event.subject,
        EVENT_VOIDED,
        _BEFORE_EVERYTHING,
        voids=target,
    )
    feed.reading.keep(row, removal)
