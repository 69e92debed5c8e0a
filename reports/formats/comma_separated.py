"""A report as CSV: one file a table, for other programs."""

import csv
import io
import re

from reports.formats.cells import as_plain_text, guarded
from reports.report import Report, Table


def files(report: Report) -> dict[str, bytes]:
    """The text of each file by its name, such as ``1-reviews-held.csv``.

    UTF-8 with a byte order mark, without which spreadsheet programs misread the pound sign.
    """
    return {
        f"{number}-{_slug(table.title)}.csv": _text(table).encode("utf-8-sig")
        for number, table in enumerate(report.tables, start=1)
    }


def _text(table: Table) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([guarded(column.title) for column in table.columns])
    for row in table.rows:
        cells = zip(row, table.columns, strict=True)
        writer.writerow([as_plain_text(cell, column) for cell, column in cells])
    return out.getvalue()


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
