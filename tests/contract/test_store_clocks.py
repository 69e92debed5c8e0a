from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text

from domain.clocks.clock import Clock, Doubt
from domain.clocks.moves import ClockMove, MoveKind
from domain.rules.after_due import AfterDue
from store import mapping
from store.database import Database
from store.engines import open_engine
from store.filters import ClockFilter
from tests.contract.store_examples import DAY, HOUR, NOON, a_clock

EVERY_FIELD = a_clock(
    after_due=AfterDue.PRACTICABLE,
    provisional=True,
    started_at=datetime(2024, 12, 20, 9, 30, tzinfo=UTC),
    due_at=datetime(2025, 1, 22, 23, 59, 59, tzinfo=UTC),
    not_before=date(2025, 1, 2),
    target_on=date(2025, 1, 3),
    extended_on=date(2025, 1, 4),
    completed_on=date(2025, 1, 5),
    completed_at=datetime(2025, 1, 5, 10, tzinfo=UTC),
    end_event=("mosaic", "R-2"),
    stopped_on=date(2025, 1, 6),
    superseded_on=date(2025, 1, 7),
    person="iro-7",
    team="north",
    doubt=Doubt("reviews", date(2025, 1, 8), "The table reviews could not be read."),
)


def store(database: Database, *clocks: Clock) -> None:
    with database.unit_of_work() as work:
        work.clocks.write([(clock, None) for clock in clocks], [])


def found_by(database: Database, **conditions: Any) -> list[str]:
    with database.reading() as work:
        found = work.clocks.search(ClockFilter(**conditions))
    return [clock.clock for clock in found]


def test_the_example_fills_every_field() -> None:
    empty = [field.name for field in fields(Clock) if getattr(EVERY_FIELD, field.name) is None]
    # What no clock's row holds: as which case its own lives is kept beside it.
    assert empty == ["own_case"]


@pytest.mark.parametrize("clock", [a_clock(), EVERY_FIELD])
def test_a_clock_comes_back_as_it_was(database: Database, clock: Clock) -> None:
    store(database, clock)
    with database.reading() as work:
        assert work.clocks.of_cases(["case-a", "case-b"]) == {"case-a": [clock], "case-b": []}


def test_writing_a_clock_again_replaces_it_and_deleting_removes_it(database: Database) -> None:
    store(database, a_clock("clock-1"), a_clock("clock-2"), a_clock("clock-3"))
    moved = a_clock("clock-1", due_on=date(2025, 1, 23), person="iro-8")
    with database.unit_of_work() as work:
        work.clocks.write([(moved, NOON)], ["clock-2"])
    with database.reading() as work:
        assert work.clocks.of_cases(["case-a"]) == {"case-a": [a_clock("clock-3"), moved]}
        assert work.clocks.reached(NOON) == [moved]


def test_a_clock_is_reached_when_its_next_rung_is_now_or_past(database: Database) -> None:
    past, now, later, none = (a_clock(f"clock-{number}") for number in range(4))
    with database.unit_of_work() as work:
        work.clocks.write([(now, NOON), (past, NOON - DAY), (later, NOON + HOUR), (none, None)], [])
    with database.reading() as work:
        assert work.clocks.reached(NOON) == [past, now]


def test_the_next_rung_of_a_clock_can_be_set_and_taken_away(database: Database) -> None:
    with database.unit_of_work() as work:
        work.clocks.write([(a_clock("clock-1"), NOON), (a_clock("clock-2"), NOON + DAY)], [])
        work.clocks.set_next_rung([("clock-1", None), ("clock-2", NOON - DAY)])
    with database.reading() as work:
        assert work.clocks.reached(NOON) == [a_clock("clock-2")]


def test_clearing_leaves_no_clock(database: Database) -> None:
    store(database, a_clock("clock-1"), a_clock("clock-2"))
    with database.unit_of_work() as work:
        assert work.clocks.count() == 2
        work.clocks.clear()
        assert work.clocks.count() == 0


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({}, ["clock-2", "clock-1", "clock-3"]),
        ({"clocks": ["clock-3", "clock-1"]}, ["clock-1", "clock-3"]),
        ({"clocks": []}, []),
        ({"cases": {"case-b"}}, ["clock-2"]),
        ({"cases": []}, []),
        ({"rules": ["lac.reviewer"]}, ["clock-3"]),
        ({"rules": []}, []),
        ({"families": ["lac.review"]}, ["clock-1"]),
        ({"families": ["lac", "cp"]}, ["clock-2", "clock-1", "clock-3"]),
        ({"families": ["cp.conference.review"]}, ["clock-2"]),
        ({"families": ["l_c"]}, []),
        ({"families": []}, []),
        ({"person": "iro-7"}, ["clock-2", "clock-3"]),
        ({"team": "north"}, ["clock-2"]),
        ({"due_before": date(2025, 1, 22)}, ["clock-2"]),
        ({"due_before": date(2025, 1, 23)}, ["clock-2", "clock-1"]),
        ({"open_only": True}, ["clock-1", "clock-3"]),
        ({"person": "iro-7", "open_only": True}, ["clock-3"]),
    ],
)
def test_a_search_gives_the_clocks_that_meet_every_condition_by_due_date(
    database: Database, conditions: dict[str, Any], found: list[str]
) -> None:
    store(
        database,
        a_clock("clock-1"),
        a_clock(
            "clock-2",
            case="case-b",
            rule="cp.conference.review",
            due_on=date(2025, 1, 21),
            completed_on=date(2025, 1, 20),
            person="iro-7",
            team="north",
        ),
        a_clock("clock-3", rule="lac.reviewer", due_on=date(2025, 1, 23), person="iro-7"),
    )
    assert found_by(database, **conditions) == found


