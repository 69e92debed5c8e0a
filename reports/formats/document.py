"""A report as one JSON document, for other programs."""

from datetime import date
from fractions import Fraction
from typing import Any

from reports.formats.cells import percent
from reports.report import Cell, Column, Kind, Report


def document(report: Report) -> dict[str, Any]:
    """The report's sentences and tables. Percentages are numbers, dates YYYY-MM-DD."""
    return {
        "report": report.id,
        "title": report.title,
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "as_at": report.as_at.isoformat(),
        "facts": dict(report.facts),
        "sentences": list(report.sentences),
        "tables": [
            {
                "title": table.title,
                "note": table.note,
                "columns": [{"title": one.title, "kind": one.kind} for one in table.columns],
                "rows": [
                    [_value(cell, column) for cell, column in zip(row, table.columns, strict=True)]
                    for row in table.rows
                ],
            }
            for table in report.tables
        ],
    }


def _value(cell: Cell, column: Column) -> str | int | float | None:
    if isinstance(cell, Fraction):
        return float(percent(cell if column.kind is Kind.PERCENT else cell / 100))
    return cell.isoformat() if isinstance(cell, date) else cell
