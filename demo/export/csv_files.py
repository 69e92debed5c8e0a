"""Writing tables as CSV."""

import csv
import io
from pathlib import Path

from demo.export.tables import Table


def write_csv(table: Table, path: Path) -> None:
    """Write a table in UTF-8, with its columns in the first line and CRLF line ends."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    path.write_bytes(text.getvalue().encode("utf-8"))
