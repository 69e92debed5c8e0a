"""Several censuses in one command: each year's is one, in however many files."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from domain.errors import ProblemError
from intake.cin_census.header import Census, census_of, read_header
from intake.files.opening import files_in, open_file


def returns_among(paths: Sequence[Path]) -> list[list[Path]]:
    """The files of each census, the earliest year first.

    A file that cannot be opened may be of any year, and goes with each. Where there is but one, the
    paths are given back as they are.
    """
    years: defaultdict[int, list[Path]] = defaultdict(list)
    unknown = []
    for file in files_in(paths, {".xml"}):
        census = _census(file)
        if census is None:
            unknown.append(file)
        else:
            years[census.year].append(file)
    if len(years) < 2:
        return [list(paths)]
    return [[*years[year], *unknown] for year in sorted(years)]


def _census(path: Path) -> Census | None:
    try:
        with open_file(path) as source:
            return census_of(read_header(source), None)[0]
    except ProblemError:
        return None
