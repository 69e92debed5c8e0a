"""The rulebooks that have been in force, each as it was put in force."""

from datetime import datetime

from sqlalchemy import Connection, insert, or_, select

from store.mapping import RecordMap
from store.records import RulebookRecord
from store.tables import RulebookRow, table_of

_rulebook = table_of(RulebookRow)
_map = RecordMap(RulebookRecord, _rulebook)


class Rulebooks:
    """The history of the rules. It can be added to and read, no more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, record: RulebookRecord) -> None:
        """Put a rulebook in force."""
        self._connection.execute(insert(_rulebook).values(_map.row(record)))

    def last(self, known_at: datetime | None = None) -> RulebookRecord | None:
        """The one in force, or the one that was at the UTC instant ``known_at``.

        None where the store has none yet. Of two put in force by then, the one added last.
        """
        statement = select(*_map.columns)
        if known_at is not None:
            then = or_(_rulebook.c.applied_at.is_(None), _rulebook.c.applied_at <= known_at)
            statement = statement.where(then)
        row = self._connection.execute(statement.order_by(_rulebook.c.id.desc()).limit(1)).first()
        return None if row is None else _map.item(row)
