"""The tables of a return: their columns, the names they go by, and finding them among files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from domain.errors import ProblemError
from intake.files.tables import read_columns

UNKNOWN = "unknown"

# Names that columns had or have elsewhere: in other years, in the XML, in case systems' exports.
ALSO_CALLED: Mapping[str, str] = {
    "childid": "child",
    "child_id": "child",
    "gender": "sex",
    "pl": "place",
    "date_of_birth": "dob",
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the columns it cannot do without, and one that no other table has.

    ``set_aside`` is the code of the reason for which its rows make no event, or None.
    """

    name: str
    needed: tuple[str, ...]
    mark: str
    set_aside: str | None = None


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table("header", ("child", "dob"), "ethnic"),
        Table("episodes", ("child", "decom", "rne", "ls", "place", "dec", "rec"), "decom"),
        Table("reviews", ("child", "review", "review_code"), "review"),
        Table("missing", ("child", "missing", "mis_start", "mis_end"), "mis_start"),
        Table("oc2", ("child",), "teeth_check"),
        Table("ad1", ("child", "date_int", "date_match"), "date_int"),
        Table(
            "placed_for_adoption",
            ("child", "date_placed", "date_placed_ceased", "reason_placed_ceased"),
            "date_placed",
        ),
        Table("oc3", ("child",), "in_touch", "return_gives_no_date"),
        Table("uasc", ("child",), "duc", "no_duty_depends_on_this"),
        Table("previous_permanence", ("child",), "prev_perm", "no_duty_depends_on_this"),
        Table("social_worker", ("child",), "sw_decom", "worker_of_a_past_year"),
    )
}

_OTHER_NAMES = {
    "placedadoption": "placed_for_adoption",
    "placedforadoption": "placed_for_adoption",
    "sbpfa": "placed_for_adoption",
    "shouldbeplacedforadoption": "placed_for_adoption",
    "adplaced": "placed_for_adoption",
    "prevperm": "previous_permanence",
    "previouspermanence": "previous_permanence",
    "permanence": "previous_permanence",
    "socialworker": "social_worker",
    "swepisodes": "social_worker",
}


def table_of(file: str, data: bytes) -> str:
    """Which table a file holds, by its name or else by its columns; ``unknown`` if neither."""
    stem = Path(file).stem.lower()
    letters = "".join(each for each in stem if each.isalnum())
    if stem in TABLES:
        return stem
    if letters in _OTHER_NAMES:
        return _OTHER_NAMES[letters]
    try:
        columns = read_columns(data, ALSO_CALLED)
    except ProblemError:
        return UNKNOWN
    marks = {table.mark: table.name for table in TABLES.values()}
    return next((marks[column] for column in columns if column in marks), UNKNOWN)
