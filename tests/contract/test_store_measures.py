"""What people record about the figures: kept in order, never altered."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from domain.measures.rating import Rag
from domain.measures.recorded import Comparator, Override, Published
from store.database import Database
from store.engines import open_engine
from tests.contract.store_examples import DAY, NOON, a_clock, an_event

YEAR = (date(2025, 4, 1), date(2026, 3, 31))
MARKS = (Decimal("81.25"), Decimal(90), Decimal("95.5"))
GREEN = Override("cp.reviews.on_time", *YEAR, Rag.GREEN, "Agreed", "HS-01")


def a_publication(as_at: date, value: float) -> Published:
    content = {"value": value, "bands": [{"band": "0 to 10", "count": 3}], "by": None}
    return Published("cp.reviews.on_time", *YEAR, None, as_at, "Annual report", content)


def test_a_restated_figure_is_kept_beside_the_one_published_first(database: Database) -> None:
    first, restated = a_publication(date(2026, 4, 9), 75.7), a_publication(date(2026, 9, 1), 76.1)
    with database.unit_of_work() as work:
        work.measures.add_published([first], NOON)
        work.measures.add_published([restated], NOON + DAY)
    with database.reading() as work:
        assert work.measures.published() == (first, restated)


def test_a_figure_of_a_group_is_kept_with_its_group(database: Database) -> None:
    of_a_team = replace(a_publication(date(2026, 4, 9), 75.7), group="North")
    with database.unit_of_work() as work:
        work.measures.add_published([of_a_team], NOON)
    with database.reading() as work:
        assert work.measures.published() == (of_a_team,)


def test_comparators_come_back_to_the_last_decimal(database: Database) -> None:
    given = [
        Comparator("cp.reviews.on_time", *YEAR, MARKS, Decimal("91.3")),
        Comparator("cp.reviews.on_time", *YEAR, MARKS, None),
    ]
    with database.unit_of_work() as work:
        work.measures.add_comparators(given, NOON)
        work.measures.add_comparators([], NOON)
    with database.reading() as work:
        assert work.measures.comparators() == tuple(given)


def test_a_colour_taken_back_is_recorded_as_well(database: Database) -> None:
    taken_back = Override("cp.reviews.on_time", *YEAR, None, "Not agreed after all", "HS-01")
    with database.unit_of_work() as work:
        work.measures.add_override(GREEN, NOON)
        work.measures.add_override(taken_back, NOON + DAY)
    with database.reading() as work:
        assert work.measures.overrides() == (GREEN, taken_back)


@pytest.mark.parametrize(
    "statement", ["UPDATE measure_record SET reason = 'x'", "DELETE FROM measure_record"]
)
def test_what_was_recorded_is_never_altered_or_removed(
    database: Database, database_url: str, statement: str
) -> None:
    with database.unit_of_work() as work:
        work.measures.add_override(GREEN, NOON)
    engine: Engine = open_engine(database_url)
    with pytest.raises(DBAPIError, match="never altered"), engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_events_of_some_types_come_with_every_amendment(database: Database) -> None:
    told = [
        an_event("R-1"),
        an_event("R-2", type="child_visited"),
        an_event("R-3", type="event_voided", voids="R-1", on=date(2025, 2, 1)),
        an_event("R-4", "case-b", type="child_visited", corrects="R-2", on=date(2025, 3, 1)),
    ]
    with database.unit_of_work() as work:
        work.events.add(told, ["digest"] * 4, "batch")
    with database.reading() as work:
        found = work.events.of_types(["review_held"])
        assert [one.id for one in found] == ["R-1", "R-3", "R-4"]
        assert work.events.of_types([]) == []
        # R-2 of case-a was moved past the day by an event of another case.
        assert work.events.cases_after(date(2025, 2, 1)) == ["case-a", "case-b"]
        assert work.events.cases_after(date(2025, 3, 1)) == []


def test_the_duties_since_a_day_leave_out_what_was_over_before_it(database: Database) -> None:
    clocks = [
        a_clock("open", due_on=date(2024, 1, 1)),
        a_clock("due since", due_on=date(2025, 1, 22), stopped_on=date(2025, 1, 1)),
        a_clock(
            "done since",
            due_on=date(2024, 1, 1),
            completed_on=date(2025, 1, 2),
            end_event=("mosaic", "R-9"),
        ),
        a_clock("due that day", due_on=date(2025, 1, 1), completed_on=date(2024, 12, 31)),
        a_clock("done that day", due_on=date(2024, 1, 1), completed_on=date(2025, 1, 1)),
        a_clock("long over", due_on=date(2024, 12, 31), completed_on=date(2024, 12, 31)),
        a_clock("another rule", rule="lac.review.second"),
    ]
    with database.unit_of_work() as work:
        work.clocks.write([(clock, None) for clock in clocks])
    with database.reading() as work:
        duties = work.clocks.duties(["lac.review.first"], date(2025, 1, 1))
        found = {duty.clock: duty for _, duty in duties}
        assert list(work.clocks.duties([], date(2025, 1, 1))) == []
    assert set(found) == {"open", "due since", "done since", "due that day", "done that day"}
    assert found["done since"].ended_by == ("mosaic", "R-9")
    assert found["open"].ended_by is None
