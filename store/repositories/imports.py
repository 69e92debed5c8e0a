"""The imports and their accountings."""

from sqlalchemy import Connection, insert, select

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

    def list(self) -> list[ImportRecord]:
        """Every import, oldest first."""
        statement = select(*_map.columns).order_by(_import.c.started_at, _import.c.batch)
        return [_map.item(row) for row in self._connection.execute(statement)]
