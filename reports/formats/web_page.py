"""A report as one web page that needs nothing else: no script, no other file, no network."""

import base64
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reports.formats.cells import RATING_COLOURS, in_words, long_date, rating
from reports.formats.charts import picture
from reports.report import Kind, Report

if TYPE_CHECKING:
    from jinja2 import Template

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
            "columns": [(one.title, one.kind in _FIGURES) for one in table.columns],
            "rows": [
                [
                    (in_words(cell, column), column.kind in _FIGURES, rating(cell, column))
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
