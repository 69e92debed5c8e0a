"""The current editions of each source, and the cases that are still to be brought to them."""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from domain.case.editions import Coverage, Edition
from domain.case.events import NO_ATTRIBUTES, Event
from store.mapping import chunks, insert_into
from store.tables import EditionRow, UnfinishedCaseRow, table_of
from store.types import read_json, write_json

_edition = table_of(EditionRow)
_unfinished = table_of(UnfinishedCaseRow)

# Half the size of the text for a tenth of the time that the best would take.
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class KeptEdition:
    """An edition and its number in the store."""

    number: int
    edition: Edition


class Editions:
    """What each source tells now. Holds case references, never a case number."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_source(self, source: str) -> list[KeptEdition]:
        """The current editions of a source, in the order in which they were imported."""
        statement = select(_edition).where(_edition.c.source == source).order_by(_edition.c.id)
        return [
            KeptEdition(
                row.id,
                _read(
                    row.content,
                    source=row.source,
                    scope=row.scope,
                    table=row.table_name,
                    exported_on=row.exported_on,
                    imported_at=row.imported_at,
                    is_former=row.is_former,
                ),
            )
            for row in self._connection.execute(statement)
        ]

    def coverages(self) -> dict[str, list[Coverage]]:
        """What the current editions of each source cover, without what they told."""
        found: dict[str, list[Coverage]] = defaultdict(list)
        statement = select(_edition.c.source, _edition.c.content).order_by(_edition.c.id)
        for row in self._connection.execute(statement):
            found[row.source].append(_read_coverage(_content(row.content)["coverage"]))
        return dict(found)

    def add(self, editions: Iterable[Edition]) -> None:
        """Keep some more."""
        rows = [_row(edition) for edition in editions]
        if rows:
            self._connection.execute(insert(_edition), rows)

    def rewrite(self, number: int, edition: Edition) -> None:
        """Put an edition in the place of the one with this number."""
        self._connection.execute(
            update(_edition).where(_edition.c.id == number).values(**_row(edition))
        )

    def remove(self, numbers: Sequence[int]) -> None:
        """Forget those with these numbers: something newer has taken their place."""
        for chunk in chunks(numbers):
            self._connection.execute(delete(_edition).where(_edition.c.id.in_(chunk)))

    def begin(self, source: str, cases: Iterable[str]) -> None:
        """Note cases that are about to be brought to what the editions of a source tell."""
        rows = [{"source": source, "case_ref": case} for case in sorted(set(cases))]
        if rows:
            statement = insert_into(self._connection, _unfinished).on_conflict_do_nothing()
            self._connection.execute(statement, rows)

    def unfinished(self, source: str) -> set[str]:
        """The cases that were begun and not finished: an import of them was killed."""
        statement = select(_unfinished.c.case_ref).where(_unfinished.c.source == source)
        return set(self._connection.scalars(statement))

    def finish(self, source: str) -> None:
        """Note that every case of a source is as its editions tell, and worked out."""
        self._connection.execute(delete(_unfinished).where(_unfinished.c.source == source))


def _row(edition: Edition) -> dict[str, Any]:
    content = {"coverage": _coverage(edition.coverage), "events": [*_events(edition.events)]}
    return {
        "source": edition.source,
        "scope": edition.scope,
        "table_name": edition.table,
        "exported_on": edition.exported_on,
        "imported_at": edition.imported_at,
        "is_former": edition.is_former,
        "content": zlib.compress(write_json(content).encode(), _LEVEL),
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {each.name: _plain(getattr(coverage, each.name)) for each in fields(coverage)}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return sorted(value) if isinstance(value, (frozenset, set, tuple)) else value


def _events(events: Iterable[Event]) -> Iterator[list[Any]]:
    for each in events:
        yield [each.id, each.case, each.type, each.on.isoformat(), each.at, dict(each.attributes)]


def _content(compressed: bytes) -> dict[str, Any]:
    content: dict[str, Any] = read_json(zlib.decompress(compressed))
    return content


def _read_coverage(coverage: Mapping[str, Any]) -> Coverage:
    return Coverage(
        since=coverage["since"],
        until=coverage["until"],
        open_before={name: frozenset(ends) for name, ends in coverage["open_before"].items()},
        one_at_a_time=frozenset(coverage["one_at_a_time"]),
        latest_only=coverage["latest_only"],
        of_a_case=coverage["of_a_case"],
        years=tuple(coverage["years"]),
    )


def _read(
    content: bytes,
    *,
    source: str,
    scope: date | None,
    table: str,
    exported_on: date | None,
    imported_at: datetime,
    is_former: bool,
) -> Edition:
    read = _content(content)
    return Edition(
        source=source,
        scope=scope,
        table=table,
        exported_on=exported_on,
        imported_at=imported_at,
        is_former=is_former,
        coverage=_read_coverage(read["coverage"]),
        events=tuple(
            Event(
                source=source,
                id=event_id,
                case=case,
                type=type_name,
                on=date.fromisoformat(on),
                at=at,
                attributes=attributes or NO_ATTRIBUTES,
            )
            for event_id, case, type_name, on, at, attributes in read["events"]
        ),
    )
