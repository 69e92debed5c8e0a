"""The accounting of an import: one line a table, and the sum is the rows read."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from intake.reading import Reading
from intake.whole_tables import Removal


class Fate(IntEnum):
    """What became of an event in the store. A row takes the highest fate of its events."""

    UNCHANGED = 0
    MADE = 1
    CORRECTED = 2
    QUARANTINED = 3


# How people see what a table no longer tells, or tells again.
_SAID = {Removal.TAKEN_BACK: "gone", Removal.BROUGHT_BACK: "back"}


@dataclass(slots=True)
class TableAccounting:
    """Rows of one table by what became of them.

    Every row is counted once: a row with a refused cell is ``refused``, even where the rest of
    it was kept. ``events_made`` counts events, not rows, and is no part of the sum. What the table
    no longer tells, or tells again, has a line apart, with its ``removal``.
    """

    table: str
    removal: Removal | None = None
    rows_read: int = 0
    rows_giving_events: int = 0
    events_made: int = 0
    unchanged: int = 0
    corrected: int = 0
    quarantined: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    set_aside: Counter[str] = field(default_factory=Counter)

    @property
    def title(self) -> str:
        """The table for people: ``reviews``, or ``reviews, gone``."""
        return self.table if self.removal is None else f"{self.table}, {_SAID[self.removal]}"

    @property
    def accounted_for(self) -> int:
        """The sum of the fates. It must be ``rows_read``."""
        kept = self.rows_giving_events + self.unchanged + self.corrected + self.quarantined
        return kept + self.refused.total() + self.set_aside.total()

    def as_json(self) -> dict[str, Any]:
        """The line as plain values, for printing and keeping."""
        return {
            "table": self.title,
            "removal": self.removal.value if self.removal else None,
            "rows_read": self.rows_read,
            "rows_giving_events": self.rows_giving_events,
            "events_made": self.events_made,
            "unchanged": self.unchanged,
            "corrected": self.corrected,
            "quarantined": self.quarantined,
            "refused": dict(sorted(self.refused.items())),
            "set_aside": dict(sorted(self.set_aside.items())),
        }


def account(
    reading: Reading, fates: Mapping[int, Fate], events_made: Mapping[int, int]
) -> list[TableAccounting]:
    """One line a table, in the order in which the tables were read; one without rows has its line.

    ``fates`` gives, for each row number that has events, the highest fate of its events;
    ``events_made`` the number of events added, by row number.
    """
    lines: dict[tuple[str, Removal | None], TableAccounting] = {
        (table, None): TableAccounting(table) for table in reading.tables
    }
    for number, row in enumerate(reading.rows):
        place = row.table, row.removal
        line = lines.setdefault(place, TableAccounting(row.table, row.removal))
        line.rows_read += 1
        line.events_made += events_made.get(number, 0)
        fate = fates.get(number)
        if row.refused is not None:
            line.refused[row.refused] += 1
        elif row.set_aside is not None:
            line.set_aside[row.set_aside] += 1
        elif fate is Fate.QUARANTINED:
            line.quarantined += 1
        elif fate is Fate.CORRECTED:
            line.corrected += 1
        elif fate is Fate.MADE:
            line.rows_giving_events += 1
        elif fate is Fate.UNCHANGED or row.repeats:
            line.unchanged += 1
    return list(lines.values())


def highest(fates: Iterable[tuple[int, Fate]]) -> dict[int, Fate]:
    """The highest fate of each row, from the fates of its events."""
    found: dict[int, Fate] = {}
    for row, fate in fates:
        found[row] = max(fate, found.get(row, fate))
    return found
