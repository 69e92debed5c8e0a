"""The tables of a return: their columns, the names they go by, and finding them among files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from domain.errors import ProblemError
from intake.files.tables import read_columns
from intake.gaps import TableTells

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


_PLACEMENTS = frozenset(
    {
        "adoption_placement_disrupted",
        "placed_for_adoption",
        "placement_ended",
        "placement_started",
    }
)
_STATUS = frozenset({"became_looked_after", "legal_status_changed"})
_ENDS_OF_CARE = frozenset({"adoption_order_made", "ceased_looked_after", "placement_ended"})
_DECIDED = frozenset({"adoption_decision_made"})
_REVERSED = frozenset({"adoption_decision_reversed"})
_MATCHED = frozenset({"match_approved"})

# What each table tells. Of a kept episode or review, a code that is not listed tells nothing.
TELLS: Mapping[str, TableTells] = {
    "header": TableTells(types=frozenset({"born"})),
    "episodes": TableTells(
        types=_PLACEMENTS | _STATUS | _ENDS_OF_CARE,
        cells={
            "RNE": _PLACEMENTS | _STATUS,
            "LS": _STATUS,
            "PLACE": _PLACEMENTS,
            "DEC": _ENDS_OF_CARE,
            "REC": _ENDS_OF_CARE,
        },
    ),
    "reviews": TableTells(
        types=frozenset({"review_held"}),
        cells={"REVIEW": frozenset({"review_held"})},
        repeated=frozenset({"contradicts_earlier_row"}),
    ),
    "missing": TableTells(
        types=frozenset({"went_missing", "found"}),
        cells={"MISSING": frozenset({"went_missing"}), "MIS_END": frozenset({"found"})},
    ),
    "oc2": TableTells(types=frozenset({"annual_health_return_recorded"})),
    "ad1": TableTells(
        types=_DECIDED | _MATCHED, cells={"DATE_INT": _DECIDED, "DATE_MATCH": _MATCHED}
    ),
    "placed_for_adoption": TableTells(
        types=_DECIDED | _REVERSED,
        cells={"DATE_PLACED_CEASED": _REVERSED, "REASON_PLACED_CEASED": _REVERSED},
    ),
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
