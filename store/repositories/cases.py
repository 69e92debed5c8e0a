"""Who the cases are: the sources' own case numbers, and the references that stand for them."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, func, select

from store.living import Living, living, members
from store.mapping import chunks
from store.numbers import NumberKey, known_refs, refs_for
from store.tables import CaseNumberRow, table_of

_case = table_of(CaseNumberRow)
_living = Living(_case.c.case_ref)
_CASES = _living.beside(_case)


class Cases:
    """The table of case numbers. Nothing else in the store holds one.

    A source's number has one reference for ever. Cases that are one child live as one of them.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def refs_for(
        self, keys: Iterable[NumberKey], new_ref: Callable[[], str]
    ) -> dict[NumberKey, str]:
        """The reference of each (source, subject); ``new_ref`` makes one for those not yet known.

        Every reference that ``new_ref`` gives must be new.
        """
        return refs_for(self._connection, _case, "case_ref", keys, new_ref)

    def subjects(self, refs: Iterable[str]) -> dict[str, NumberKey]:
        """The (source, subject) of each reference that is known. For signed-in people only."""
        found: dict[str, NumberKey] = {}
        for chunk in chunks(refs):
            statement = select(_case.c.case_ref, _case.c.source, _case.c.subject)
            for ref, source, subject in self._connection.execute(
                statement.where(_case.c.case_ref.in_(chunk))
            ):
                found[ref] = (source, subject)
        return found

    def of_sources(self, sources: Iterable[str]) -> list[str]:
        """The references of every case that one of these sources tells of, in order."""
        statement = select(_case.c.case_ref).where(_case.c.source.in_(list(sources)))
        return list(self._connection.scalars(statement.order_by(_case.c.case_ref)))

    def find(self, subject: str) -> list[str]:
        """The living cases that any source calls ``subject``, each once."""
        statement = select(_living.case).select_from(_CASES).where(_case.c.subject == subject)
        found = self._connection.scalars(statement.order_by(_case.c.source))
        return list(dict.fromkeys(found))

    def beginning_with_zero(self, source: str) -> set[str]:
        """The numbers of a source that begin with a zero, for the check of a file."""
        statement = select(_case.c.subject).where(
            _case.c.source == source, _case.c.subject.startswith("0")
        )
        return set(self._connection.scalars(statement))

    def known_subjects(self, source: str, subjects: Iterable[str]) -> set[str]:
        """Those of these numbers of a source that are known."""
        return {subject for _, subject in self.known((source, each) for each in subjects)}

    def beginning(self, start: str) -> list[str]:
        """The first two references that begin with ``start``, in order, living or not."""
        statement = select(_case.c.case_ref).where(
            _case.c.case_ref.startswith(start, autoescape=True)
        )
        return list(self._connection.scalars(statement.order_by(_case.c.case_ref).limit(2)))

    def all_refs(self) -> list[str]:
        """Every case that lives, in order."""
        statement = select(_case.c.case_ref).select_from(_CASES).where(_living.own.is_(None))
        return list(self._connection.scalars(statement.order_by(_case.c.case_ref)))

    def living(self, refs: Iterable[str]) -> dict[str, str]:
        """The case that each reference leads to: its own, unless that was joined with another."""
        return living(self._connection, refs)

    def members(self, refs: Iterable[str]) -> dict[str, list[str]]:
        """The references that lead to each of these cases, its own first."""
        return members(self._connection, refs)

    def count(self) -> int:
        """How many cases live."""
        statement = select(func.count()).select_from(_CASES).where(_living.own.is_(None))
        return self._connection.scalar(statement) or 0

    def none_yet(self) -> bool:
        """Whether the store has no case."""
        return self._connection.execute(select(_case.c.case_ref).limit(1)).first() is None

    def known(self, keys: Iterable[NumberKey]) -> dict[NumberKey, str]:
        """The own reference of each (source, subject) that has one."""
        return known_refs(self._connection, _case, "case_ref", keys)
