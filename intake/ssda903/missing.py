"""The Missing table: when a child went missing, or away without authorisation, and was found."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.case.events import Event
from intake.care_codes import KIND_OF_ABSENCE
from intake.files.tables import TableRow
from intake.keys import natural_event
from intake.reading import Reading
from intake.ssda903 import SOURCE
from intake.ssda903.cells import Cells
from intake.ssda903.known import Known


@dataclass(frozen=True, slots=True)
class _Absence:
    began_on: date
    kind: str | None
    ended_on: date | None
    cells: Cells


def read_missing(
    rows: list[TableRow], known: Known, *, now: datetime, reading: Reading
) -> Iterator[tuple[Cells, Event]]:
    """``went_missing`` and ``found`` for each absence, with the row that they came from."""
    by_child: dict[str, list[_Absence]] = {}
    for row in rows:
        cells = Cells(reading, row, now)
        child = cells.child()
        if child is not None and (absence := _absence(cells, child, known)) is not None:
            by_child.setdefault(child, []).append(absence)
    for child, absences in by_child.items():
        for absence in _without_overlaps(absences):
            yield from _events(child, absence)


def _absence(cells: Cells, child: str, known: Known) -> _Absence | None:
    began_on = cells.day("mis_start", "ssda903_1004")
    kind = cells.code("missing", KIND_OF_ABSENCE, "ssda903_1006")
    ended_on = cells.day_if_any("mis_end", "ssda903_1005")
    if began_on is None:
        return None
    if known.is_before_birth(child, began_on):
        cells.refuse("mis_start", "ssda903_586")
        return None
    if ended_on is not None and ended_on < began_on:
        cells.refuse("mis_end", "ssda903_567")
        return None
    known.check_child(cells, child, missing="ssda903_INT04", other_dob="ssda903_INT13")
    periods = (known.periods or {}).get(child)
    if periods and known.period_on(child, began_on) is None:
        is_early = began_on < periods[0].began_on
        cells.warn("mis_start", "ssda903_581" if is_early else "ssda903_578")
    return _Absence(began_on, kind, ended_on, cells)


def _without_overlaps(absences: list[_Absence]) -> list[_Absence]:
    """Each absence once: the open one before the one that ended, and the longer before the shorter.

    Where one begins within another it is the same absence, which lasts as long as either says.
    """
    kept: list[_Absence] = []
    for absence in sorted(absences, key=lambda each: (each.began_on, _from_the_end(each))):
        last = kept[-1] if kept else None
        if last is not None and last.began_on == absence.began_on:
            if (last.kind, last.ended_on) == (absence.kind, absence.ended_on):
                absence.cells.repeats()
            else:
                absence.cells.refuse("mis_start", "contradicts_earlier_row")
            continue
        if last is not None and last.ended_on is None:
            # The child was back, or could not have gone again; the return does not say when.
            last.cells.warn("mis_end", "ssda903_574")
        elif last is not None and last.ended_on is not None and absence.began_on < last.ended_on:
            absence.cells.refuse("mis_start", "ssda903_574")
            if absence.ended_on is None or absence.ended_on > last.ended_on:
                kept[-1] = replace(last, ended_on=absence.ended_on)
            continue
        kept.append(absence)
    return kept


def _from_the_end(absence: _Absence) -> int:
    return -(absence.ended_on or date.max).toordinal()


def _events(child: str, absence: _Absence) -> Iterator[tuple[Cells, Event]]:
    key = (absence.began_on.isoformat(),)
    kind = {} if absence.kind is None else {"kind": KIND_OF_ABSENCE[absence.kind]}
    went = natural_event(SOURCE, child, "went_missing", absence.began_on, kind, key=key)
    yield absence.cells, went
    if absence.ended_on is not None:
        found = natural_event(SOURCE, child, "found", absence.ended_on, key=key)
        yield absence.cells, found
