"""Opening a database: which driver, which settings, and how a transaction begins."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from store.problems import problem
from store.types import read_json, write_json

_WAIT_MILLISECONDS = 30_000
# Any number will do, as long as every program that writes here uses the same one.
_WRITER_LOCK = 7_305_128
_POSTGRESQL = ("postgres", "postgresql", "postgresql+psycopg")


def open_engine(address: str) -> Engine:
    """An engine for ``sqlite:///path`` or ``postgresql://...``. Connects to nothing yet.

    Creates the folder of an SQLite file. Raises ProblemError ``database_url_unknown``, or
    ``database_unreachable`` when that folder cannot be made.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise problem("database_url_unknown") from None
    if url.drivername == "sqlite" and url.database not in (None, "", ":memory:"):
        return _sqlite(url)
    if url.drivername in _POSTGRESQL:
        return _postgresql(url.set(drivername="postgresql+psycopg"))
    raise problem("database_url_unknown")


def begin_writing(connection: Connection) -> None:
    """Begin a transaction and wait until no other program is writing.

    One writer at a time, on both databases: a recalculation reads the events of a case and
    then writes its clocks, and no other may come between.
    """
    connection.begin()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER_LOCK})


def begin_reading(connection: Connection) -> None:
    """Begin a transaction that sees one moment and can change nothing. Waits for nobody."""
    if connection.dialect.name == "sqlite":
        connection.execution_options(sqlite_begin="BEGIN").begin()
        connection.exec_driver_sql("PRAGMA query_only = ON")
        return
    connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    connection.begin()


def _sqlite(url: URL) -> Engine:
    try:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise problem("database_unreachable") from None
    engine = _engine(url)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "checkin", _allow_writing)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: URL) -> Engine:
    return _engine(
        url,
        # A server that was restarted leaves dead connections in the pool.
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": 10,
            "options": f"-c timezone=UTC -c lock_timeout={_WAIT_MILLISECONDS}",
        },
    )


def _engine(url: URL, **more: Any) -> Engine:
    # Parameters hold case numbers: they must not appear in an error or a log.
    return create_engine(
        url, hide_parameters=True, json_serializer=write_json, json_deserializer=read_json, **more
    )


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # Python's own driver begins transactions late and not before DDL: the listener does it.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_WAIT_MILLISECONDS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _allow_writing(connection: Any, _record: Any) -> None:
    if connection is not None:
        connection.execute("PRAGMA query_only = OFF")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that begins by reading cannot turn to writing once another has written.
    options = connection.get_execution_options()
    connection.exec_driver_sql(options.get("sqlite_begin", "BEGIN IMMEDIATE"))
