"""What was refused or is missing, as the store keeps it."""

from dataclasses import replace
from datetime import date

import pytest

from domain.clocks.clock import Doubt
from domain.errors import ProblemError
from store.database import Database
from store.records import DoubtRecord
from tests.contract.store_examples import DAY, HOUR, NOON, a_clock

ONE = DoubtRecord(
    id="doubt-1",
    kind="ssda903",
    source="ssda903",
    case="case-a",
    table_name="reviews",
    tells=["review_held"],
    since=date(2024, 4, 1),
    until=date(2025, 3, 31),
    noted_on=date(2025, 1, 6),
    noted_at=NOON,
    code="ssda903_166",
    why="A row of the table reviews could not be read.",
    batch="batch-1",
    event_id="R-1",
)
# About every case of its source.
WIDE = replace(ONE, id="doubt-2", case=None, event_id=None, noted_at=NOON + HOUR)


@pytest.fixture
def filled(database: Database) -> Database:
    refs = iter(("case-a", "case-b", "case-c"))
    with database.unit_of_work() as work:
        for key in (("ssda903", "1"), ("ssda903", "2"), ("mosaic", "1")):
            work.cases.refs_for([key], lambda: next(refs))
        work.doubts.add([ONE, WIDE])
    return database


def test_a_doubt_comes_back_as_it_was_noted(filled: Database) -> None:
    with filled.reading() as work:
        assert work.doubts.open() == [ONE, WIDE]
        assert work.doubts.open("annex-a") == []
        assert work.doubts.search(["case-a"]) == [ONE]
        assert work.doubts.search() == [ONE, WIDE]
        assert work.doubts.of_ids(["doubt-2"]) == [WIDE]
        assert work.doubts.count_open() == {"ssda903": 2}


def test_open_doubts_are_counted_by_kind_and_found_by_how_their_ids_begin(
    filled: Database,
) -> None:
    others = [replace(ONE, id=name, kind="annex-a") for name in ("doubt-0", "doubt_3", "b-doubt-4")]
    with filled.unit_of_work() as work:
        work.doubts.add(others)
        work.doubts.settle(["b-doubt-4"], NOON + DAY, "seen in the file")
        assert work.doubts.count_open() == {"ssda903": 2, "annex-a": 2}
        # The oldest first, and of those as old by their ids.
        assert [one.id for one in work.doubts.open()] == [
            *("doubt-0", "doubt-1", "doubt_3", "doubt-2")
        ]
        assert work.doubts.beginning("doubt-") == ["doubt-0", "doubt-1"]
        assert work.doubts.beginning("doubt_") == ["doubt_3"]
        assert work.doubts.beginning("-doubt") == []


def test_a_case_has_its_own_doubts_and_those_of_its_source(filled: Database) -> None:
    with filled.reading() as work:
        found = work.doubts.of_cases(["case-a", "case-b", "case-c"])
        assert {ref: len(doubts) for ref, doubts in found.items()} == {"case-a": 2, "case-b": 1}
        (doubt,) = found["case-b"]
        assert (doubt.table, set(doubt.tells), doubt.until) == (
            "reviews",
            {"review_held"},
            date(2025, 3, 31),
        )


def test_a_settled_doubt_is_open_no_more_and_was_so_before(filled: Database) -> None:
    with filled.unit_of_work() as work:
        work.doubts.settle(["doubt-1"], NOON + DAY, "seen in the file", "DT-02")
        work.doubts.settle(["doubt-1"], NOON + 2 * DAY, "again")
    with filled.reading() as work:
        assert [one.id for one in work.doubts.open()] == ["doubt-2"]
        (kept,) = work.doubts.of_ids(["doubt-1"])
        assert (kept.settled_at, kept.settled_by) == (NOON + DAY, "DT-02")
        assert kept.settled_because == "seen in the file"
        assert len(work.doubts.of_cases(["case-a"])["case-a"]) == 1
        assert len(work.doubts.of_cases(["case-a"], NOON + 2 * HOUR)["case-a"]) == 2
        assert len(work.doubts.of_cases(["case-a"], NOON + DAY)["case-a"]) == 1
        assert len(work.doubts.of_cases(["case-a"], NOON)["case-a"]) == 1
        assert work.doubts.of_cases(["case-a"], NOON - HOUR) == {}
        ((at, doubt),) = work.doubts.settled_of_cases(["case-a"], NOON)["case-a"]
        assert (at, doubt.table) == (NOON + DAY, "reviews")
        assert work.doubts.settled_of_cases(["case-a"], NOON + DAY) == {}


def test_of_what_somebody_was_told_nobody_is_told_again(filled: Database) -> None:
    with filled.unit_of_work() as work:
        assert [one.id for one in work.doubts.untold()] == ["doubt-1", "doubt-2"]
        work.doubts.mark_told(["doubt-1"], NOON + DAY)
        work.doubts.mark_told(["doubt-1"], NOON + 2 * DAY)
        assert [one.id for one in work.doubts.untold()] == ["doubt-2"]
        assert [one.id for one in work.doubts.told_at([NOON + DAY])] == ["doubt-1"]
        assert work.doubts.told_at([NOON + 2 * DAY]) == []
        work.doubts.settle(["doubt-1"], NOON + 3 * DAY, "seen in the file")
        assert work.doubts.told_at([NOON + DAY]) == []


def test_no_doubt_is_ever_deleted(filled: Database) -> None:
    with pytest.raises(ProblemError), filled.unit_of_work() as work:
        work.doubts._connection.exec_driver_sql("DELETE FROM doubt")


def test_the_clocks_in_doubt_are_counted(database: Database) -> None:
    doubt = Doubt("reviews", date(2025, 1, 6), "The table reviews could not be read.")
    with database.unit_of_work() as work:
        clocks = [a_clock("clock-1"), a_clock("clock-2", doubt=doubt)]
        work.clocks.write([(clock, None) for clock in clocks])
        assert work.clocks.count_in_doubt() == 1
        work.clocks.write([(a_clock("clock-2"), None)])
        assert work.clocks.count_in_doubt() == 0


def test_the_cases_of_some_sources_are_found_in_order(filled: Database) -> None:
    with filled.unit_of_work() as work:
        work.cases.refs_for([("ssda903", "3")], lambda: "case-0")
        assert work.cases.of_sources(["ssda903"]) == ["case-0", "case-a", "case-b"]
        assert work.cases.of_sources(["mosaic"]) == ["case-c"]


def test_a_case_that_lives_on_has_the_doubts_of_those_that_live_as_it(filled: Database) -> None:
    with filled.unit_of_work() as work:
        work.joins.set_living({"case-a": "case-c"})
    with filled.reading() as work:
        found = work.doubts.of_cases(["case-a", "case-b", "case-c"])
        assert {ref: len(doubts) for ref, doubts in found.items()} == {"case-c": 2, "case-b": 1}
        assert work.doubts.search(["case-c"]) == [ONE]
