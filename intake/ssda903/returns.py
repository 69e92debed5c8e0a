"""Several returns in one command: which of the files given are of which year.

A folder is a return of its own, and so is an XML file; files of one folder whose names say
different years are as many. A folder without such files may hold folders that have them. What is of
one year by its dates is one return, in however many folders it lies.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from domain.errors import ProblemError
from intake.days_in_names import year_in_name
from intake.files.cell_days import cell_day
from intake.files.opening import files_in
from intake.progress import no_progress
from intake.reading import Reading
from intake.ssda903.files import ENDINGS, Tables, read_files

_LAST = date.max


def returns_among(paths: Sequence[Path]) -> list[list[Path]]:
    """The files of each return, the earliest year first.

    Files of which nothing shows the year go with the latest return. Where there is but one, the
    paths are given back as they are.
    """
    parts = _parts(paths)
    if len(parts) < 2:
        return [parts[0] if any(map(_folders_in, paths)) else list(paths)]
    read = [_tables_of(part) for part in parts]
    if _are_parts_of_one(parts, read):
        return [[file for part in parts for file in part]]
    years: defaultdict[date, list[Path]] = defaultdict(list)
    for part, tables in zip(parts, read, strict=True):
        years[_year_of(tables)].extend(part)
    if len(years) > 1 and _LAST in years:
        unknown = years.pop(_LAST)
        years[max(years)].extend(unknown)
    return [years[first] for first in sorted(years)]


def _parts(paths: Iterable[Path]) -> list[list[Path]]:
    parts: defaultdict[tuple[Path, int | str | None], list[Path]] = defaultdict(list)
    for file in files_in(_with_folders_inside(paths), ENDINGS):
        is_whole = file.suffix.lower() == ".xml"
        which = file.name if is_whole else year_in_name(file.stem)
        parts[file.absolute().parent, which].append(file)
    return list(parts.values())


def _with_folders_inside(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        yield path
        yield from _folders_in(path)


def _folders_in(path: Path) -> list[Path]:
    try:
        if not path.is_dir() or any(files_in([path], ENDINGS)):
            return []
        inside = sorted(path.iterdir())
        return [each for each in inside if each.is_dir() and any(files_in([each], ENDINGS))]
    except (OSError, ValueError):
        return []


def _tables_of(files: list[Path]) -> Tables:
    try:
        return read_files(files, Reading(), no_progress)
    except ProblemError:
        return {}


def _are_parts_of_one(parts: Iterable[list[Path]], read: Iterable[Tables]) -> bool:
    """Whether no table is there twice, and no name of a file or folder says another year."""
    names = [each for part in parts for each in (part[0].stem, part[0].absolute().parent.name)]
    years = {year_in_name(name) for name in names} - {None}
    tables = [name for each in read for name in each]
    return len(years) < 2 and len(tables) == len(set(tables))


def _year_of(tables: Tables) -> date:
    """The first day of the year that the dates in the tables show, by the reader's own rule."""
    reviewed = _days(tables, "reviews", "review")
    begun, ended = _days(tables, "episodes", "decom"), _days(tables, "episodes", "dec")
    if not reviewed and not begun:
        return _LAST
    shown = min(reviewed) if reviewed else max([*begun, *ended])
    return date(shown.year if (shown.month, shown.day) >= (4, 1) else shown.year - 1, 4, 1)


def _days(tables: Tables, table: str, column: str) -> list[date]:
    found = []
    for row in tables.get(table, []):
        try:
            found.append(cell_day(row.cells.get(column, "")))
        except ValueError:
            continue
    return found
