"""A table on its way into a file: rows of cells under named columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(slots=True)
class Table:
    """The rows of one table, in the order in which they are written."""

    name: str
    columns: tuple[str, ...]
    rows: list[list[str]] = field(default_factory=list)

    def add(self, *cells: str | int | date | None) -> None:
        """Add a row. Dates are written dd/mm/yyyy, and None as an empty cell."""
        if len(cells) != len(self.columns):
            raise ValueError(f"{self.name} has {len(self.columns)} columns")
        self.rows.append([_text(cell) for cell in cells])

    def place(self, column: str) -> int:
        """The place of a column in each row, from 0."""
        return self.columns.index(column)

    def line(self, row: Sequence[str]) -> int:
        """The line of that very row in the CSV file, the header being line 1."""
        return next(at for at, each in enumerate(self.rows, start=2) if each is row)

    def copy(self) -> "Table":
        """The same table with rows of its own."""
        return Table(self.name, self.columns, [list(row) for row in self.rows])


def british(day: date) -> str:
    """A date as dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"


def _text(cell: str | int | date | None) -> str:
    if cell is None:
        return ""
    return british(cell) if isinstance(cell, date) else str(cell)
