"""Reading a return: every table of it, and what they say of each other."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from intake.days import check_year
from intake.files.tables import TableRow
from intake.keys import natural_event
from intake.progress import Progress, no_progress
from intake.pupils import Pupil
from intake.reading import Reading
from intake.refused_rows import gaps_of_refusals
from intake.ssda903 import SOURCE
from intake.ssda903.adoption import (
    check_placed_and_adopted,
    read_adoptions,
    read_decisions,
)
from intake.ssda903.believed import believed
from intake.ssda903.care import events_of_care
from intake.ssda903.cells import Cells, child_of
from intake.ssda903.children import read_children
from intake.ssda903.episode_checks import check_periods
from intake.ssda903.episodes import Episode, read_episodes
from intake.ssda903.files import Tables, read_files
from intake.ssda903.known import Known
from intake.ssda903.lost_zeros import refuse_lost_zeros
from intake.ssda903.missing import read_missing
from intake.ssda903.outcomes import read_outcomes
from intake.ssda903.periods import PeriodOfCare, join
from intake.ssda903.problems import problem
from intake.ssda903.reviews import read_reviews
from intake.ssda903.tables import TABLES, TELLS
from intake.ssda903.whole_tables import IN_THE_YEAR, days_of, whole_tables_of


def read_return(
    paths: Iterable[Path],
    *,
    now: datetime,
    year: int | None = None,
    progress: Progress = no_progress,
) -> Reading:
    """Read a return from its CSV tables, its XML or folders of them.

    ``now`` is a UTC instant: dates more than 24 hours after it are refused. ``year`` is the
    calendar year in which the return's year begins (2024 for 1 April 2024 to 31 March 2025);
    without it the year is that of the earliest review read, or, where there is none, of the
    latest date in the episodes. Where the same row stands in two files, it counts once. Raises
    ProblemError ``no_return_files`` when there is no CSV or XML file at all, and ``wrong_year``
    where most dates contradict the year that was given.
    """
    reading = Reading()
    tables = refuse_lost_zeros(read_files(paths, reading, progress), reading)
    for row in (row for rows in tables.values() for row in rows):
        reading.about(row.number, child_of(row.cells))
    header, shown = tables.get("header", []), tables.get("episodes", [])
    births = read_children(header, now=now, reading=reading)
    episodes = {
        child: believed(found, reading)
        for child, found in read_episodes(shown, now=now, reading=reading).items()
    }
    _keep_births(births, episodes, reading)
    periods = {child: join(found) for child, found in episodes.items()}
    known = Known(
        children=_children_in(header) if header else None,
        births={child: born_on for child, (born_on, _) in births.items()},
        periods=periods if shown else None,
    )
    _check_headers(tables, known, now, reading)
    reviews = list(read_reviews(tables.get("reviews", []), known, now=now, reading=reading))
    reading.window_from = _window_from(year, [event.on for _, event in reviews], episodes)
    _keep_care(periods, known, reading.window_from, reading)
    for cells, event in reviews:
        reading.keep(cells.number, event)
    _keep_the_rest(tables, known, now, reading)
    _say_what_was_set_aside(tables, reading)
    if year is not None:
        told = (read.event for read in reading.events)
        check_year(told, IN_THE_YEAR, reading.window_from, called_after_its_end=False)
    reading.read_whole = whole_tables_of(tables, episodes, reading, year_is_given=year is not None)
    covered = days_of(reading, year_is_given=year is not None)
    reading.gaps += gaps_of_refusals(reading, TELLS, covered)
    return reading


def _keep_care(
    periods: Mapping[str, list[PeriodOfCare]], known: Known, first_day: date, reading: Reading
) -> None:
    """The events of every child's periods of care, and what is odd about their episodes."""
    for child, found in periods.items():
        if known.children is not None and child not in known.children:
            _warn_of_missing_child([each for period in found for each in period.episodes])
        check_periods(found)
        for period in found:
            for cells, event in events_of_care(child, period, window_from=first_day):
                reading.keep(cells.number, event)


def _keep_the_rest(tables: Tables, known: Known, now: datetime, reading: Reading) -> None:
    """The events of the smaller tables, and what they and the episodes say of each other."""
    decided: dict[str, set[date]] = {}
    placed, ad1 = tables.get("placed_for_adoption"), tables.get("ad1")
    for cells, event in read_decisions(placed or [], known, now=now, reading=reading):
        if event.type == "adoption_decision_made":
            decided.setdefault(event.case, set()).add(event.on)
        reading.keep(cells.number, event)
    for cells, event in read_adoptions(ad1 or [], known, decided, now=now, reading=reading):
        reading.keep(cells.number, event)
    check_placed_and_adopted(
        known,
        None if placed is None else decided,
        None if ad1 is None else _children_in(ad1),
    )
    missing = tables.get("missing", [])
    for cells, event in read_missing(missing, known, now=now, reading=reading):
        reading.keep(cells.number, event)
    assert reading.window_from is not None
    outcomes = read_outcomes(
        tables.get("oc2", []),
        known,
        year_ends_on=date(reading.window_from.year + 1, 3, 31),
        now=now,
        reading=reading,
    )
    for cells, event in outcomes:
        reading.keep(cells.number, event)


def _check_headers(tables: Tables, known: Known, now: datetime, reading: Reading) -> None:
    """Warn of children in the header of whom the return tells neither episodes nor OC3."""
    if known.periods is None:
        return
    told = _children_in([*tables.get("episodes", []), *tables.get("oc3", [])])
    for row in tables.get("header", []):
        child = child_of(row.cells)
        if child is not None and child not in told:
            Cells(reading, row, now).warn("child", "ssda903_EPI")


def _children_in(rows: list[TableRow]) -> set[str]:
    return {child for row in rows if (child := child_of(row.cells)) is not None}


def _say_what_was_set_aside(tables: Tables, reading: Reading) -> None:
    """Say once for each table and file why its rows make no events."""
    files: dict[tuple[str, str, str], None] = {}
    for name, rows in tables.items():
        reason = TABLES[name].set_aside
        for row in rows if reason is not None else ():
            files[name, reading.rows[row.number].file, str(reason)] = None
    for table, file, reason in files:
        reading.warn_of_file(table, file, problem(reason))


def _keep_births(
    births: dict[str, tuple[date, Cells]], episodes: dict[str, list[Episode]], reading: Reading
) -> None:
    for child, (born_on, cells) in list(births.items()):
        if child in episodes and born_on > episodes[child][0].began_on:
            cells.refuse("dob", "ssda903_302")
            del births[child]
        else:
            reading.keep(cells.number, natural_event(SOURCE, child, "born", born_on))
            reading.pupils[SOURCE, child] = Pupil(cells.text("upn"), cells.text("sex"))


def _warn_of_missing_child(episodes: list[Episode]) -> None:
    for episode in episodes:
        episode.cells.warn("child", "ssda903_INT03")


def _window_from(
    year: int | None, reviewed_on: list[date], episodes: dict[str, list[Episode]]
) -> date:
    if year is not None:
        return date(year, 4, 1)
    if reviewed_on:
        shown = min(reviewed_on)
    else:
        days = [each.ended_on or each.began_on for found in episodes.values() for each in found]
        shown = max(days, default=date(1991, 10, 14))
    return date(shown.year if (shown.month, shown.day) >= (4, 1) else shown.year - 1, 4, 1)
