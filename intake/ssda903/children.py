"""The Header table: who the children are."""

from datetime import date, datetime

from intake.files.tables import TableRow
from intake.reading import Reading
from intake.ssda903.cells import Cells


def read_children(
    rows: list[TableRow], *, now: datetime, reading: Reading
) -> dict[str, tuple[date, Cells]]:
    """Each child's date of birth, with the row that gave it."""
    children: dict[str, tuple[date, Cells]] = {}
    for row in rows:
        cells = Cells(reading, row, now)
        child = cells.child()
        if child is None:
            continue
        born_on = cells.day("dob", "ssda903_102")
        if born_on is None:
            continue
        if child not in children:
            children[child] = born_on, cells
        elif children[child][0] == born_on:
            reading.rows[row.number].repeats = True
        else:
            cells.refuse("dob", "contradicts_earlier_row")
    return children
