"""The numbers by which complaints name the children that they concern."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, select

from domain.case.concerned import ChildNamed
from store.mapping import by_source, chunks, insert_into
from store.tables import ChildNumberRow, table_of

ChildKey = tuple[str, str]

_child = table_of(ChildNumberRow)
_COLUMNS = (_child.c.ref, _child.c.source, _child.c.subject)


class Concerned:
    """The table of children's numbers. A source's number has one reference for ever."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def refs_for(self, keys: Iterable[ChildKey], new_ref: Callable[[], str]) -> dict[ChildKey, str]:
        """The reference of each (source, number); ``new_ref`` makes one for those not yet known."""
        wanted = list(dict.fromkeys(keys))
        refs = self._known(wanted)
        missing = [key for key in wanted if key not in refs]
        if missing:
            rows = [
                {"source": source, "subject": subject, "ref": new_ref()}
                for source, subject in missing
            ]
            statement = insert_into(self._connection, _child)
            self._connection.execute(
                statement.on_conflict_do_nothing(index_elements=["source", "subject"]), rows
            )
            refs |= self._known(missing)
        return refs

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

    def _known(self, keys: Iterable[ChildKey]) -> dict[ChildKey, str]:
        refs: dict[ChildKey, str] = {}
        for source, subjects in by_source(keys):
            statement = select(_child.c.subject, _child.c.ref).where(
                _child.c.source == source, _child.c.subject.in_(subjects)
            )
            for subject, ref in self._connection.execute(statement):
                refs[source, subject] = ref
        return refs
