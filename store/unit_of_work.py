"""One transaction, and everything that can be done in it."""

from sqlalchemy import Connection

from store.repositories.alerts import Alerts
from store.repositories.calendars import Calendars
from store.repositories.cases import Cases
from store.repositories.clocks import Clocks
from store.repositories.concerned import Concerned
from store.repositories.decisions import Decisions
from store.repositories.doubts import Doubts
from store.repositories.editions import Editions
from store.repositories.events import Events
from store.repositories.imports import Imports
from store.repositories.joins import Joins
from store.repositories.measures import Measures
from store.repositories.moves import Moves
from store.repositories.outbox import Outbox
from store.repositories.quarantine import Quarantine
from store.repositories.rulebooks import Rulebooks
from store.repositories.runs import Runs
from store.repositories.settings import Settings


class UnitOfWork:
    """The repositories, all on one transaction. Made by ``Database.unit_of_work``."""

    def __init__(self, connection: Connection) -> None:
        self.cases = Cases(connection)
        self.joins = Joins(connection)
        self.concerned = Concerned(connection)
        self.decisions = Decisions(connection)
        self.events = Events(connection)
        self.editions = Editions(connection)
        self.quarantine = Quarantine(connection)
        self.imports = Imports(connection)
        self.clocks = Clocks(connection)
        self.doubts = Doubts(connection)
        self.measures = Measures(connection)
        self.moves = Moves(connection)
        self.alerts = Alerts(connection)
        self.outbox = Outbox(connection)
        self.calendars = Calendars(connection)
        self.rulebooks = Rulebooks(connection)
        self.runs = Runs(connection)
        self.settings = Settings(connection)
