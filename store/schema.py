"""Bringing a database to the form that this version of the program uses."""

from importlib.resources import files

from sqlalchemy import Connection, inspect, text

from store.problems import problem


def versions() -> list[str]:
    """The schema versions that this program knows, oldest first."""
    names = (entry.name for entry in files("store.migrations.versions").iterdir())
    return sorted(name[:4] for name in names if name.endswith(".py") and name[:4].isdigit())


def current_version(connection: Connection) -> str | None:
    """The version of a database, or None when it has no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, inside the connection's transaction.

    Does nothing, and imports nothing, when the database is up to date. Raises ProblemError
    ``database_newer`` when it is ahead of the program.
    """
    known = versions()
    current = current_version(connection)
    if current == known[-1]:
        return
    if current is not None and current not in known:
        raise problem("database_newer")

    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "store:migrations")
    command.upgrade(config, "head")
