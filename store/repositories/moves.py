"""The history of the clocks' dates."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, insert, select

from domain.clocks.moves import ClockMove
from store.mapping import RecordMap, chunks
from store.tables import ClockMoveRow, table_of

_move = table_of(ClockMoveRow)
_map = RecordMap(ClockMove, _move)


class Moves:
    """What happened to each clock. It can be added to and read, no more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, moves: Sequence[ClockMove]) -> None:
        """Keep what happened to some clocks."""
        if moves:
            self._connection.execute(insert(_move), [_map.row(move) for move in moves])

    def of_clocks(self, clocks: Iterable[str]) -> dict[str, list[ClockMove]]:
        """What happened to each clock, in order. Every clock asked for has a list."""
        history: dict[str, list[ClockMove]] = {clock: [] for clock in clocks}
        for chunk in chunks(history):
            statement = select(*_map.columns).where(_move.c.clock.in_(chunk))
            for row in self._connection.execute(statement.order_by(_move.c.moved_at, _move.c.id)):
                move = _map.item(row)
                history[move.clock].append(move)
        return history
