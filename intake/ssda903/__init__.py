"""The SSDA903 return on looked-after children, as authorities upload it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from domain.errors import ProblemError
from intake.files import read_bytes
from intake.keys import natural_event
from intake.reading import Reading
from intake.ssda903.care import events_of_care
from intake.ssda903.cells import Cells
from intake.ssda903.children import read_children
from intake.ssda903.codes import SOURCE
from intake.ssda903.episodes import Episode, read_episodes
from intake.ssda903.periods import join
from intake.ssda903.problems import problem
from intake.ssda903.reviews import Known, read_reviews
from intake.ssda903.tables import NEEDED, UNKNOWN, csv_files, table_of
from intake.tables import TableRow, read_table

__all__ = ["read_return"]


def read_return(paths: Iterable[Path], *, now: datetime, year: int | None = None) -> Reading:
    """Read the tables of a return from files, folders or both.

    ``now`` is a UTC instant: dates more than 24 hours after it are refused. ``year`` is the
    calendar year in which the return's year begins (2024 for 1 April 2024 to 31 March 2025);
    without it the year is that of the earliest review read, or, where there is none, of the
    latest date in the episodes. Raises ProblemError ``no_return_files`` when there is no CSV
    file at all.
    """
    reading = Reading()
    tables = _read_tables(paths, reading)
    births = read_children(tables["header"], now=now, reading=reading)
    episodes = read_episodes(tables["episodes"], now=now, reading=reading)
    _keep_births(births, episodes, reading)
    periods = {child: join(found) for child, found in episodes.items()}
    known = Known(
        children={row.cells["child"] for row in tables["header"]} if tables["header"] else None,
        births={child: born_on for child, (born_on, _) in births.items()},
        periods=periods if tables["episodes"] else None,
    )
    reviews = list(read_reviews(tables["reviews"], known, now=now, reading=reading))
    reading.window_from = _window_from(year, [event.on for _, event in reviews], episodes)
    for child, found in periods.items():
        if known.children is not None and child not in known.children:
            _warn_of_missing_child(episodes[child])
        for period in found:
            for cells, event in events_of_care(child, period, window_from=reading.window_from):
                reading.keep(cells.number, event)
    for cells, event in reviews:
        reading.keep(cells.number, event)
    return reading


def _read_tables(paths: Iterable[Path], reading: Reading) -> dict[str, list[TableRow]]:
    tables: dict[str, list[TableRow]] = defaultdict(list)
    found_one = False
    for path in csv_files(paths):
        found_one = True
        try:
            data = read_bytes(path)
        except ProblemError as refused:
            reading.refuse_file(UNKNOWN, path.name, refused)
            continue
        table = table_of(path.name, data)
        needed = NEEDED.get(table, ())
        rows = read_table(data, table=table, file=path.name, needed=needed, reading=reading)
        if table in NEEDED:
            tables[table] += rows
        elif table == UNKNOWN:
            reading.refuse_file(table, path.name, problem("unknown_table"))
            for row in rows:
                reading.rows[row.number].refused = "unknown_table"
        else:
            reading.warn_of_file(table, path.name, problem("table_holds_no_review_dates"))
            for row in rows:
                reading.rows[row.number].set_aside = "table_holds_no_review_dates"
    if not found_one:
        raise ProblemError(
            "no_return_files",
            "There is no CSV file of a return here.",
            "Give the folder that holds header.csv, episodes.csv and reviews.csv, or the files.",
        )
    return tables


def _keep_births(
    births: dict[str, tuple[date, Cells]], episodes: dict[str, list[Episode]], reading: Reading
) -> None:
    for child, (born_on, cells) in list(births.items()):
        if child in episodes and born_on > episodes[child][0].began_on:
            cells.refuse("dob", "ssda903_302")
            del births[child]
        else:
            reading.keep(cells.number, natural_event(SOURCE, child, "born", born_on))


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
