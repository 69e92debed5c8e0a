"""The tables in a database, read without ever writing to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.days import day_of
from intake.files.tables import TableRow, missing_columns, with_columns_seen
from intake.standard_dataset.problems import problem
from intake.standard_dataset.rows import Feed
from intake.standard_dataset.tables import TABLES, Table, table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_AT_ONCE = 2_000
_FILE = "database"
# From here on a floating-point number no longer keeps every digit.
_LARGEST_WHOLE = 10**15


def read_database(address: str, feed: Feed, *, schema: str | None) -> dict[str, list[TableRow]]:
    """The rows of each table or view, in one transaction that can change nothing.

    ``address`` is of SQLite, PostgreSQL or, where its driver is installed, SQL Server. Only
    the columns that are needed leave the database. Raises ProblemError
    ``dataset_url_unknown``, ``driver_missing``, ``dataset_unreadable`` or ``dataset_empty``.
    """
    from sqlalchemy import inspect
    from sqlalchemy.exc import SQLAlchemyError

    tables: dict[str, list[TableRow]] = {}
    engine = _engine(address)
    try:
        with _reading(engine) as connection:
            looked = inspect(connection)
            names = [*looked.get_table_names(schema), *looked.get_view_names(schema)]
            for given in sorted(names):
                name = table_of(given)
                if name is None or name in tables:
                    continue
                columns = {
                    str(column["name"]).lower(): str(column["name"])
                    for column in looked.get_columns(given, schema)
                }
                tables[name] = _rows(connection, TABLES[name], (given, schema), columns, feed)
    # The driver's own text can hold a password or a case number.
    except (SQLAlchemyError, OSError, UnicodeError):
        raise problem("dataset_unreadable") from None
    finally:
        engine.dispose()
    if not tables:
        raise problem("dataset_empty")
    return tables


def _rows(
    connection: "Connection",
    table: Table,
    place: tuple[str, str | None],
    columns: dict[str, str],
    feed: Feed,
) -> list[TableRow]:
    from sqlalchemy import column, func, select
    from sqlalchemy import table as named

    feed.reading.start_table(table.name)
    missing = [name for name in table.needed if name not in columns]
    if missing:
        feed.reading.refuse_file(table.name, _FILE, missing_columns(missing, "The table"))
        return []
    read = [name for name in table.read if name in columns]
    source = named(place[0], *(column(columns[name]) for name in read), schema=place[1])
    statement = select(*source.c)
    if table.only is not None:
        name, wanted = table.only
        statement = statement.where(func.lower(source.c[columns[name]]).in_(sorted(wanted)))
    found = []
    streamed = connection.execution_options(yield_per=_AT_ONCE).execute(statement)
    for line, values in enumerate(streamed, start=1):
        cells = {name: _text(value) for name, value in zip(read, values, strict=True)}
        found.append(TableRow(feed.reading.start_row(table.name, _FILE, line), cells))
    feed.tables.append(table)
    return with_columns_seen(found)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (day_of(value) if value.tzinfo else value.date()).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "Y" if value else "N"
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_WHOLE:
        return str(int(value))
    return str(value).strip()


@contextmanager
def _reading(engine: "Engine") -> Iterator["Connection"]:
    """A transaction in which the database itself refuses to write, where it knows how to."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with connection.begin() as transaction:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA query_only = ON")
            yield connection
            transaction.rollback()


def _engine(address: str) -> "Engine":
    from sqlalchemy import URL, create_engine, make_url
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise problem("dataset_url_unknown") from None
    kind = url.get_backend_name()
    more: dict[str, Any] = {}
    if kind == "sqlite":
        file = Path(url.database or "")
        if not file.is_file():
            raise problem("dataset_unreadable")
        # Without "ro" a missing file would be made, and its journal written.
        read_only = {"mode": "ro", "uri": "true"}
        url = URL.create("sqlite", database=file.absolute().as_uri(), query=read_only)
    elif kind in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
        more["connect_args"] = {"connect_timeout": 10}
    elif kind == "mssql":
        if url.get_driver_name() == "pyodbc":
            url = url.update_query_dict({"ApplicationIntent": "ReadOnly"})
    else:
        raise problem("dataset_url_unknown")
    try:
        return create_engine(url, hide_parameters=True, **more)
    except (ImportError, NoSuchModuleError):
        raise problem("driver_missing") from None
    except (ArgumentError, TypeError):
        raise problem("dataset_url_unknown") from None
