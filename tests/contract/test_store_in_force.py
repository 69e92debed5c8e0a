from datetime import date

import pytest
from sqlalchemy import text

from store.database import Database
from store.engines import open_engine
from store.records import CalendarRecord, RulebookRecord
from tests.contract.store_examples import DAY, HOUR, NOON

FIRST = RulebookRecord("statutory", "the first rules")
SECOND = RulebookRecord("anyshire", "other rules", NOON, "New procedure")
THIRD = RulebookRecord("anyshire", "yet other rules", NOON + DAY, "Newer procedure")
AUGUST, SEPTEMBER, NOVEMBER = date(2022, 8, 1), date(2022, 9, 10), date(2022, 11, 6)


def test_a_new_store_has_no_rules_in_force(database: Database) -> None:
    with database.reading() as work:
        assert work.rulebooks.last() is None
        assert work.rulebooks.last(NOON) is None
        assert work.cases.none_yet()


def test_the_rules_in_force_are_those_put_there_last(database: Database) -> None:
    with database.unit_of_work() as work:
        for record in (FIRST, SECOND, THIRD):
            work.rulebooks.add(record)
        assert work.rulebooks.last() == THIRD


def test_the_rules_of_a_past_instant_are_those_applied_by_then(database: Database) -> None:
    with database.unit_of_work() as work:
        for record in (FIRST, SECOND, THIRD):
            work.rulebooks.add(record)
        assert work.rulebooks.last(NOON - DAY) == FIRST
        assert work.rulebooks.last(NOON) == SECOND
        assert work.rulebooks.last(NOON + HOUR) == SECOND
        assert work.rulebooks.last(NOON + DAY) == THIRD


def test_the_snapshot_of_a_past_instant_is_the_one_that_was_replaced_next(
    database: Database,
) -> None:
    with database.unit_of_work() as work:
        assert work.calendars.taken_on(NOON) is None
        work.calendars.add(CalendarRecord(NOON, SEPTEMBER, AUGUST, "Proclamation"))
        work.calendars.add(CalendarRecord(NOON + DAY, NOVEMBER, SEPTEMBER))
        assert work.calendars.taken_on(NOON - HOUR) == AUGUST
        assert work.calendars.taken_on(NOON) == SEPTEMBER
        assert work.calendars.taken_on(NOON + DAY) is None


@pytest.mark.parametrize("table", ["rulebook_in_force", "calendar_in_force"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}"])
def test_what_was_in_force_cannot_be_altered_even_by_hand(
    database: Database, database_url: str, table: str, statement: str
) -> None:
    with database.unit_of_work() as work:
        work.rulebooks.add(FIRST)
        work.calendars.add(CalendarRecord(NOON, SEPTEMBER, AUGUST))
    engine = open_engine(database_url)
    with engine.connect() as connection, pytest.raises(Exception, match="never altered"):
        connection.execute(text(statement.format(table)))
    engine.dispose()


def test_a_store_with_a_case_is_not_new(database: Database) -> None:
    with database.unit_of_work() as work:
        work.cases.refs_for([("mosaic", "1")], lambda: "case-a")
        assert not work.cases.none_yet()
