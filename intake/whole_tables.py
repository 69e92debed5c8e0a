"""Tables that are read whole each time, so that what they no longer tell did not happen.

A return or a feed is read again after it was corrected. Its reader says here, for each table that
was read whole, what another reading of it would have told again: ``engine.removals`` takes back the
rest.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.errors import ProblemError


class Removal(StrEnum):
    """What becomes of an event of such a table when the table is read again."""

    TAKEN_BACK = "taken_back"  # it is no longer told
    BROUGHT_BACK = "brought_back"  # it was taken back, and is told again


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeTable:
    """One table that was read whole.

    ``since`` gives, for each type of event that no other table tells, the first day that the
    table covers; ``until`` is the last one, None where there is none. ``open_before`` are the
    types whose events the table also tells from before that day while what they began still
    lasts, each with the types that end it.

    ``present`` are the subjects of whom the source tells something, None where that does not
    matter. Of others nothing is taken back unless ``absent_too``. ``doubtful`` are subjects with
    a row that could not be read. ``spared`` are ids of events that stand although they are not
    told again. ``doubt`` says why nothing at all may be taken back, or is None.
    """

    table: str
    since: Mapping[str, date]
    until: date | None = None
    open_before: Mapping[str, frozenset[str]] = field(default_factory=dict)
    present: Collection[str] | None = None
    absent_too: bool = True
    doubtful: Collection[str] = frozenset()
    spared: Collection[str] = frozenset()
    doubt: ProblemError | None = None


@dataclass(frozen=True, slots=True)
class WholeTables:
    """The tables of one source that were read whole, and the first days of its returns' years."""

    source: str
    tables: list[WholeTable]
    years: list[date] = field(default_factory=list)


PROBLEMS: dict[str, tuple[str, str]] = {
    "many_rows_gone": (
        "So many rows are gone since last time that the table looks half loaded.",
        "Nothing was taken back. Import again; if they are rightly gone, add --accept-removals.",
    ),
    "children_gone": (
        "Children of whom an earlier import told are no longer there at all. What it told of them "
        "was taken back.",
        "If they belong there, import it again with them: everything comes back.",
    ),
    "not_read_whole": (
        "Something is no longer told, but a part of this could not be read and may hold it.",
        "Nothing was taken back. Correct what was refused and import again.",
    ),
    "year_in_doubt": (
        "Something is no longer told, but it is not certain which year this is about.",
        "Nothing was taken back. Import it again with --year.",
    ),
}


def problem(code: str) -> ProblemError:
    """The problem with this code."""
    message, remedy = PROBLEMS[code]
    return ProblemError(code, message, remedy)
