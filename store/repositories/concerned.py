"""The numbers by which complaints name the children that they concern."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, select

from domain.case.concerned import ChildNamed
from store.mapping import chunks
from store.numbers import NumberKey, refs_for
from store.tables import ChildNumberRow, table_of

_child = table_of(ChildNumberRow)
_COLUMNS = (_child.c.ref, _child.c.source, _child.c.subject)


class Concerned:
    """The table of children's numbers. A source's number has one reference for ever."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def refs_for(
        self, keys: Iterable[NumberKey], new_ref: Callable[[], str]
    ) -> dict[NumberKey, str]:
        """The reference of each (source, number); ``new_ref`` makes one for those not yet known."""
        return refs_for(self._connection, _child, "ref", keys, new_ref)

    def named(self, refs: Iterable[str]) -> list[ChildNamed]:
        """What these references stand for."""
        found: list[ChildNamed] = []
        for chunk in chunks(refs):
            statement = select(*_COLUMNS).where(_child.c.ref.in_(chunk))
            found += [ChildNamed(*row) for row in self._connection.execute(statement)]
        return found

    def numbered(self, subjects: Iterable[str]) -> list[ChildNamed]:
        """The references that stand for these numbers, whichever source named them."""
        found: list[ChildNamed] = []
        for chunk in chunks(subjects):
            statement = select(*_COLUMNS).where(_child.c.subject.in_(chunk))
            found += [ChildNamed(*row) for row in self._connection.execute(statement)]
        return found
