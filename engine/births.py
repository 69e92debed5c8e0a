"""When the children of cases were born, as their sources now say: one thing to know them by."""

from collections.abc import Sequence
from datetime import date

from domain.case.corrections import standing
from domain.case.events import Event
from store.unit_of_work import UnitOfWork

_BORN = "born"


def note_births(work: UnitOfWork, added: Sequence[Event]) -> None:
    """Keep the birth dates that follow from events that were just stored, case by case.

    Each under the reference that its own source gave it.
    """
    births: dict[str, date | None] = {
        event.case: event.on for event in added if event.type == _BORN and event.corrects is None
    }
    amended = {event.case for event in added if event.corrects or event.voids}
    if amended:
        living = work.cases.living(amended)
        told = work.events.of_cases(set(living.values()), types={_BORN})
        for ref in sorted(amended):
            days = [
                event.on
                for event in standing(told[living[ref]])
                if event.type == _BORN and (event.own_case or event.case) == ref
            ]
            births[ref] = max(days, default=None)
    work.joins.note_births(births)
