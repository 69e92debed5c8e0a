"""Whatever was imported before, the last good snapshot decides for the days that it covers."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import ProblemError
from intake.complaints.reader import read_register
from intake.reading import Reading
from intake.standard_dataset.reader import read_dataset_in_files
from store.database import Database, open_database
from tests.support.copies import copy_of
from tests.support.editions import (
    after,
    british,
    clocks_stored,
    clocks_told,
    days,
    put,
    standing_in,
)
from tests.support.ssda903_editions import a_return
from tests.support.standard_dataset import child_in_care, review, write_csv_tables
from tests.support.what_is_left import left_after
from tests.unit.intake.rows import NOW, child, episode
from tests.unit.intake.rows import review as review_row

few = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

SNAPSHOTS = st.integers(2, 4)


@pytest.fixture
def store(empty: str) -> Iterator[Database]:
    opened = open_database(copy_of(empty))
    yield opened
    opened.dispose()


# A return of two years, in parts.


def year_of(number: str, year: int, draw: Callable[[st.SearchStrategy[Any]], Any]) -> Any:
    """The rows of one child in the return of a year: nothing in them is refused."""
    began = draw(st.sampled_from(["2022-06-06", "2023-06-05", "2024-02-12"]))
    if date.fromisoformat(began) >= date(year + 1, 4, 1):
        return {}
    held = draw(st.sets(st.sampled_from([f"{year}-08-21", f"{year}-11-13", f"{year + 1}-03-04"])))
    held = {day for day in held if day > began} | {f"{year + 1}-03-25"}
    return {
        "header": [child(number)],
        "episodes": [episode(british(began), number=number)],
        "reviews": [review_row(british(day), number=number) for day in sorted(held)],
    }


@st.composite
def two_years(draw: st.DrawFn) -> dict[int, dict[str, list[str]]]:
    """The returns of 2023 and 2024, which may contradict each other."""
    found = {}
    for year in (2023, 2024):
        parts = [year_of(number, year, draw) for number in ("1", "2")]
        names = ("header", "episodes", "reviews")
        found[year] = {
            name: [row for part in parts for row in part.get(name, [])] for name in names
        }
    return found


@few
@given(two_years(), st.data())
def test_years_in_any_order_and_in_parts_and_after_any_detour_end_in_the_same(
    empty: str, tmp_path: Path, years: dict[int, dict[str, list[str]]], data: st.DataObject
) -> None:
    folder = tmp_path / "return"

    def reading(year: int, *names: str, as_of: int | None = None) -> Reading:
        tables = {name: rows for name, rows in years[year].items() if not names or name in names}
        return a_return(folder, tables, year=as_of or year)

    steps: list[tuple[int, tuple[str, ...], int]] = [(2023, (), 2023), (2024, (), 2024)]

    def readings() -> Iterator[Reading]:
        return (reading(year, *names, as_of=as_of) for year, names, as_of in steps)

    expected = left_after(empty, tmp_path, readings())
    steps = data.draw(st.permutations(steps), label="order")
    parts = data.draw(st.booleans(), label="header and episodes before the rest")
    wrong = data.draw(st.booleans(), label="a wrong year first")
    damaged = data.draw(st.booleans(), label="a review that cannot be read before")
    if parts:
        steps = [(year, ("header", "episodes"), year) for year, _, _ in steps] + steps
    if wrong:
        year = steps[0][0]
        steps = [(year, ("header", "episodes"), year - 1), *steps]
    imported = [*readings()]
    if damaged:
        year = steps[0][0]
        first = {**years[year], "reviews": [review_row(f"41/05/{year}", number="1")]}
        as_of = [year - 1, year] if wrong else [year]
        imported = [*(a_return(folder, first, year=each) for each in as_of), *readings()]
    assert left_after(empty, tmp_path, imported) == expected


# The dataset, a list and a register: of any day, from the earliest that they hold.


@st.composite
def datasets(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """A dataset that goes back as far as the others: a child who was there before any other."""
    tables = child_in_care("0", "2023-05-08")
    tables["ssd_cla_reviews"] = [review("R0", "2023-06-01", "P0")]
    for number in draw(st.sets(st.sampled_from(["1", "2", "3"]))):
        began = draw(st.sampled_from(["2024-06-10", "2024-06-17", "2024-09-02"]))
        held = draw(st.sets(st.sampled_from(["2024-10-07", "2025-01-20", "2025-02-03"])))
        for name, rows in child_in_care(number, began).items():
            tables[name] += rows
        tables["ssd_cla_reviews"] += [
            review(f"R{number}-{day}", day, f"P{number}") for day in sorted(held)
        ]
    return tables


@st.composite
def damaged_datasets(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """A dataset with a row that cannot be read, of a child or of nobody, or without a table."""
    tables = draw(datasets())
    how = draw(st.sampled_from(["1", "9", "nobody", "no table"]))
    if how == "no table":
        del tables["ssd_cla_reviews"]
    else:
        # Whose review it is, is told by the placement: P9 is there in no table.
        tables["ssd_cla_reviews"].append(review("R9", "2024-02-31", f"P{how}"))
    return tables


@few
@given(st.lists(datasets() | damaged_datasets(), min_size=1, max_size=3), datasets())
def test_after_any_datasets_what_is_left_is_what_the_last_alone_would_leave(
    empty: str,
    tmp_path: Path,
    before: list[dict[str, list[dict[str, Any]]]],
    last: dict[str, list[dict[str, Any]]],
) -> None:
    def readings(*written: dict[str, list[dict[str, Any]]]) -> Iterator[Reading]:
        for tables in written:
            folder = write_csv_tables(tmp_path / "ssd", tables)
            yield read_dataset_in_files([folder], now=NOW).reading

    found = left_after(empty, tmp_path, readings(*before, last))
    assert found == left_after(empty, tmp_path, readings(last))


@few
@given(st.lists(datasets(), min_size=2, max_size=4))
def test_after_any_datasets_what_stands_is_what_the_last_tells(
    empty: str, tmp_path: Path, written: list[dict[str, list[dict[str, Any]]]]
) -> None:
    def reading(tables: dict[str, list[dict[str, Any]]]) -> Reading:
        return read_dataset_in_files([write_csv_tables(tmp_path / "ssd", tables)], now=NOW).reading

    database = after(empty, [reading(tables) for tables in written])
    try:
        assert clocks_stored(database) == clocks_told(reading(written[-1]))
    finally:
        database.dispose()


@st.composite
def registers(draw: st.DrawFn) -> list[dict[str, str]]:
    """A register that begins with the same complaint as the others."""
    rows = [{"reference": "C-0", "procedure": "statutory", "received_on": "06/01/2025"}]
    for number in draw(st.sets(st.sampled_from(["1", "2", "3"]))):
        row = {"reference": f"C-{number}", "procedure": "statutory", "team": "North"}
        row["received_on"] = draw(st.sampled_from(["13/01/2025", "10/02/2025"]))
        if draw(st.booleans()):
            row["stage1_responded_on"] = draw(st.sampled_from(["24/02/2025", "03/03/2025"]))
            if draw(st.booleans()):
                row["stage2_requested_on"] = "10/03/2025"
        rows.append(row)
    return rows


def a_register(folder: Path, rows: list[dict[str, str]]) -> Reading:
    names = ["reference", "procedure", "team", "received_on"]
    names += ["stage1_responded_on", "stage2_requested_on"]
    lines = [",".join(row.get(name, "") for name in names) for row in rows]
    file = folder / "register.csv"
    file.write_text("\n".join([",".join(names), *lines]) + "\n")
    return read_register([file], now=NOW)


@st.composite
def damaged_registers(draw: st.DrawFn) -> list[dict[str, str]]:
    """A register with a cell that cannot be read, or a row of which it cannot be told whose."""
    rows = draw(registers())
    row = {"reference": "C-1", "procedure": "statutory", "received_on": "13/01/2025"}
    name = draw(st.sampled_from([*row, "stage1_responded_on"]))
    kept = [one for one in rows if one["reference"] != "C-1"]
    return [*kept, row | {name: "" if name == "reference" else "41/01/2025"}]


@few
@given(st.lists(registers() | damaged_registers(), min_size=1, max_size=3), registers())
def test_after_any_registers_what_is_left_is_what_the_last_alone_would_leave(
    empty: str, tmp_path: Path, before: list[list[dict[str, str]]], last: list[dict[str, str]]
) -> None:
    def readings(*written: list[dict[str, str]]) -> Iterator[Reading]:
        return (a_register(tmp_path, rows) for rows in written)

    found = left_after(empty, tmp_path, readings(*before, last))
    assert found == left_after(empty, tmp_path, readings(last))


@few
@given(st.lists(registers(), min_size=2, max_size=4))
def test_after_any_registers_what_stands_is_what_the_last_tells(
    empty: str, tmp_path: Path, written: list[list[dict[str, str]]]
) -> None:
    database = after(empty, [a_register(tmp_path, rows) for rows in written])
    try:
        last = a_register(tmp_path, written[-1])
        assert clocks_stored(database) == clocks_told(last)
        assert standing_in(database).keys() == {read.event.id for read in last.events}
    finally:
        database.dispose()


def test_a_complaint_too_old_for_the_register_was_not_deleted(
    store: Database, tmp_path: Path
) -> None:
    old = {"reference": "C-0", "procedure": "statutory", "received_on": "06/01/2025"}
    old["stage1_responded_on"] = "24/02/2025"
    new = {"reference": "C-1", "procedure": "statutory", "received_on": "10/02/2025"}
    put(store, a_register(tmp_path, [old, new]))
    put(store, a_register(tmp_path, [new]))
    assert days(store, "complaint_received") == ["2025-01-06", "2025-02-10"]
    assert days(store, "complaint_responded") == ["2025-02-24"]


# Exports that say on which day they were written.


def a_dated(folder: Path, exported_on: date | None, rows: list[dict[str, str]]) -> Reading:
    reading = a_register(folder, rows)
    reading.exported_on = exported_on
    return reading


@few
@given(st.lists(registers(), min_size=2, max_size=3), st.data())
def test_exports_in_any_order_leave_what_they_leave_in_the_order_of_their_dates(
    empty: str, tmp_path: Path, written: list[list[dict[str, str]]], data: st.DataObject
) -> None:
    dated = [(date(2025, 5, number + 1), rows) for number, rows in enumerate(written)]
    found = []
    for order in (dated, data.draw(st.permutations(dated), label="order")):
        database = after(empty, [a_dated(tmp_path, day, rows) for day, rows in order])
        found.append({key: (each.on, each.type) for key, each in standing_in(database).items()})
        database.dispose()
    assert found[0] == found[1]


def test_an_older_export_takes_nothing_back_and_says_what_it_tells_in_vain(
    store: Database, tmp_path: Path
) -> None:
    newer = {"reference": "C-1", "procedure": "statutory", "received_on": "10/02/2025"}
    older = newer | {"received_on": "03/02/2025", "stage1_responded_on": "24/02/2025"}
    put(store, a_dated(tmp_path, date(2025, 5, 2), [newer]))
    result = put(store, a_dated(tmp_path, date(2025, 5, 1), [older]))
    assert days(store, "complaint_received") == ["2025-02-10"]
    assert days(store, "complaint_responded") == []
    assert result.cases == set()


def test_an_export_without_a_date_is_refused_where_an_earlier_one_had_one(
    store: Database, tmp_path: Path
) -> None:
    row = {"reference": "C-1", "procedure": "statutory", "received_on": "10/02/2025"}
    put(store, a_dated(tmp_path, date(2025, 5, 2), [row]))
    before = standing_in(store)
    with pytest.raises(ProblemError) as refused:
        put(store, a_dated(tmp_path, None, [row | {"received_on": "17/02/2025"}]))
    assert refused.value.code == "export_date_missing"
    assert "--exported-on DATE" in refused.value.remedy
    assert standing_in(store) == before


def test_an_older_export_of_a_year_that_is_known_better_is_set_aside(
    store: Database, tmp_path: Path
) -> None:
    def exported(day: int, held: str) -> Reading:
        reading = a_return(
            tmp_path / "return",
            header=[child()],
            episodes=[episode("07/05/2024")],
            reviews=[review_row(held)],
        )
        reading.exported_on = date(2025, 5, day)
        return reading

    put(store, exported(2, "03/06/2024"))
    result = put(store, exported(1, "10/06/2024"))
    assert days(store, "review_held") == ["2024-06-03"]
    lines = {line.title: line for line in result.accounting}
    assert lines["reviews"].set_aside == {"told_otherwise": 1}
    assert lines["episodes"].unchanged == 1
    put(store, exported(3, "10/06/2024"))
    assert days(store, "review_held") == ["2024-06-10"]
