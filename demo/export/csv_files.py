"""Writing tables as CSV."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from demo.export.tables import Table


def write_csv(table: Table, path: Path) -> None:
    """Write a table in UTF-8, with its columns in the first line and CRLF line ends."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    path.write_bytes(text.getvalue().encode("utf-8"))


def write_csv_files(tables: Mapping[str, Table], folder: Path) -> list[Path]:
    """Write one file for each table, such as ``reviews.csv``. The folder must be there."""
    paths = []
    for name, table in tables.items():
        path = folder / f"{name}.csv"
        write_csv(table, path)
        paths.append(path)
    return paths
