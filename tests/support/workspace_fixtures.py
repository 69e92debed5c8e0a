"""Workspaces on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.workspace import Workspace
from tests.support.postgres import PostgresServer, running_postgres
from tests.support.sqlite import sqlite_with_tables
from tests.support.workspaces import open_at


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_with_tables(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database to copy, so that the tables are made once."""
    url = postgres.new_database()
    open_at(url, tmp_path_factory.mktemp("data")).database.dispose()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with its tables and nothing in them."""
    if request.param == "sqlite":
        yield sqlite_with_tables(tmp_path)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.lent(request.getfixturevalue("postgres_with_tables")) as address:
        yield address


@pytest.fixture
def workspace(url: str, tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace on each of the two databases."""
    workspace = open_at(url, tmp_path)
    yield workspace
    workspace.database.dispose()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace on SQLite, where the database makes no difference."""
    workspace = open_at(sqlite_with_tables(tmp_path, "small.db"), tmp_path)
    yield workspace
    workspace.database.dispose()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database on SQLite with its tables and nothing in them, to be copied for each example."""
    return sqlite_with_tables(tmp_path_factory.mktemp("empty"))
