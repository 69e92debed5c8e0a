"""What was refused or is missing: open until a later import or a person settles it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, text, update

from domain.clocks.doubt import CaseDoubt
from store.living import every_member, members
from store.mapping import chunks
from store.records import DoubtRecord
from store.tables import CaseNumberRow, DoubtRow, table_of
from store.tables.doubts import IS_OPEN, IS_UNTOLD

_doubt = table_of(DoubtRow)
_case = table_of(CaseNumberRow)
_NAMES = [column.name for column in _doubt.c]


class Doubts:
    """The doubts of every case and source, open and settled.

    Each is kept under the case that its source told of, and counts for the one that lives on.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, doubts: Sequence[DoubtRecord]) -> None:
        """Note doubts. Each must be new."""
        if doubts:
            self._connection.execute(insert(_doubt), [_row(doubt) for doubt in doubts])

    def open(self, kind: str | None = None) -> list[DoubtRecord]:
        """Those that nobody has settled, of one kind of import or of all, oldest first."""
        wanted = [text(IS_OPEN), *([_doubt.c.kind == kind] if kind is not None else [])]
        return self._read(*wanted)

    def search(self, cases: Sequence[str] | None = None) -> list[DoubtRecord]:
        """Every doubt, settled or not, oldest first; of ``cases`` those that are about one."""
        if cases is None:
            return self._read()
        own = chunks(every_member(self._connection, cases))
        return [one for chunk in own for one in self._read(_doubt.c.case_ref.in_(chunk))]

    def of_cases(
        self, refs: Iterable[str], known_at: datetime | None = None
    ) -> dict[str, list[CaseDoubt]]:
        """The open doubts of each case that has any: its own, and those of its sources.

        ``known_at`` (UTC) asks for those that were open then.
        """
        if known_at is None:
            standing: ColumnElement[bool] = text(IS_OPEN)  # type: ignore[assignment]
        else:
            unsettled = or_(_doubt.c.settled_at.is_(None), _doubt.c.settled_at > known_at)
            standing = unsettled & (_doubt.c.noted_at <= known_at)
        return self._of_cases(refs, standing)

    def settled_of_cases(
        self, refs: Iterable[str], since: datetime
    ) -> dict[str, list[tuple[datetime, CaseDoubt]]]:
        """The doubts of each case that were settled after a UTC instant, each with when it was."""
        found: dict[str, list[tuple[datetime, CaseDoubt]]] = {}
        for ref, record in self._records_of(refs, _doubt.c.settled_at > since):
            if record.settled_at is not None:
                found.setdefault(ref, []).append((record.settled_at, _as_domain(record)))
        return found

    def settle(self, ids: Iterable[str], at: datetime, because: str, by: str | None = None) -> None:
        """Settle doubts at a UTC instant. One settled before keeps its reason."""
        values = {"settled_at": at, "settled_because": because, "settled_by": by}
        for chunk in chunks(ids):
            open_ones = update(_doubt).where(_doubt.c.id.in_(chunk), text(IS_OPEN))
            self._connection.execute(open_ones.values(values))

    def untold(self) -> list[DoubtRecord]:
        """The open ones that nobody was told of, oldest first."""
        return self._read(text(IS_UNTOLD))

    def mark_told(self, ids: Iterable[str], at: datetime) -> None:
        """Note that those responsible for data are told of doubts at ``at`` (UTC)."""
        for chunk in chunks(ids):
            statement = update(_doubt).where(_doubt.c.id.in_(chunk), _doubt.c.told_at.is_(None))
            self._connection.execute(statement.values(told_at=at))

    def told_at(self, instants: Iterable[datetime]) -> list[DoubtRecord]:
        """The open doubts of which somebody is told at one of these instants."""
        return self._read(text(IS_OPEN), _doubt.c.told_at.in_(list(instants)))

    def count_open(self) -> Counter[str]:
        """How many are open, by kind of import."""
        statement = select(_doubt.c.kind, func.count()).where(text(IS_OPEN))
        rows = self._connection.execute(statement.group_by(_doubt.c.kind))
        return Counter({row[0]: row[1] for row in rows})

    def beginning(self, start: str) -> list[str]:
        """The first two ids that begin with ``start``, in order."""
        statement = select(_doubt.c.id).where(_doubt.c.id.startswith(start, autoescape=True))
        return list(self._connection.scalars(statement.order_by(_doubt.c.id).limit(2)))

    def of_ids(self, ids: Iterable[str]) -> list[DoubtRecord]:
        """The doubts with these ids."""
        return [one for chunk in chunks(ids) for one in self._read(_doubt.c.id.in_(chunk))]

    def _of_cases(
        self, refs: Iterable[str], standing: ColumnElement[bool]
    ) -> dict[str, list[CaseDoubt]]:
        found: dict[str, list[CaseDoubt]] = {}
        for ref, record in self._records_of(refs, standing):
            found.setdefault(ref, []).append(_as_domain(record))
        return found

    def _records_of(
        self, refs: Iterable[str], standing: ColumnElement[bool]
    ) -> Iterable[tuple[str, DoubtRecord]]:
        """Each doubt with the living case that it is about, whichever of its sources left it.

        Those of a source are about all its cases.
        """
        living = {
            own: ref for ref, group in members(self._connection, refs).items() for own in group
        }
        wide: dict[str | None, list[DoubtRecord]] = {}
        for record in self._read(standing, _doubt.c.case_ref.is_(None)):
            wide.setdefault(record.source, []).append(record)
        for chunk in chunks(living):
            for record in self._read(standing, _doubt.c.case_ref.in_(chunk)):
                assert record.case is not None
                yield living[record.case], record
            if wide:
                sources = select(_case.c.case_ref, _case.c.source).where(
                    _case.c.case_ref.in_(chunk)
                )
                for ref, source in self._connection.execute(sources):
                    for record in wide.get(source, ()):
                        yield living[ref], record

    def _read(self, *conditions: Any) -> list[DoubtRecord]:
        statement = select(_doubt).where(*conditions).order_by(_doubt.c.noted_at, _doubt.c.id)
        return [_record(row) for row in self._connection.execute(statement)]


def _row(doubt: DoubtRecord) -> dict[str, Any]:
    row = {name: getattr(doubt, name) for name in _NAMES if name != "case_ref"}
    return {**row, "case_ref": doubt.case}


def _record(row: Any) -> DoubtRecord:
    values = dict(row._mapping)
    values["case"] = values.pop("case_ref")
    return DoubtRecord(**values)


def _as_domain(record: DoubtRecord) -> CaseDoubt:
    return CaseDoubt(
        table=record.table_name,
        tells=frozenset(record.tells),
        until=record.until,
        noted_on=record.noted_on,
        why=record.why,
    )
