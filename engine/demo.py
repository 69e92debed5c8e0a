"""Loads the synthetic county, so that a new installation has something to show."""

from collections.abc import Mapping
from datetime import datetime

from demo import authority
from domain.errors import ProblemError
from domain.event_types import day_of
from engine.loading import Loaded, load
from engine.settings import Settings
from engine.workspace import PROFILE_SETTING, open_workspace
from intake.reading import ReadEvent, Reading, Row
from store.database import open_database
from store.unit_of_work import UnitOfWork

DEMO_PROFILE = "leicestershire"
SEED_SETTING = "demo_seed"
_TABLE = "demo"


def load_demo(settings: Settings, seed: int, now: datetime) -> Loaded:
    """Fill an empty store with the synthetic county around the day of ``now`` (UTC).

    The same seed and day give the same events. A load that was killed may be repeated. Raises
    ProblemError ``store_not_empty`` when the store holds anything but this demonstration.
    """
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    database = open_database(settings.database_url)
    database.migrate()
    mark = f"{seed} {day_of(now).isoformat()}"
    with database.unit_of_work() as work:
        if work.cases.count() and work.settings.get(SEED_SETTING) != mark:
            raise ProblemError(
                "store_not_empty",
                "The store already holds cases, and a demonstration would mix with them.",
                "Use another data folder or database for the demonstration.",
            )
        work.settings.set(SEED_SETTING, mark)
        work.settings.set(PROFILE_SETTING, DEMO_PROFILE)
    database.dispose()
    workspace = open_workspace(settings)
    return load(workspace, read_demo(seed, now), kind=_TABLE, now=now)


def read_demo(seed: int, now: datetime) -> Reading:
    """The county's events as a reader would hand them over, one row an event."""
    reading = Reading()
    for number, event in enumerate(authority.events(seed, day_of(now)), start=1):
        reading.rows.append(Row(_TABLE, _TABLE, number))
        reading.events.append(ReadEvent(event, _TABLE, number, number - 1))
    return reading


def store_is_empty(settings: Settings) -> bool:
    """Whether the store holds no case yet."""
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    database = open_database(settings.database_url)
    database.migrate()
    with database.reading() as work:
        return work.cases.count() == 0


def demo_contacts(work: UnitOfWork) -> Mapping[str, str]:
    """The invented addresses of the county's staff, or none where the store holds no county."""
    return authority.contacts() if work.settings.get(SEED_SETTING) is not None else {}
