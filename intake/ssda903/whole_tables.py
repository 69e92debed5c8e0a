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
from intake.ssda903 import SOURCE
from intake.ssda903.cells import child_of
from intake.ssda903.episodes import Episode
from intake.ssda903.files import Tables
from intake.ssda903.tables import TABLES
from intake.whole_tables import WholeTable, WholeTables, problem

_ENDS_OF_EPISODES = frozenset(
    {
        "adoption_placement_disrupted",
        "ceased_looked_after",
        "legal_status_changed",
        "placement_ended",
    }
)
_TYPES: Mapping[str, frozenset[str]] = {
    "episodes": _ENDS_OF_EPISODES
    | {"became_looked_after", "placement_started", "placed_for_adoption", "adoption_order_made"},
    "reviews": frozenset({"review_held"}),
    "missing": frozenset({"went_missing", "found"}),
    "oc2": frozenset({"annual_health_return_recorded"}),
    "placed_for_adoption": frozenset({"adoption_decision_reversed"}),
}
# The day of a match is told by AD1 of the year of the adoption, whenever it was. Its event has no
# date in its key, so that a corrected one takes the place of the other.
_OF_BOTH = frozenset({"adoption_decision_made"})
_ALL_IS_KNOWN = NOT_BELIEVED | {None, "ssda903_501", "ssda903_574"}
_OPEN_BEFORE: Mapping[str, Mapping[str, frozenset[str]]] = {
    "episodes": dict.fromkeys(
        ("became_looked_after", "placement_started", "placed_for_adoption"), _ENDS_OF_EPISODES
    ),
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

    def whole(name: str, types: frozenset[str], *more: str) -> WholeTable:
        unsure = [doubtful[each] for each in (name, *more)]
        in_doubt = doubt or (problem("not_read_whole") if None in unsure else None)
        return WholeTable(
            table=name,
            since=dict.fromkeys(sorted(types), first_day),
            until=until,
            open_before=_OPEN_BEFORE.get(name, {}),
            present=present,
            absent_too=header_is_whole,
            doubtful={child for each in unsure for child in each or ()}
            | without_episodes.get(name, set()),
            spared=spared,
            doubt=in_doubt,
        )

    # Of a child without any episode one may have been left out, unless OC3 tells of the child.
    told = {*episodes, *(child_of(row.cells) for row in tables.get("oc3", []))}
    without_episodes = {"episodes": present - told}
    spared = set(_told_otherwise(episodes, first_day))
    found = [whole(name, types) for name, types in _TYPES.items() if name in tables]
    if "placed_for_adoption" in tables and "ad1" in tables:
        found.append(whole("placed_for_adoption", _OF_BOTH, "ad1"))
    return WholeTables(SOURCE, found, [first_day])


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


def _told_otherwise(episodes: Mapping[str, list[Episode]], first_day: date) -> Iterator[str]:
    """The ids of *already looked after* on the first day of an episode that is still told: a
    later return begins with it. And of a start of care that is now such a day."""
    for child, found in episodes.items():
        for episode in found:
            key = (SOURCE, child, "became_looked_after", episode.began_on.isoformat())
            yield natural_id(*key, "seen")
            if episode.began_on < first_day:
                yield natural_id(*key)
