"""SQLite databases of the standard dataset, changed in their columns, types and values."""

import sqlite3
from random import Random
from typing import Any

from tests.fuzz.tables import changed

_ODD: tuple[Any, ...] = (
    *(None, 0, 1, -1, 2**62, 1.5, 1e308, float("inf"), 45000, b"", b"\xff\0", b"2024-01-01"),
    *(20240101, 2024.0),
)


def changed_database(random: Random, data: bytes) -> bytes:
    """The database with other values, names or types in some of its tables."""
    held = sqlite3.connect(":memory:")
    held.deserialize(data)
    held.text_factory = lambda given: given.decode("utf-8", "replace")
    names = [name for (name,) in held.execute("select name from sqlite_master order by name")]
    for _ in range(random.choice([1, 1, 2, 4])):
        name = random.choice(names)
        asked = held.execute(f'select * from "{name}"')
        rows = [[each[0] for each in asked.description]]
        rows += [["" if cell is None else str(cell) for cell in row] for row in asked]
        for _ in range(random.choice([1, 2, 5])):
            rows = changed(random, rows)
        _write(random, held, name, rows)
    found = held.serialize()
    held.close()
    return found


def _write(random: Random, held: sqlite3.Connection, name: str, rows: list[list[str]]) -> None:
    kinds = ["", "text", "date", "datetime", "timestamp", "integer", "boolean", "blob", "odd(1,2)"]
    columns = [column.replace("\0", "") for column in rows[0]] if rows else []
    unique = list({column.lower(): column for column in columns if column.strip()}.values())
    unique = unique[:500] or ["x"]
    given = ", ".join(f"{_quoted(each)} {random.choice(kinds)}" for each in unique)
    held.execute(f"drop table {_quoted(name)}")
    held.execute(f"create table {_quoted(name)} ({given})")
    marks = ", ".join("?" * len(unique))
    for row in rows[1:]:
        cells: list[Any] = [*row[: len(unique)], *[None] * (len(unique) - len(row))]
        if random.random() < 0.1:
            cells[random.randrange(len(cells))] = random.choice(_ODD)
        if random.random() < 0.02:
            # Text that is not in the encoding of the database.
            marks_here = marks.replace("?", "cast(x'ff80' as text)", 1)
            held.execute(f"insert into {_quoted(name)} values ({marks_here})", cells[1:])
            continue
        held.execute(f"insert into {_quoted(name)} values ({marks})", cells)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
