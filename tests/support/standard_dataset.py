"""Tables of the Standard Safeguarding Dataset for tests. Every child in them is invented."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Column, MetaData, Text, create_engine
from sqlalchemy import Table as SqlTable

from intake.standard_dataset.tables import TABLES

Rows = Sequence[Mapping[str, Any]]


def write_csv_tables(folder: Path, tables: Mapping[str, Rows]) -> Path:
    """A folder with one CSV file a table."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, TABLES[name].read)
            writer.writeheader()
            writer.writerows(rows)
    return folder


def fill_database(address: str, tables: Mapping[str, Rows]) -> str:
    """A database with these tables, and with a column that nobody should read."""
    engine = create_engine(address)
    data = MetaData()
    for name in tables:
        columns = [Column(each, Text) for each in (*TABLES[name].read, "worker_name")]
        SqlTable(name, data, *columns)
    data.create_all(engine)
    with engine.begin() as connection:
        for name, rows in tables.items():
            if rows:
                connection.execute(data.tables[name].insert(), [dict(row) for row in rows])
    engine.dispose()
    return address


def child_in_care(number: str = "1", began: str = "2025-01-06") -> dict[str, list[dict[str, Any]]]:
    """A child in care since ``began``, in one placement."""
    return {
        "ssd_person": [{"pers_person_id": number, "pers_dob": "2015-02-01"}],
        "ssd_cla_episodes": [
            {
                "clae_cla_episode_id": f"E{number}",
                "clae_person_id": number,
                "clae_cla_id": f"P{number}",
                "clae_cla_episode_start_date": began,
            }
        ],
        "ssd_cla_reviews": [],
    }


def review(identifier: str, held: str, period: str = "P1", **more: Any) -> dict[str, Any]:
    """A row of the reviews."""
    return {
        "clar_cla_review_id": identifier,
        "clar_cla_id": period,
        "clar_cla_review_date": held,
        **more,
    }


def of(table: str, **cells: Any) -> dict[str, Rows]:
    """One row of one table, of child 1."""
    spec = TABLES[table]
    person = {} if spec.person is None else {spec.person: "1"}
    return {table: [{spec.identifier: "R1", **person, **cells}]}
