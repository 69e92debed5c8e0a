"""Workspaces on SQLite and on a real PostgreSQL."""

from tests.support.workspace_fixtures import (
    empty,
    postgres,
    postgres_with_tables,
    small,
    url,
    workspace,
)

__all__ = ["empty", "postgres", "postgres_with_tables", "small", "url", "workspace"]
