"""Any editions of an SSDA903 return in any order: the last counts, of its own year only."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.case.corrections import standing
from intake.reading import Reading
from store.database import open_database
from tests.support.copies import copy_of
from tests.support.editions import british, clocks_stored, clocks_told, put, stored
from tests.support.ssda903_editions import COLUMNS, a_return
from tests.support.what_is_left import left_after
from tests.unit.intake.rows import child, episode, review

BEFORE = ["2023-06-05", "2024-02-10", "2024-02-17"]


@st.composite
def editions_of_a_child(draw: st.DrawFn, number: str) -> dict[str, list[str]]:
    """One child as some edition tells it: nothing in it is refused."""
    if number == "2" and draw(st.booleans()):
        return {}
    began = draw(st.sampled_from([*BEFORE, "2024-04-15", "2024-05-07"]))
    second = draw(st.sampled_from([None, "2024-06-10", "2024-07-15", "2024-11-04"]))
    ended = draw(st.sampled_from([None, None, "2025-02-03", "2025-03-10"]))
    first_reason = draw(st.sampled_from("SSP"))
    last = ("", "") if ended is None else (british(ended), "E4A")
    rows = []
    if second is not None:
        until = british(second)
        rows.append(
            episode(british(began), first_reason, number=number, dec=until, rec="X1", place="U6")
        )
        reason = draw(st.sampled_from("PLT"))
        rows.append(
            episode(until, reason, number=number, ls="E1", place="U4", dec=last[0], rec=last[1])
        )
    else:
        rows.append(episode(british(began), first_reason, number=number, dec=last[0], rec=last[1]))
    held = draw(st.sets(st.sampled_from(["2024-05-20", "2024-06-03", "2024-08-20", "2024-11-11"])))
    went = draw(st.sets(st.sampled_from(["2024-06-17", "2024-09-09"])))
    return {
        "header": [child(number)],
        "episodes": rows,
        "reviews": [review(british(day), number=number) for day in sorted(held)],
        "missing": [f"{number},01/02/2015,M,{british(day)},{british(day)}" for day in sorted(went)],
    }


@st.composite
def whole_editions(draw: st.DrawFn) -> dict[str, list[str]]:
    parts = [draw(editions_of_a_child(number)) for number in ("1", "2")]
    return {name: [row for part in parts for row in part.get(name, [])] for name in COLUMNS}


@st.composite
def damaged_editions(draw: st.DrawFn) -> dict[str, list[str]]:
    """An edition of which something cannot be read, or a table is missing."""
    tables = draw(whole_editions())
    number = draw(st.sampled_from("12"))
    how = draw(st.sampled_from(["a review", "an episode", "no reviews", "no header", "nobody"]))
    if how == "a review":
        tables["reviews"].append(review("41/05/2024", number=number))
    elif how == "an episode":
        tables["episodes"].append(episode("41/05/2024", number=number))
    elif how == "nobody":
        tables["missing"].append(",01/02/2015,M,17/06/2024,17/06/2024")
    else:
        del tables[how.removeprefix("no ")]
    return tables


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(whole_editions() | damaged_editions(), min_size=1, max_size=3), whole_editions())
def test_after_any_editions_what_is_left_is_what_the_last_alone_would_leave(
    empty: str, tmp_path: Path, before: list[dict[str, list[str]]], last: dict[str, list[str]]
) -> None:
    def readings(*written: dict[str, list[str]]) -> Iterator[Reading]:
        return (a_return(tmp_path / "edition", tables) for tables in written)

    assert [reading.refusals for reading in readings(last)] == [[]]
    found = left_after(empty, tmp_path, readings(*before, last))
    assert found == left_after(empty, tmp_path, readings(last))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_after_any_editions_in_any_order_the_clocks_are_those_of_the_last(
    empty: str, tmp_path: Path, data: st.DataObject
) -> None:
    written = data.draw(st.lists(whole_editions(), min_size=2, max_size=3))
    order = data.draw(
        st.lists(st.integers(0, len(written) - 1), min_size=2, max_size=4), label="order"
    )
    database = open_database(copy_of(empty))
    folder = tmp_path / "edition"
    try:
        for place in order:
            reading = a_return(folder, written[place])
            assert reading.refusals == []
            put(database, reading, accept_removals=True)
        last = a_return(folder, written[order[-1]])
        assert clocks_stored(database) == clocks_told(last)
    finally:
        database.dispose()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(whole_editions(), min_size=1, max_size=2),
    st.sampled_from(["2022-05-09", "2023-06-05", "2024-02-10"]),
    st.booleans(),
)
def test_no_edition_takes_back_what_the_return_of_another_year_tells_of_its_own(
    empty: str, tmp_path: Path, written: list[dict[str, list[str]]], began: str, is_last: bool
) -> None:
    folder = tmp_path / "edition"
    former = {
        "header": [child(), child("2")],
        "episodes": [episode(british(began)), episode(british(began), "P", number="2")],
        "reviews": [review("04/03/2024", number=number) for number in ("1", "2")],
        "missing": ["2,01/02/2015,M,11/03/2024,12/03/2024"],
    }
    database = open_database(copy_of(empty))
    try:
        readings = [a_return(folder, tables) for tables in written]
        readings.insert(len(readings) if is_last else 0, a_return(folder, former, year=2023))
        for reading in readings:
            put(database, reading, accept_removals=True)
        standing_ids = {event.id for events in stored(database) for event in standing(events)}
        beginning = date(2024, 4, 1)
        told = [read.event for read in a_return(folder, former, year=2023).events]
        told += [
            read.event
            for read in a_return(folder, written[-1]).events
            if read.event.on >= beginning
        ]
        assert {event.id for event in told} <= standing_ids
    finally:
        database.dispose()
