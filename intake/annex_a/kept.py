"""The events of a workbook, each once, whichever rows and lists tell it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.case.event_types import read_attributes
from domain.case.events import Event
from intake.annex_a import SOURCE
from intake.annex_a.cells import Cells
from intake.keys import natural_event
from intake.overlaps import Lasting
from intake.reading import Reading


class Kept:
    """What has been kept so far of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._events: dict[str, Event] = {}
        self._given: set[int] = set()
        self._lasting: dict[str, Lasting] = {}

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

    def keep_end(
        self,
        cells: Cells,
        column: str,
        subject: str,
        type_name: str,
        *,
        began: date,
        ended: date | None,
        said: Mapping[str, Any] | None = None,
        alone: bool = False,
    ) -> None:
        """Note how long something lasted; its end is kept by ``finish``, unless another row says
        that it went on. With ``alone`` only rows with the same first day can contradict it."""
        key = (began.isoformat(),)

        def keep() -> None:
            assert ended is not None
            self.keep(cells, column, subject, type_name, ended, said=said, key=key)

        lasting = self._lasting.setdefault(type_name, Lasting())
        lasting.add(
            (subject, began) if alone else subject,
            began,
            ended,
            keep=keep,
            doubt=lambda: cells.refuse(column, "end_not_believed"),
        )

    def finish(self) -> None:
        """Keep the ends that are believed, once all rows are read."""
        for lasting in self._lasting.values():
            lasting.settle()

    def close(self, cells: Cells) -> None:
        """Say of a row that gave nothing that it was set aside."""
        row = self._reading.rows[cells.number]
        if cells.number not in self._given and row.refused is None:
            row.set_aside = "no_date_to_use"
