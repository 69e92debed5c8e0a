"""When which snapshot of the bank holidays was put in force."""

from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from store.mapping import RecordMap
from store.records import CalendarRecord
from store.tables import CalendarRow, table_of

_calendar = table_of(CalendarRow)
_map = RecordMap(CalendarRecord, _calendar)


class Calendars:
    """The history of the bank holidays in force. It can be added to and read, no more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, record: CalendarRecord) -> None:
        """Keep that one snapshot replaced another."""
        self._connection.execute(insert(_calendar).values(_map.row(record)))

    def taken_on(self, known_at: datetime) -> date | None:
        """The day of the snapshot in force at a UTC instant; None: none was replaced since."""
        statement = select(_calendar.c.instead_of).where(_calendar.c.applied_at > known_at)
        return self._connection.scalar(statement.order_by(_calendar.c.id).limit(1))
