"""Finding the tables of a return among the files given."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from domain.errors import ProblemError
from intake.tables import read_columns

# The columns that the engine reads, in the DfE's CSV upload format.
NEEDED = {
    "header": ("child", "dob"),
    "episodes": ("child", "decom", "rne", "ls", "place", "dec", "rec"),
    "reviews": ("child", "review", "review_code"),
}
_OTHERS = {
    "ad1": "date_int",
    "oc2": "sdq_score",
    "oc3": "in_touch",
    "missing": "mis_start",
    "placed_for_adoption": "date_placed",
    "previous_permanence": "prev_perm",
    "social_worker": "sw_decom",
    "uasc": "duc",
}
OTHER_TABLES = frozenset(_OTHERS)
UNKNOWN = "unknown"

# A column that no other table of the return has.
_MARKS = {"review": "reviews", "decom": "episodes", "ethnic": "header"} | {
    column: table for table, column in _OTHERS.items()
}


def csv_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files given, and the CSV files of the folders given, each once."""
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        for file in inside:
            if path.is_dir() and not (file.suffix.lower() == ".csv" and file.is_file()):
                continue
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def table_of(file: str, data: bytes) -> str:
    """Which table a file holds, by its name or else by its columns; ``unknown`` if neither."""
    stem = Path(file).stem.lower()
    if stem in NEEDED or stem in OTHER_TABLES:
        return stem
    try:
        columns = read_columns(data)
    except ProblemError:
        return UNKNOWN
    return next((_MARKS[column] for column in columns if column in _MARKS), UNKNOWN)
