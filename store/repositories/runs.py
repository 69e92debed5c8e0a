"""What the engine has run, for ``status``."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from store.mapping import RecordMap
from store.records import RunRecord
from store.tables import RunRow, table_of

_run = table_of(RunRow)
_map = RecordMap(RunRecord, _run)


class Runs:
    """The runs of sweeps, dispatches, digests, imports and recalculations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def start(self, kind: str, at: datetime) -> int:
        """Note that a run begins, and give its id."""
        statement = insert(_run).values(kind=kind, started_at=at, figures={})
        run: int = self._connection.execute(statement.returning(_run.c.id)).scalar_one()
        return run

    def finish(self, run: int, at: datetime, outcome: str, figures: Any = None) -> None:
        """Note how a run ended and what it counted. ``figures`` is anything JSON can hold."""
        values = {"finished_at": at, "outcome": outcome, "figures": figures or {}}
        self._connection.execute(update(_run).where(_run.c.id == run).values(values))

    def last(self, kind: str, outcome: str | None = None) -> RunRecord | None:
        """The run of a kind that was noted last, or the last with that outcome.

        In the order they were noted: the clock on the wall may have been set back since.
        """
        statement = select(*_map.columns).where(_run.c.kind == kind)
        if outcome is not None:
            statement = statement.where(_run.c.outcome == outcome)
        row = self._connection.execute(statement.order_by(_run.c.id.desc()).limit(1)).first()
        return None if row is None else _map.item(row)
