"""What stands between the cells of a CSV file: a comma, or what another program or country uses."""

import csv
import re
from collections.abc import Sequence

_KNOWN = (",", ";", "\t", "|")
# The line by which Excel is told: sep=; with what Excel itself may have put behind it.
_SAID = re.compile(r'"?sep=(\\t|[^"\r\n]?)"?[,;\t|]*\s*', re.IGNORECASE)
_LONGEST_HEADER = 64 * 1024


def parted_at(lines: Sequence[str]) -> tuple[str, int]:
    """What parts the cells, and the place of the first line of the table.

    A line ``sep=;`` at the top says it. Without one, or where it is not so, it is what cuts the
    first line into most cells; of several the first of comma, semicolon, tab and bar.
    """
    said = _SAID.fullmatch(lines[0]) if lines and len(lines[0]) < _LONGEST_HEADER else None
    first = lines[1:2] if said else lines[:1]
    named = said[1].replace("\\t", "\t") if said else ""
    if named and _cells(first, named) > 1:
        return named, 1
    return max(_KNOWN, key=lambda separator: _cells(first, separator)), 1 if said else 0


def _cells(lines: Sequence[str], separator: str) -> int:
    if not lines or len(lines[0]) > _LONGEST_HEADER:
        return 0
    try:
        return len(next(csv.reader(lines, delimiter=separator), []))
    except csv.Error:
        return 0
