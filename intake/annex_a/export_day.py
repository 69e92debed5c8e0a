"""The day of the export, where a workbook says it above a list or on a sheet of its own."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from intake.files.cell_days import cell_day
from intake.files.cells import Cell, is_blank

# "Data as at 12/06/2025", or "Date of extract" with the day in the next cell.
_SAYS_WHEN = re.compile(
    r"(?:\b(?:as (?:at|of|on)|(?:extracted|exported|produced|generated|run)(?: on)?"
    r"|(?:extract|extraction|export|report|reporting|snapshot|run) date"
    r"|date of (?:the )?(?:data |report )?(?:extract|extraction|export|report))\b)\s*:?\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_TEXT = 200


def stated_day(rows: Iterable[Sequence[Cell]], epoch: datetime) -> date | None:
    """The first day that these rows say was that of the export, or None."""
    for row in rows:
        given = [cell for cell in row if not is_blank(cell)]
        for place, cell in enumerate(given):
            said = _SAYS_WHEN.search(cell[:_LONGEST_TEXT]) if isinstance(cell, str) else None
            if said is None:
                continue
            told = said[1].strip() or (given[place + 1] if place + 1 < len(given) else None)
            try:
                return cell_day(told, epoch)
            except (ValueError, OverflowError):
                continue
    return None