@pytest.mark.parametrize("ended", ["completed_on", "stopped_on", "superseded_on"])
def test_the_cases_of_a_day_are_those_open_then_or_since(database: Database, ended: str) -> None:
    day = date(2025, 1, 6)
    on_it: dict[str, Any] = {ended: day}
    before: dict[str, Any] = {ended: day - DAY}
    store(
        database,
        a_clock("clock-1", "case-c"),
        a_clock("clock-2", "case-b", **on_it),
        a_clock("clock-3", "case-a", **before),
        a_clock("clock-4", "case-c", **on_it),
    )
    with database.reading() as work:
        assert work.clocks.cases_open_since(day) == ["case-b", "case-c"]


@pytest.mark.parametrize("by", ["clocks", "cases"])
def test_more_can_be_searched_for_than_one_statement_takes(
    database: Database, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    monkeypatch.setattr(mapping, "_CHUNK", 2)
    clocks = [a_clock(f"clock-{number}", f"case-{number}") for number in range(6)]
    store(database, *clocks)
    keys = {"clocks": [one.clock for one in clocks], "cases": [one.case for one in clocks]}
    assert found_by(database, **{by: keys[by][:5]}) == keys["clocks"][:5]


def test_the_beginning_of_an_id_finds_the_first_two_of_its_clocks(database: Database) -> None:
    store(database, *(a_clock(f"abcd-{number}") for number in (3, 1, 2)), a_clock("abc_-1"))
    with database.reading() as work:
        assert work.clocks.beginning("abcd-3") == ["abcd-3"]
        assert work.clocks.beginning("abc_") == ["abc_-1"]
        assert work.clocks.beginning("abcd") == ["abcd-1", "abcd-2"]
        assert work.clocks.beginning("bcd-1") == []


def test_the_rules_are_those_that_have_clocks(database: Database) -> None:
    store(database, a_clock("clock-1"), a_clock("clock-2"), a_clock("clock-3", rule="lac.pep"))
    with database.reading() as work:
        assert work.clocks.rules() == {"lac.review.first", "lac.pep"}


@pytest.mark.parametrize("ended", ["completed_on", "stopped_on", "superseded_on"])
def test_a_clock_that_has_ended_in_any_way_is_not_open(database: Database, ended: str) -> None:
    changes: dict[str, Any] = {ended: date(2025, 1, 6)}
    store(database, a_clock(**changes))
    assert found_by(database, open_only=True) == []


def test_what_happened_to_a_clock_comes_back_in_order(database: Database) -> None:
    created = ClockMove("clock-1", NOON, MoveKind.CREATED, None, date(2025, 1, 22), "event", "7")
    moved = ClockMove(
        "clock-1",
        NOON + DAY,
        MoveKind.MOVED,
        date(2025, 1, 22),
        date(2025, 1, 23),
        "bank_holiday_added",
        reason="asked for",
    )
    with database.unit_of_work() as work:
        work.moves.add([moved])
        work.moves.add([created])
    with database.reading() as work:
        history = work.moves.of_clocks(["clock-1", "clock-2"])
    assert history == {"clock-1": [created, moved], "clock-2": []}
    assert history["clock-1"][0].kind is MoveKind.CREATED


@pytest.mark.parametrize(
    "statement", ["UPDATE clock_move SET because = 'x'", "DELETE FROM clock_move"]
)
def test_the_history_of_a_clock_cannot_be_altered_even_by_hand(
    database: Database, database_url: str, statement: str
) -> None:
    with database.unit_of_work() as work:
        work.moves.add([ClockMove("clock-1", NOON, MoveKind.REMOVED, NOON.date(), None, "voided")])
    engine = open_engine(database_url)
    with engine.connect() as connection, pytest.raises(Exception, match="never altered"):
        connection.execute(text(statement))
    engine.dispose()
