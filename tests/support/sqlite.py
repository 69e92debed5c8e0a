"""SQLite databases that have their tables already: made once a process, and copied."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from store.database import open_database


def sqlite_with_tables(folder: Path, name: str = "timescales.db") -> str:
    """The address of a new database in ``folder``, with its tables and nothing in them."""
    file = folder / name
    file.write_bytes(_empty())
    return f"sqlite:///{file}"


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        database = open_database(f"sqlite:///{file}")
        database.migrate()
        database.dispose()
        return file.read_bytes()
