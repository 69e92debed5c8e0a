"""Files of one command that are editions of one list, or parts of one edition."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path

from intake.days_in_names import day_in_name


def editions_among(
    files: Sequence[Path], holds: Callable[[Path], Collection[str]]
) -> list[list[Path]]:
    """The files of each edition, the earliest first.

    Files of which the names say other days, or which hold some of the same things, are editions:
    each tells anew. Others are parts of one. Editions are read by the days in their names where all
    have one, and otherwise as they were given.
    """
    days = {file: day_in_name(file) for file in files}
    ordered = (
        sorted(files, key=lambda file: days[file] or date.min) if all(days.values()) else files
    )
    editions: list[list[Path]] = []
    held: set[str] = set()
    for file in ordered:
        its_own = set(holds(file))
        if not editions or days[file] != days[editions[-1][0]] or held & its_own:
            editions.append([])
            held = set()
        editions[-1].append(file)
        held |= its_own
    return editions
