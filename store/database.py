"""The database: migrations, and transactions to work in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from store.engines import begin_reading, begin_writing, open_engine
from store.problems import explained
from store.schema import current_version, upgrade, versions
from store.unit_of_work import UnitOfWork


def open_database(url: str) -> "Database":
    """Open ``sqlite:///path`` or ``postgresql://...``. Connects when first used.

    Raises ProblemError ``database_url_unknown``.
    """
    return Database(open_engine(url))


class Database:
    """One database. May be shared by threads; each process opens its own.

    Whatever uses it may raise ProblemError ``database_unreachable``, ``database_damaged``,
    ``database_busy``, ``database_full``, ``database_conflict``, ``database_not_ready``,
    ``text_not_storable`` or ``database_failed``.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def migrate(self) -> None:
        """Create or upgrade the tables: all of it, or nothing. Cheap when there is nothing to do.

        Raises ProblemError ``database_newer`` when the database is ahead of the program.
        """
        with explained():
            if self._is_current():
                return
            if self._engine.dialect.name == "sqlite":
                self._use_write_ahead_log()
        with self._transaction(begin_writing) as connection:
            upgrade(connection)

    @contextmanager
    def unit_of_work(self) -> Iterator[UnitOfWork]:
        """One transaction that may write. Commits on a clean exit, else rolls back.

        Waits up to 30 seconds while another program writes.
        """
        with self._transaction(begin_writing) as connection:
            yield UnitOfWork(connection)

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """One transaction that sees a single moment, never waits for a writer and cannot write."""
        with self._transaction(begin_reading) as connection:
            yield UnitOfWork(connection)

    def dispose(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, begin: Callable[[Connection], None]) -> Iterator[Connection]:
        # Closing a connection rolls back what was not committed.
        with explained(), self._engine.connect() as connection:
            begin(connection)
            yield connection
            connection.commit()

    def _is_current(self) -> bool:
        with self._engine.connect() as connection:
            begin_reading(connection)
            return current_version(connection) == versions()[-1]

    def _use_write_ahead_log(self) -> None:
        """Let readers go on while another program writes. The file remembers it."""
        connection = self._engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
