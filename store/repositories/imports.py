"""The imports and their accountings."""

from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from store.mapping import RecordMap
from store.records import ImportRecord
from store.tables import ImportRow, table_of

_import = table_of(ImportRow)
_map = RecordMap(ImportRecord, _import)


class Imports:
    """What was imported, and where every row of it went."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, record: ImportRecord) -> None:
        """Keep the accounting of one import."""
        self._connection.execute(insert(_import), _map.row(record))

    def all(self) -> list[ImportRecord]:
        """Every import, oldest first."""
        statement = select(*_map.columns).order_by(_import.c.started_at, _import.c.batch)
        return [_map.item(row) for row in self._connection.execute(statement)]

    def latest(self) -> dict[str, datetime]:
        """When an import of each kind was last begun, by kind."""
        statement = select(_import.c.kind, func.max(_import.c.started_at)).group_by(_import.c.kind)
        return {row[0]: row[1] for row in self._connection.execute(statement)}
