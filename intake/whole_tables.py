"""Tables that are read whole each time, so that what they no longer tell did not happen.

A return or a feed is read again after it was corrected. Its reader says here, for each table that
was read whole, what another reading of it would have told again: ``engine.editions`` takes back the
rest.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.case.editions import Coverage
from domain.errors import ProblemError


class Removal(StrEnum):
    """What becomes of an event of such a table when the table is read again."""

    TAKEN_BACK = "taken_back"  # it is no longer told
    BROUGHT_BACK = "brought_back"  # it was taken back, and is told again


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeTable:
    """One table that was read whole.

    ``scope`` is the first day of the return's year, None for a list or register of any day. What
    it covers is as in ``domain.case.editions.Coverage``.

    ``present`` are the subjects of whom the source tells something, None where that does not
    matter. Of others nothing is taken back unless ``absent_too``. ``doubtful`` are subjects with
    a row that could not be read. ``doubt`` says why nothing at all may be taken back, or is None.
    ``rows`` are the numbers of its rows within the reading, None where the table's name says it.
    """

    table: str
    scope: date | None = None
    since: Mapping[str, date] = field(default_factory=dict)
    until: date | None = None
    open_before: Mapping[str, frozenset[str]] = field(default_factory=dict)
    one_at_a_time: frozenset[str] = frozenset()
    latest_only: Mapping[str, str] = field(default_factory=dict)
    of_a_case: Mapping[str, str] = field(default_factory=dict)
    present: Collection[str] | None = None
    absent_too: bool = True
    doubtful: Collection[str] = frozenset()
    doubt: ProblemError | None = None
    rows: Collection[range] | None = None

    @property
    def coverage(self) -> Coverage:
        """The days that it decides."""
        return Coverage(
            since=self.since,
            until=self.until,
            open_before=self.open_before,
            one_at_a_time=self.one_at_a_time,
            latest_only=self.latest_only,
            of_a_case=self.of_a_case,
        )

    def has_row(self, row: int) -> bool:
        """Whether a row of the reading, of a table of its name, is one of its rows."""
        return self.rows is None or any(row in each for each in self.rows)


@dataclass(frozen=True, slots=True)
class WholeTables:
    """The tables of one source that were read whole.

    ``formerly`` gives the id that an event had where its start was only guessed, by the id that it
    has now.
    """

    source: str
    tables: list[WholeTable]
    formerly: Mapping[str, str] = field(default_factory=dict)


PROBLEMS: dict[str, tuple[str, str]] = {
    "many_rows_gone": (
        "So many rows are gone since last time that the table looks half loaded.",
        "Nothing was taken back. Import again; if they are rightly gone, add --accept-removals.",
    ),
    "table_empty": (
        "This table had rows before and has none now.",
        "Nothing was taken back. Import it again with its rows; if they are rightly gone, add "
        "--accept-removals.",
    ),
    "table_absent": (
        "This table came before and is not there now.",
        "What it told stands. Import it again with this table; if it is rightly gone, give the "
        "table with its first line alone and add --accept-removals.",
    ),
    "export_date_missing": (
        "An earlier import said on which day it was exported, and this one does not, so that it is "
        "not known which is the newer.",
        "Say when this one was exported with --exported-on DATE.",
    ),
    "told_otherwise": (
        "A newer export, or the return of the year that the day lies in, tells otherwise.",
        "Nothing need be done. If this one is right, correct and import the other.",
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
