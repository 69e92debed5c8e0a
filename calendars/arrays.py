"""The same counting for whole numpy arrays. Imported only when somebody counts arrays."""

from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from calendars.day_table import DayTable

Days = NDArray[np.datetime64]
Counts = NDArray[np.int64]

_DAY: Final = np.dtype("datetime64[D]")
_EPOCH: Final = date(1970, 1, 1).toordinal()


class _Columns(NamedTuple):
    """A `DayTable` as numpy columns; see there what they mean."""

    first: int
    before: Counts
    through: Counts  # working days up to and including each day
    days: Days


def add_working_days(table: DayTable, starts: Days, n: int | NDArray[Any]) -> Days | None:
    """Each start with its `n` working days added; None if any of it leaves the table."""
    columns = _columns(table)
    starts = np.asarray(starts, dtype=_DAY)
    steps = np.asarray(n).astype(np.int64, casting="same_kind")
    if (offsets := _offsets(columns, starts)) is None:
        return None
    if steps.ndim == 0:
        if steps == 0:
            return starts.copy()
        counted = columns.through if steps > 0 else columns.before
        places = counted[offsets] + (steps - 1 if steps > 0 else steps)
        return columns.days[places] if _all_within(places, columns.days.size) else None
    places = np.where(steps > 0, columns.through[offsets] - 1, columns.before[offsets]) + steps
    stays = steps == 0
    places[stays] = 0
    if not _all_within(places, columns.days.size):
        return None
    return np.where(stays, starts, columns.days[places])


def count_working_days(table: DayTable, starts: Days, ends: Days) -> Counts | None:
    """The working days from each start to its end; None if any date is not in the table."""
    columns = _columns(table)
    first = _offsets(columns, np.asarray(starts, dtype=_DAY))
    last = _offsets(columns, np.asarray(ends, dtype=_DAY))
    if first is None or last is None:
        return None
    forwards = columns.through[last] - columns.through[first]
    backwards = columns.before[last] - columns.before[first]
    return np.where(last >= first, forwards, backwards)


def _offsets(columns: _Columns, days: Days) -> Counts | None:
    offsets = days.astype(np.int64) - columns.first
    return offsets if _all_within(offsets, columns.through.size) else None


def _all_within(places: Counts, size: int) -> bool:
    return places.size == 0 or bool(places.min() >= 0 and places.max() < size)


@lru_cache(maxsize=16)
def _columns(table: DayTable) -> _Columns:
    before = np.array(table.before, dtype=np.int64)
    days = np.array(table.days, dtype=_DAY)
    return _Columns(table.first - _EPOCH, before[:-1], before[1:], days)
