"""Rows that were set aside."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from store.mapping import RecordMap
from store.records import QuarantinedRow
from store.tables import QuarantineRow, table_of

_quarantine = table_of(QuarantineRow)
_map = RecordMap(QuarantinedRow, _quarantine)


class Quarantine:
    """What was not accepted, and why."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, rows: Sequence[QuarantinedRow]) -> None:
        """Set rows aside."""
        if rows:
            self._connection.execute(insert(_quarantine), [_map.row(row) for row in rows])

    def all(self) -> list[QuarantinedRow]:
        """Every row set aside, oldest first."""
        statement = select(*_map.columns).order_by(_quarantine.c.id)
        return [_map.item(row) for row in self._connection.execute(statement)]
