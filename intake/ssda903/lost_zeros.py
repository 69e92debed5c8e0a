"""Numbers that a spreadsheet has robbed of the zeros in front, as the other tables show."""

from collections import defaultdict

from intake.reading import Reading
from intake.ssda903.cells import child_of
from intake.ssda903.files import Tables
from intake.ssda903.problems import problem

# What may stand before the first digit of a number that is kept as text.
_BEFORE_DIGITS = "=\"'"


def refuse_lost_zeros(tables: Tables, reading: Reading) -> Tables:
    """Refuse the rows of child 701 where another table has 0701 in its place; give the others.

    Where one table has both numbers, they are two children.
    """
    # Most returns have no such number, and are not read twice for it.
    raw = (row.cells["child"] for rows in tables.values() for row in rows)
    if not any(number.lstrip(_BEFORE_DIGITS).startswith("0") for number in raw):
        return tables
    given = {name: {child_of(row.cells) or "" for row in rows} for name, rows in tables.items()}
    longer: defaultdict[str, set[str]] = defaultdict(set)
    for number in set().union(*given.values()):
        if number.startswith("0") and number.isdecimal():
            longer[number.lstrip("0")].add(number)
    lost = {
        number
        for number, others in longer.items()
        if not any(number in numbers and others & numbers for numbers in given.values())
    }
    if not lost:
        return tables
    kept: Tables = {}
    for name, rows in tables.items():
        kept[name] = [row for row in rows if child_of(row.cells) not in lost]
        for row in rows:
            given_as = child_of(row.cells)
            if given_as in lost:
                reading.about(row.number, _the_only(longer[given_as]))
                reading.refuse(row.number, "CHILD", problem("zeros_lost"))
    return kept


def _the_only(numbers: set[str]) -> str | None:
    return next(iter(numbers)) if len(numbers) == 1 else None
