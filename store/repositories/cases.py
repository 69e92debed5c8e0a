"""Who the cases are: the sources' own case numbers, and the references that stand for them."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, func, select

from store.mapping import by_source, chunks, insert_into
from store.tables import CaseNumberRow, table_of

CaseKey = tuple[str, str]

_case = table_of(CaseNumberRow)


class Cases:
    """The table of case numbers. Nothing else in the store holds one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def refs_for(self, keys: Iterable[CaseKey], new_ref: Callable[[], str]) -> dict[CaseKey, str]:
        """The reference of each (source, subject); ``new_ref`` makes one for those not yet known.

        Every reference that ``new_ref`` gives must be new.
        """
        wanted = list(dict.fromkeys(keys))
        refs = self._known(wanted)
        missing = [key for key in wanted if key not in refs]
        if missing:
            rows = [
                {"source": source, "subject": subject, "case_ref": new_ref()}
                for source, subject in missing
            ]
            statement = insert_into(self._connection, _case)
            self._connection.execute(
                statement.on_conflict_do_nothing(index_elements=["source", "subject"]), rows
            )
            refs |= self._known(missing)
        return refs

    def subjects(self, refs: Iterable[str]) -> dict[str, CaseKey]:
        """The (source, subject) of each reference that is known. For signed-in people only."""
        found: dict[str, CaseKey] = {}
        for chunk in chunks(refs):
            statement = select(_case.c.case_ref, _case.c.source, _case.c.subject)
            for ref, source, subject in self._connection.execute(
                statement.where(_case.c.case_ref.in_(chunk))
            ):
                found[ref] = (source, subject)
        return found

    def find(self, subject: str) -> list[str]:
        """The references of the cases that any source calls ``subject``."""
        statement = select(_case.c.case_ref).where(_case.c.subject == subject)
        return list(self._connection.scalars(statement.order_by(_case.c.source)))

    def beginning_with_zero(self, source: str) -> set[str]:
        """The numbers of a source that begin with a zero, for the check of a file."""
        statement = select(_case.c.subject).where(
            _case.c.source == source, _case.c.subject.startswith("0")
        )
        return set(self._connection.scalars(statement))

    def known_subjects(self, source: str, subjects: Iterable[str]) -> set[str]:
        """Those of these numbers of a source that are known."""
        return {subject for _, subject in self._known((source, each) for each in subjects)}

    def beginning(self, start: str) -> list[str]:
        """The first two references that begin with ``start``, in order."""
        statement = select(_case.c.case_ref).where(
            _case.c.case_ref.startswith(start, autoescape=True)
        )
        return list(self._connection.scalars(statement.order_by(_case.c.case_ref).limit(2)))

    def all_refs(self) -> list[str]:
        """Every reference, in order."""
        return list(self._connection.scalars(select(_case.c.case_ref).order_by(_case.c.case_ref)))

    def count(self) -> int:
        """How many cases there are."""
        return self._connection.scalar(select(func.count()).select_from(_case)) or 0

    def none_yet(self) -> bool:
        """Whether the store has no case."""
        return self._connection.execute(select(_case.c.case_ref).limit(1)).first() is None

    def _known(self, keys: Iterable[CaseKey]) -> dict[CaseKey, str]:
        refs: dict[CaseKey, str] = {}
        for source, subjects in by_source(keys):
            statement = select(_case.c.subject, _case.c.case_ref).where(
                _case.c.source == source, _case.c.subject.in_(subjects)
            )
            for subject, ref in self._connection.execute(statement):
                refs[source, subject] = ref
        return refs
