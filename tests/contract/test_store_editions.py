"""What each source tells now, kept as it was told and without a case number."""

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.case.editions import Coverage, Edition
from store.database import Database
from tests.contract.store_examples import NOON, an_event

COVERAGE = Coverage(
    since={"review_held": date(2024, 4, 1), "went_missing": date(2024, 4, 1)},
    until=date(2025, 3, 31),
    open_before={"went_missing": frozenset({"found"})},
    one_at_a_time=frozenset({"went_missing"}),
    latest_only={"child_visited": "became_looked_after"},
    of_a_case={"decision_made": "adopter_accepted"},
    years=(date(2023, 4, 1),),
)
TOLD = (
    an_event("R-1", recorded_at=None),
    an_event(
        "R-2",
        recorded_at=None,
        at=datetime(2025, 1, 6, 9, 30, tzinfo=UTC),
        attributes={"meeting_at": datetime(2025, 3, 30, 1, 30, tzinfo=UTC), "complete": False},
    ),
)
EDITION = Edition(
    source="mosaic",
    scope=date(2024, 4, 1),
    table="reviews",
    imported_at=NOON,
    exported_on=date(2025, 5, 2),
    coverage=COVERAGE,
    events=TOLD,
)
OF_ANY_DAY = Edition(source="mosaic", scope=None, table="", imported_at=NOON, is_former=True)


def kept(database: Database, source: str = "mosaic") -> list[Edition]:
    with database.reading() as work:
        return [one.edition for one in work.editions.of_source(source)]


def test_an_edition_comes_back_as_it_was(database: Database) -> None:
    with database.unit_of_work() as work:
        work.editions.add([EDITION, OF_ANY_DAY, replace(EDITION, source="other")])
        work.editions.add([])
    assert kept(database) == [EDITION, OF_ANY_DAY]


def test_what_the_editions_of_each_source_cover_is_told_without_their_events(
    database: Database,
) -> None:
    with database.unit_of_work() as work:
        work.editions.add([EDITION, OF_ANY_DAY, replace(EDITION, source="other")])
        found = work.editions.coverages()
    assert found == {"mosaic": [COVERAGE, Coverage()], "other": [COVERAGE]}


def test_an_edition_gives_its_place_to_another_and_goes(database: Database) -> None:
    shorter = replace(EDITION, events=TOLD[:1])
    with database.unit_of_work() as work:
        work.editions.add([EDITION, OF_ANY_DAY])
        first, second = work.editions.of_source("mosaic")
        work.editions.rewrite(first.number, shorter)
        work.editions.remove([second.number])
        work.editions.remove([])
    assert kept(database) == [shorter]


def test_cases_that_were_begun_are_known_until_they_are_finished(database: Database) -> None:
    with database.unit_of_work() as work:
        work.editions.begin("mosaic", ["case-b", "case-a"])
        work.editions.begin("mosaic", ["case-a", "case-c"])
        work.editions.begin("other", [])
    with database.unit_of_work() as work:
        assert work.editions.unfinished("mosaic") == {"case-a", "case-b", "case-c"}
        work.editions.finish("other")
        assert work.editions.unfinished("other") == set()
        assert work.editions.unfinished("mosaic") == {"case-a", "case-b", "case-c"}
        work.editions.finish("mosaic")
        assert work.editions.unfinished("mosaic") == set()
