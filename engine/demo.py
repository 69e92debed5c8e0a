"""Loads the synthetic county, so that a new installation has something to show."""

from datetime import date, datetime

from demo import authority
from demo.comparators import comparators
from domain.days import day_of
from domain.errors import ProblemError
from engine.contacts import keep_contacts
from engine.loading import Loaded, load
from engine.progress import Progress, no_progress
from engine.settings import Settings
from engine.workspace import PROFILE_SETTING, open_workspace
from intake.reading import ReadEvent, Reading, Row
from store.database import Database, open_database

DEMO_PROFILE = "leicestershire"
SEED_SETTING = "demo_seed"
_LOADED_SETTING = "demo_loaded"
_TABLE = "demo"


def load_demo(
    settings: Settings, seed: int, now: datetime, progress: Progress = no_progress
) -> Loaded:
    """Fill an empty store with the synthetic county around the day of ``now`` (UTC).

    The same seed and day give the same events. A load that was killed goes on, with the seed
    and the day it was begun with. Raises ProblemError ``store_not_empty`` when the store holds
    anything but this demonstration.
    """
    database = _open(settings)
    with database.unit_of_work() as work:
        begun = work.settings.get(SEED_SETTING)
        mark = f"{seed} {day_of(now).isoformat()}"
        if begun is not None and work.settings.get(_LOADED_SETTING) is None:
            mark = begun
        if work.cases.count() and begun != mark:
            raise ProblemError(
                "store_not_empty",
                "The store already holds cases, and a demonstration would mix with them.",
                "Use another data folder or database for the demonstration.",
            )
        work.settings.set(SEED_SETTING, mark)
        work.settings.set(PROFILE_SETTING, DEMO_PROFILE)
        keep_contacts(work, authority.contacts())
    database.dispose()
    workspace = open_workspace(settings)
    number, _, day = mark.partition(" ")
    reading = read_demo(int(number), date.fromisoformat(day))
    loaded = load(workspace, reading, kind=_TABLE, now=now, progress=progress)
    with workspace.database.unit_of_work() as work:
        work.measures.add_comparators(comparators(date.fromisoformat(day)), now)
        work.settings.set(_LOADED_SETTING, mark)
    return loaded


def wants_demo(settings: Settings) -> bool:
    """Whether the store is empty, or holds a demonstration whose loading was broken off."""
    with _open(settings).reading() as work:
        begun = work.settings.get(SEED_SETTING)
        broken_off = begun is not None and work.settings.get(_LOADED_SETTING) is None
        return broken_off or work.cases.count() == 0


def read_demo(seed: int, day: date) -> Reading:
    """The county's events as a reader would hand them over, one row an event."""
    reading = Reading()
    for number, event in enumerate(authority.events(seed, day), start=1):
        reading.rows.append(Row(_TABLE, _TABLE, number))
        reading.events.append(ReadEvent(event, _TABLE, number, number - 1))
    return reading


def _open(settings: Settings) -> Database:
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    database = open_database(settings.database_url)
    database.migrate()
    return database
