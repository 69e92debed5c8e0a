"""Every contract test runs on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Database, open_database
from tests.support.postgres import PostgresServer
from tests.support.sqlite import sqlite_with_tables
from tests.support.workspace_fixtures import postgres

__all__ = ["database", "database_url", "postgres"]


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/timescales.db"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """An empty database with its tables."""
    if database_url.startswith("sqlite"):
        database_url = sqlite_with_tables(tmp_path)
    database = open_database(database_url)
    database.migrate()
    yield database
    database.dispose()
