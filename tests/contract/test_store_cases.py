from itertools import count

from sqlalchemy import inspect, text

from store.database import Database
from store.engines import open_engine
from tests.contract.store_examples import an_event


def test_a_case_keeps_its_reference_and_new_ones_get_one(database: Database) -> None:
    numbers = count(1)

    def new_ref() -> str:
        return f"ref-{next(numbers)}"

    with database.unit_of_work() as work:
        first = work.cases.refs_for([("mosaic", "1042"), ("mosaic", "1042")], new_ref)
    with database.unit_of_work() as work:
        second = work.cases.refs_for(
            [("other", "1042"), ("mosaic", "1042"), ("mosaic", "9")], new_ref
        )
    assert first == {("mosaic", "1042"): "ref-1"}
    assert second == {
        ("mosaic", "1042"): "ref-1",
        ("other", "1042"): "ref-2",
        ("mosaic", "9"): "ref-3",
    }
    with database.reading() as work:
        assert work.cases.find("1042") == ["ref-1", "ref-2"]
        assert work.cases.find("1043") == []
        assert work.cases.subjects(["ref-3", "ref-9"]) == {"ref-3": ("mosaic", "9")}
        assert (work.cases.all_refs(), work.cases.count()) == (["ref-1", "ref-2", "ref-3"], 3)


def test_numbers_with_zeros_in_front_are_found_by_their_source(database: Database) -> None:
    refs = (f"ref-{number}" for number in count(1))
    with database.unit_of_work() as work:
        for key in (("one", "0701"), ("one", "701"), ("two", "0802"), ("one", "A0")):
            work.cases.refs_for([key], lambda: next(refs))
        assert work.cases.beginning_with_zero("one") == {"0701"}
        assert work.cases.known_subjects("one", {"701", "702"}) == {"701"}
        assert work.cases.known_subjects("two", {"701"}) == set()


def test_the_beginning_of_a_reference_finds_the_first_two_of_its_cases(
    database: Database,
) -> None:
    with database.unit_of_work() as work:
        refs = iter(("abc-3", "abc-1", "abc-2", "ab_-1"))
        for number in range(4):
            work.cases.refs_for([("mosaic", str(number))], lambda: next(refs))
        assert work.cases.beginning("abc-3") == ["abc-3"]
        assert work.cases.beginning("ab_") == ["ab_-1"]
        assert work.cases.beginning("abc") == ["abc-1", "abc-2"]
        assert work.cases.beginning("bc-1") == []


def test_references_come_in_order_and_those_of_a_number_by_their_source(
    database: Database,
) -> None:
    refs = iter(("ref-3", "ref-1", "ref-2"))
    with database.unit_of_work() as work:
        for key in (("swift", "7"), ("mosaic", "9"), ("mosaic", "7")):
            work.cases.refs_for([key], lambda: next(refs))
        assert work.cases.all_refs() == ["ref-1", "ref-2", "ref-3"]
        assert work.cases.find("7") == ["ref-2", "ref-3"]


def test_only_the_table_of_case_numbers_holds_a_case_number(
    database: Database, database_url: str
) -> None:
    with database.unit_of_work() as work:
        refs = work.cases.refs_for([("mosaic", "canary-4711")], lambda: "ref-1")
        event = an_event(case=refs["mosaic", "canary-4711"])
        work.events.add([event], ["digest"], "batch-1")
    engine = open_engine(database_url)
    with engine.connect() as connection:
        holders = [
            table
            for table in inspect(connection).get_table_names()
            if "canary-4711" in str(connection.execute(text(f"SELECT * FROM {table}")).all())
        ]
    engine.dispose()
    assert holders == ["case_number"]
