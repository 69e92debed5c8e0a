"""Changes to the rows of a table, whatever file it is kept in. The first row is the header."""

from collections.abc import Callable
from random import Random

from tests.fuzz.odd_values import odd_value

Table = list[list[str]]


def changed(random: Random, table: Table) -> Table:
    """The table after one change. The table that was given is left as it was."""
    rows = [list(row) for row in table]
    if rows:
        random.choice(_CHANGES)(random, rows)
    return rows


def _row(random: Random, rows: Table) -> int:
    return random.randrange(min(1, len(rows) - 1), len(rows))


def _place(random: Random, rows: Table) -> tuple[int, int]:
    row = _row(random, rows)
    rows[row] = rows[row] or [""]
    return row, random.randrange(len(rows[row]))


def _put_odd_value(random: Random, rows: Table) -> None:
    row, column = _place(random, rows)
    rows[row][column] = odd_value(random)


def _put_another_cell(random: Random, rows: Table) -> None:
    row, column = _place(random, rows)
    other, place = _place(random, rows)
    rows[row][column] = rows[other][place]


def _put_cell_of_the_column(random: Random, rows: Table) -> None:
    row, column = _place(random, rows)
    other = rows[_row(random, rows)]
    rows[row][column] = other[column] if column < len(other) else ""


def _drop_row(random: Random, rows: Table) -> None:
    del rows[random.randrange(len(rows))]


def _repeat_row(random: Random, rows: Table) -> None:
    row = random.choice(rows)
    rows.insert(random.randint(0, len(rows)), list(row))


def _repeat_with_change(random: Random, rows: Table) -> None:
    at = _row(random, rows)
    rows.insert(at, list(rows[at]))
    if rows[at]:
        rows[at][random.randrange(len(rows[at]))] = odd_value(random)


def _swap_rows(random: Random, rows: Table) -> None:
    one, other = random.randrange(len(rows)), random.randrange(len(rows))
    rows[one], rows[other] = rows[other], rows[one]


def _drop_cell(random: Random, rows: Table) -> None:
    row, column = _place(random, rows)
    del rows[row][column]


def _repeat_cell(random: Random, rows: Table) -> None:
    row, column = _place(random, rows)
    rows[row].insert(column, rows[row][column])


def _drop_column(random: Random, rows: Table) -> None:
    column = random.randrange(max(1, len(rows[0])))
    for row in rows:
        del row[column : column + 1]


def _change_column_name(random: Random, rows: Table) -> None:
    if rows[0]:
        column = random.randrange(len(rows[0]))
        other = random.choice(rows[0])
        rows[0][column] = random.choice(
            [other, other.swapcase(), f" {other} ", f"{other}_2", odd_value(random)]
        )


def _swap_columns(random: Random, rows: Table) -> None:
    one, other = (random.randrange(max(1, len(rows[0]))) for _ in range(2))
    for row in rows:
        if max(one, other) < len(row):
            row[one], row[other] = row[other], row[one]


def _empty_row(random: Random, rows: Table) -> None:
    rows.insert(random.randint(0, len(rows)), random.choice([[], [""], ["", ""], [" "] * 40]))


def _many_rows(random: Random, rows: Table) -> None:
    row = random.choice(rows)
    rows.extend([*row] for _ in range(random.choice([20, 200, 1000])))


_CHANGES: list[Callable[[Random, Table], None]] = [
    *([_put_odd_value] * 8),
    *([_put_another_cell, _put_cell_of_the_column] * 3),
    *([_repeat_with_change] * 3),
    *(_drop_row, _repeat_row, _swap_rows, _drop_cell, _repeat_cell, _drop_column),
    *(_change_column_name, _swap_columns, _empty_row),
]
_RARELY = 200


def sometimes_many(random: Random, rows: Table) -> Table:
    """Once in many times the table with a row a thousand times over."""
    if rows and random.randrange(_RARELY) == 0:
        _many_rows(random, rows)
    return rows
