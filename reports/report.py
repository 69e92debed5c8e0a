"""A report before it has a form: sentences, tables with typed cells, and which to draw."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

# A percentage is a fraction of one, exact: 293 of 387 is Fraction(293, 387).
Cell = str | int | Fraction | date | None


class Kind(StrEnum):
    """What the cells of a column hold. An empty cell (None) fits each of them."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    # Begins with the word red, amber or green, which a form may colour as well; or any other text.
    RATING = "rating"


class Drawing(StrEnum):
    """How a table is drawn as a chart."""

    BARS = "bars"
    STACKED = "stacked"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and what its cells hold."""

    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of some columns of a table, whose first column labels the points.

    ``columns`` are titles of columns that hold figures. ``says`` is the sentence read out to
    who cannot see it; the table below holds every figure.
    """

    drawing: Drawing
    columns: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table. Raises ValueError when a row has not as many cells as there are columns.

    The last ``sums`` rows sum up those above them: they are set in bold and not drawn.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str | None = None
    chart: Chart | None = None
    sums: int = 0

    @property
    def parts(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that sum up no others."""
        return self.rows[: len(self.rows) - self.sums]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{self.title}: {len(row)} cells for {len(self.columns)} columns")
        titles = {column.title for column in self.columns}
        if self.chart and not titles.issuperset(self.chart.columns):
            raise ValueError(f"{self.title}: the chart draws a column that is not there")


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. ``id`` names its files; ``first`` and ``last`` are days of its period.

    ``as_at`` is the last day of which it knows anything. ``facts`` are said beside the title,
    such as the profile of rules.
    """

    id: str
    title: str
    first: date
    last: date
    as_at: date
    sentences: tuple[str, ...]
    tables: tuple[Table, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
