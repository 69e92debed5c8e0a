"""A report as one web page that needs nothing else: no script, no other file, no network."""

import base64
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reports.formats.cells import RATING_COLOURS, in_words, long_date, rating
from reports.formats.charts import picture
from reports.report import Cell, Column, Kind, Report

if TYPE_CHECKING:
    from jinja2 import Template

# A text of so many letters does not take a second line.
_SHORT = 10
# A table with more of them is set smaller, to fit the page.
_MANY_COLUMNS = 8
_FIGURES = frozenset({Kind.COUNT, Kind.NUMBER, Kind.PERCENT})


def page(report: Report) -> str:
    """The page as HTML. The same report gives the same page."""
    tables = [
        {
            "id": f"table-{number}",
            "title": table.title,
            "note": table.note,
            "picture": _as_address(drawn) if (drawn := picture(table)) else None,
            "says": table.chart.says if table.chart else None,
            "wide": len(table.columns) > _MANY_COLUMNS,
            "parts": len(table.parts),
            "columns": [(one.title, _class(None, one)) for one in table.columns],
            "rows": [
                [
                    (in_words(cell, column), _class(cell, column), rating(cell, column))
                    for cell, column in zip(row, table.columns, strict=True)
                ]
                for row in table.rows
            ],
        }
        for number, table in enumerate(report.tables, start=1)
    ]
    return _template().render(
        report=report,
        tables=tables,
        colours=RATING_COLOURS,
        first=long_date(report.first),
        last=long_date(report.last),
        as_at=long_date(report.as_at),
    )


def _class(cell: Cell, column: Column) -> str | None:
    """How a cell is set: a figure to the right, and what is short in one line."""
    if column.kind in _FIGURES:
        return "figure"
    short = column.kind is Kind.DATE or (isinstance(cell, str) and len(cell) <= _SHORT)
    return "short" if short and cell is not None else None


def _as_address(svg: str) -> str:
    # An image of its own: its styles stay inside it, and nothing in it can run.
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")
