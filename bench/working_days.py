"""How fast working days are counted, beside the libraries that people use for it.

Run `python -m bench.working_days` from the project's folder. Every pair is given the same
dates and the same holidays, and its answers are compared before they are timed.
"""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import holidays
import numpy as np
from workalendar.europe import UnitedKingdom

from calendars.library import calendar

_ROOT = Path(__file__).parents[1]
_DAYS = 20
_MILLION = 1_000_000
# The Coronation. workalendar 17 works on that day, so from there on its answers are a day early.
_UNKNOWN_TO_WORKALENDAR = date(2023, 5, 8)
_ONE_QUESTION = (
    "from datetime import date; from calendars.library import calendar;"
    f"calendar('england-and-wales').add_working_days(date(2024, 12, 20), {_DAYS})"
)


def rows() -> list[tuple[str, str, str]]:
    """What was measured, our figure, and the other's with the ratio between them."""
    return [*_one_by_one(), *_whole_arrays(), _fresh_process()]


def main() -> None:
    """Print the table."""
    for row in [("what", "ours", "peer"), *rows()]:
        print("{:<52} {:>20}   {}".format(*row))


def _one_by_one() -> list[tuple[str, str, str]]:
    england = calendar("england-and-wales")
    library = holidays.country_holidays("GB", subdiv="ENG", years=range(2012, 2029))
    workalendar = UnitedKingdom()
    working = (date(2013, 1, 1) + timedelta(days=step) for step in range(4000))
    starts = [day for day in working if england.is_working_day(day)]
    few = starts[:: len(starts) // 200]
    for day in few:
        due = england.add_working_days(day, _DAYS)
        assert due == library.get_nth_working_day(day, _DAYS)
        if due < _UNKNOWN_TO_WORKALENDAR:
            assert due == workalendar.add_working_days(day, _DAYS)

    def ours() -> None:
        for day in starts:
            england.add_working_days(day, _DAYS)

    def with_holidays() -> None:
        for day in few:
            library.get_nth_working_day(day, _DAYS)

    def with_workalendar() -> None:
        for day in few:
            workalendar.add_working_days(day, _DAYS)

    rate = _rate(ours, len(starts))
    peers = {
        "holidays.get_nth_working_day": _rate(with_holidays, len(few)),
        "workalendar.add_working_days": _rate(with_workalendar, len(few)),
    }
    what = f"add {_DAYS} working days to one date"
    return [(what, _a_second(rate), _beside(rate, name, peer)) for name, peer in peers.items()]


def _whole_arrays() -> list[tuple[str, str, str]]:
    england = calendar("england-and-wales")
    random = np.random.default_rng(2026)
    size = _MILLION
    start = np.datetime64("2013-01-01", "D")
    starts = start + random.integers(0, 4000, size)
    ends = starts + random.integers(0, 365, size)
    steps = random.integers(1, 100, size)
    span = [date(2012, 1, 1) + timedelta(days=step) for step in range(17 * 365)]
    closed = [day for day in span if england.holiday_name(day)]
    peer = np.busdaycalendar(holidays=np.array(closed, dtype="datetime64[D]"))
    one = np.timedelta64(1, "D")
    pairs: list[tuple[str, str, Callable[[], Any], Callable[[], Any]]] = [
        (
            f"add {_DAYS} working days to a million dates",
            "numpy.busday_offset",
            lambda: england.add_working_days_to_array(starts, _DAYS),
            lambda: np.busday_offset(starts, _DAYS, roll="backward", busdaycal=peer),
        ),
        (
            "add a number of its own to each of a million dates",
            "numpy.busday_offset",
            lambda: england.add_working_days_to_array(starts, steps),
            lambda: np.busday_offset(starts, steps, roll="backward", busdaycal=peer),
        ),
        (
            "count between a million pairs of dates",
            "numpy.busday_count",
            lambda: england.count_working_days_in_arrays(starts, ends),
            lambda: np.busday_count(starts + one, ends + one, busdaycal=peer),
        ),
    ]
    found = []
    for what, name, ours, theirs in pairs:
        assert (ours() == theirs()).all(), what
        rate, other = _rate(ours, size), _rate(theirs, size)
        found.append((what, _a_second(rate), _beside(rate, name, other)))
    return found


def _fresh_process() -> tuple[str, str, str]:
    ours = min(_seconds(lambda: _python(_ONE_QUESTION)) for _ in range(7))
    bare = min(_seconds(lambda: _python("pass")) for _ in range(7))
    return (
        "one question, in a new process",
        f"{ours * 1e3:.0f} ms",
        f"bare Python {bare * 1e3:.0f} ms",
    )


def _python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], cwd=_ROOT, check=True)


def _rate(work: Callable[[], Any], size: int) -> float:
    """Answers a second, the best of seven."""
    return size / min(_seconds(work) for _ in range(7))


def _seconds(work: Callable[[], Any]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _a_second(rate: float) -> str:
    if rate >= _MILLION:
        return f"{rate / _MILLION:.1f} million a second"
    return f"{rate:,.0f} a second"


def _beside(rate: float, name: str, peer: float) -> str:
    return f"{name}: {_a_second(peer)} ({rate / peer:.1f} times)"


if __name__ == "__main__":
    main()
