"""Carrying dataclasses to rows and back, in bulk."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from itertools import islice
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert

T = TypeVar("T")

# Well under what either database takes as parameters of one statement (32,766 for SQLite).
_CHUNK = 5_000


class RecordMap(Generic[T]):
    """How a dataclass lies in a table: field by field, by name, save those in ``renamed``.

    Those in ``read`` are read from elsewhere; what the table has no column for is not written.
    """

    def __init__(
        self,
        record: Callable[..., T],
        table: Table,
        renamed: Mapping[str, str] | None = None,
        read: Mapping[str, ColumnElement[Any]] | None = None,
    ) -> None:
        names = [field.name for field in fields(record)]  # type: ignore[arg-type]
        columns = {name: (renamed or {}).get(name, name) for name in names}
        elsewhere = read or {}
        self.columns: list[ColumnElement[Any]] = [
            elsewhere[name] if name in elsewhere else table.c[column]
            for name, column in columns.items()
        ]
        self._record = record
        written = {name: column for name, column in columns.items() if column in table.c}
        self._keys = tuple(written.values())
        self._values = attrgetter(*written)

    def row(self, item: T) -> dict[str, Any]:
        """The values to insert, by column."""
        return dict(zip(self._keys, self._values(item), strict=True))

    def item(self, row: Iterable[Any]) -> T:
        """The record in a row of ``columns``. They are in the order of its fields."""
        return self._record(*row)


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """The distinct values in lists short enough for one statement."""
    rest = iter(dict.fromkeys(values))
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


def by_source(keys: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """The distinct (source, id) pairs as a source and a chunk of its ids."""
    sources: dict[str, list[str]] = {}
    for source, key in keys:
        sources.setdefault(source, []).append(key)
    for source, ids in sources.items():
        for chunk in chunks(ids):
            yield source, chunk


def insert_into(connection: Connection, table: Table) -> SqliteInsert | PostgresqlInsert:
    """An insert that knows ON CONFLICT. The two databases say it the same way."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
