"""What another reading of a return would tell again, were it still so.

A return is about one year, and of that year it is whole. Of the time before, it holds the episode
and the absence in which a child was when the year began. A date of birth is left alone: it is
right, or is corrected in its place.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from intake.event_ids import natural_id
from intake.overlaps import NOT_BELIEVED
from intake.reading import Reading
from intake.refused_rows import Covered, Days
from intake.ssda903 import SOURCE
from intake.ssda903.cells import child_of
from intake.ssda903.episodes import Episode
from intake.ssda903.files import Tables
from intake.ssda903.tables import TABLES, TELLS
from intake.whole_tables import WholeTable, WholeTables, problem

_OF_BOTH = frozenset({"adoption_decision_made"})
# The day of a match is told by AD1 of the year of the adoption, whenever it was. Its event has no
# date in its key, so that a corrected one takes the place of the other; so it is with a birth.
_TYPES: Mapping[str, frozenset[str]] = {
    name: types
    for name, table in TELLS.items()
    if (types := table.types - _OF_BOTH - {"born", "match_approved"})
}
# What lies in another year is another return's to tell.
IN_THE_YEAR = frozenset({"review_held", "placement_ended", "ceased_looked_after", "found"})
_ALL_IS_KNOWN = NOT_BELIEVED | {None, "ssda903_501", "ssda903_574"}
_OPEN_BEFORE: Mapping[str, Mapping[str, frozenset[str]]] = {
    "episodes": {
        "became_looked_after": frozenset({"ceased_looked_after"}),
        "placement_started": frozenset({"placement_ended"}),
        "placed_for_adoption": frozenset({"adoption_placement_disrupted", "placement_ended"}),
    },
    "missing": {"went_missing": frozenset({"found"})},
}


def whole_tables_of(
    tables: Tables,
    episodes: Mapping[str, list[Episode]],
    reading: Reading,
    *,
    year_is_given: bool,
) -> WholeTables:
    """Each table that is there, and how far it can be relied on to be whole.

    Needs ``reading`` with its events and ``window_from``.
    """
    first_day = reading.window_from
    assert first_day is not None
    until = date(first_day.year + 1, 3, 31)
    doubt = None
    if not _is_year_certain(reading, first_day, until, year_is_given=year_is_given):
        doubt = problem("year_in_doubt")
    elif any(each.line == 0 and each.table not in TABLES for each in reading.refusals):
        doubt = problem("not_read_whole")
    doubtful = {name: _doubtful(name, tables, reading) for name in tables}
    present = {child for rows in tables.values() for row in rows if (child := child_of(row.cells))}
    header_is_whole = "header" in tables and doubtful["header"] is not None

    def whole(name: str, types: frozenset[str]) -> WholeTable:
        unsure = doubtful[name]
        in_doubt = doubt or (problem("not_read_whole") if unsure is None else None)
        return WholeTable(
            table=name,
            scope=first_day,
            since=dict.fromkeys(sorted(types), first_day),
            until=until,
            open_before=_OPEN_BEFORE.get(name, {}),
            one_at_a_time=frozenset(_OPEN_BEFORE.get(name, {})),
            present=present,
            absent_too=header_is_whole,
            doubtful=(unsure or set()) | without_episodes.get(name, set()),
            doubt=in_doubt,
        )

    # Of a child without any episode one may have been left out, unless OC3 tells of the child.
    told = {*episodes, *(child_of(row.cells) for row in tables.get("oc3", []))}
    without_episodes = {"episodes": present - told}
    found = [whole(name, _TYPES.get(name, frozenset())) for name in tables]
    return WholeTables(SOURCE, found, dict(_guessed(reading)))


def days_of(reading: Reading, *, year_is_given: bool) -> Covered:
    """The year of a return; without its last day where it is not certain which year that is."""
    first_day = reading.window_from
    assert first_day is not None
    until = date(first_day.year + 1, 3, 31)
    certain = _is_year_certain(reading, first_day, until, year_is_given=year_is_given)
    return Covered(otherwise=Days(first_day, until if certain else None))


def _is_year_certain(
    reading: Reading, first_day: date, until: date, *, year_is_given: bool
) -> bool:
    """Whether the year was given, or all reviews are of one; and nothing is of a later one."""
    days = [read.event.on for read in reading.events]
    reviews = [read.event.on for read in reading.events if read.event.type == "review_held"]
    in_the_year = bool(reviews) and min(reviews) >= first_day
    return (year_is_given or in_the_year) and max(days, default=until) <= until


def _doubtful(name: str, tables: Tables, reading: Reading) -> set[str] | None:
    """The children with a row that was refused; None where it is not known whose it was."""
    if any(each.line == 0 and each.table == name for each in reading.refusals):
        return None
    children = {row.number: child_of(row.cells) for row in tables[name]}
    found: set[str] = set()
    for number, row in enumerate(reading.rows):
        if row.table == name and row.refused not in _ALL_IS_KNOWN:
            child = children.get(number)
            if child is None:
                return None
            found.add(child)
    return found


def _guessed(reading: Reading) -> Iterator[tuple[str, str]]:
    """The id of each start of care, and that which it had where it was not known when it was."""
    for read in reading.events:
        event = read.event
        if event.type == "became_looked_after":
            key = (SOURCE, event.case, event.type, event.on.isoformat(), "seen")
            yield event.id, natural_id(*key)
