"""The events of a workbook, each once, whichever rows and lists tell it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.case.event_types import read_attributes
from domain.case.events import Event
from intake.annex_a import SOURCE
from intake.annex_a.cells import Cells
from intake.keys import natural_event
from intake.reading import Reading


class Kept:
    """What has been kept so far of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._events: dict[str, Event] = {}
        self._given: set[int] = set()

    def keep(
        self,
        cells: Cells,
        column: str,
        subject: str,
        type_name: str,
        on: date,
        *,
        said: Mapping[str, Any] | None = None,
        key: tuple[str, ...] | None = None,
    ) -> None:
        """Keep one event. Its key is its date unless another is given.

        One that was told already is not told again; one that says something else under the
        same key is refused, in ``column``.
        """
        values = read_attributes(type_name, said or {})
        own_key = (on.isoformat(),) if key is None else key
        event = natural_event(SOURCE, subject, type_name, on, values, key=own_key)
        known = self._events.setdefault(event.id, event)
        if known is event:
            self._reading.keep(cells.number, event)
        elif known != event:
            cells.refuse(column, "contradicts_earlier_row")
        else:
            self._reading.rows[cells.number].repeats = True
        self._given.add(cells.number)

    def close(self, cells: Cells) -> None:
        """Say of a row that gave nothing that it was set aside."""
        row = self._reading.rows[cells.number]
        if cells.number not in self._given and row.refused is None:
            row.set_aside = "no_date_to_use"
