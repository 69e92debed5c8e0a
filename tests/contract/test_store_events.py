from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from domain.case.events import Event
from domain.errors import ProblemError
from store import mapping
from store.database import Database, open_database
from store.engines import open_engine
from tests.contract.store_examples import DAY, NOON, an_event


def store(database: Database, *events: Event) -> None:
    with database.unit_of_work() as work:
        work.events.add(events, [f"digest of {event.id}" for event in events], "batch-1")


def test_an_event_comes_back_as_it_was_with_every_kind_of_attribute(database: Database) -> None:
    event = an_event(
        at=datetime(2025, 1, 6, 9, 30, 0, 123456, tzinfo=UTC),
        attributes={
            "meeting_at": datetime(2025, 3, 30, 1, 30, tzinfo=UTC),
            "received_on": date(2025, 1, 5),
            "complete": False,
            "number": 0,
            "part": "whole",
        },
        corrects="R-0",
        voids="R-00",
    )
    store(database, event)
    with database.reading() as work:
        assert work.events.of_cases(["case-a"]) == {"case-a": [event]}


def test_an_instant_with_another_offset_comes_back_in_utc(database: Database) -> None:
    summer = timezone(timedelta(hours=1))
    at = datetime(2025, 7, 1, 9, tzinfo=summer)
    store(database, an_event(at=at, attributes={"meeting_at": at}))
    with database.reading() as work:
        (event,) = work.events.of_cases(["case-a"])["case-a"]
    assert (event.at, event.at and event.at.tzinfo) == (at, UTC)
    assert event.attributes["meeting_at"].isoformat() == "2025-07-01T08:00:00+00:00"


@pytest.mark.parametrize(
    "naive",
    [
        {"at": datetime(2025, 1, 6, 9)},  # noqa: DTZ001
        {"attributes": {"meeting_at": datetime(2025, 1, 6, 9)}},  # noqa: DTZ001
    ],
)
def test_a_naive_time_is_refused_and_nothing_is_kept(
    database: Database, naive: dict[str, Any]
) -> None:
    with pytest.raises((StatementError, ValueError), match="offset from UTC"):
        store(database, an_event("R-2"), an_event(**naive))
    with database.reading() as work:
        assert work.events.count() == 0


def test_every_case_asked_for_has_a_list_of_its_own_events_by_date(database: Database) -> None:
    store(
        database,
        an_event("R-2", on=date(2025, 2, 1)),
        an_event("R-1", on=date(2025, 1, 1)),
        an_event("R-3", case="case-b"),
    )
    with database.reading() as work:
        cases = work.events.of_cases(["case-a", "case-c"])
        assert (work.events.count(), work.events.latest_on()) == (3, date(2025, 2, 1))
    assert [event.id for event in cases["case-a"]] == ["R-1", "R-2"]
    assert cases["case-c"] == []
    assert set(cases) == {"case-a", "case-c"}


def test_there_is_no_latest_event_before_there_is_one(database: Database) -> None:
    with database.reading() as work:
        assert work.events.latest_on() is None


def test_an_amendment_reported_under_another_case_comes_with_the_case_it_amends(
    database: Database,
) -> None:
    store(
        database,
        an_event("R-1", case="case-a"),
        an_event("R-2", case="case-b", corrects="R-1"),
        an_event("R-3", case="case-c", voids="R-2"),
        an_event("R-4", case="case-d", voids="R-3"),
        an_event("R-5", case="case-e"),
        an_event("R-6", case="case-e", source="other", corrects="R-1"),
    )
    with database.reading() as work:
        cases = work.events.of_cases(["case-a"])
    assert [event.id for event in cases["case-a"]] == ["R-1", "R-2", "R-3", "R-4"]
    assert cases["case-a"][1].case == "case-b"


def test_an_amendment_is_followed_also_within_the_case_that_it_was_reported_under(
    database: Database,
) -> None:
    store(
        database,
        an_event("R-1", case="case-a"),
        an_event("R-2", case="case-a"),
        an_event("R-3", case="case-b", corrects="R-1", voids="R-2"),
        an_event("R-4", case="case-b", voids="R-3"),
        an_event("R-5", case="case-c"),
        an_event("R-6", case="case-a", corrects="R-5"),
        an_event("R-7", case="case-c", voids="R-6"),
    )
    with database.reading() as work:
        cases = work.events.of_cases(["case-a", "case-c"])
    assert {case: sorted(event.id for event in events) for case, events in cases.items()} == {
        "case-a": ["R-1", "R-2", "R-3", "R-4", "R-6", "R-7"],
        "case-c": ["R-5", "R-6", "R-7"],
    }


def test_two_events_that_amend_each_other_across_cases_come_once_each(database: Database) -> None:
    store(
        database,
        an_event("R-1", case="case-a", corrects="R-2"),
        an_event("R-2", case="case-b", corrects="R-1"),
    )
    with database.reading() as work:
        cases = work.events.of_cases(["case-a", "case-b"])
    assert {case: sorted(event.id for event in events) for case, events in cases.items()} == {
        "case-a": ["R-1", "R-2"],
        "case-b": ["R-1", "R-2"],
    }


def test_what_was_learned_later_was_not_known_then(database: Database) -> None:
    store(database, an_event("R-1"), an_event("R-2", recorded_at=NOON + DAY))
    with database.reading() as work:
        then = work.events.of_cases(["case-a"], known_at=NOON)
    assert [event.id for event in then["case-a"]] == ["R-1"]


def test_an_amendment_from_elsewhere_that_was_learned_later_was_not_known_then(
    database: Database,
) -> None:
    store(
        database,
        an_event("R-1"),
        an_event("R-2", case="case-b", corrects="R-1", recorded_at=NOON + DAY),
        an_event("R-3", case="case-c", voids="R-2", recorded_at=NOON + 2 * DAY),
    )
    known: dict[int, list[str]] = {}
    with database.reading() as work:
        for days in range(3):
            then = work.events.of_cases(["case-a"], known_at=NOON + days * DAY)
            known[days] = sorted(event.id for event in then["case-a"])
    assert known == {0: ["R-1"], 1: ["R-1", "R-2"], 2: ["R-1", "R-2", "R-3"]}


def test_amendments_are_those_of_one_source_in_however_many_statements(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapping, "_CHUNK", 1)
    store(
        database,
        *(an_event("R-1", case="case-a"), an_event("R-2", case="case-b")),
        *(an_event("R-3", case="case-c", voids="R-1"), an_event("R-4", case="case-c", voids="R-2")),
        an_event("R-3", case="case-d", source="other"),
        an_event("R-5", case="case-e", source="other", voids="R-3"),
    )
    with database.reading() as work:
        cases = work.events.of_cases(["case-a", "case-b"])
    told = {case: sorted(event.id for event in events) for case, events in cases.items()}
    assert told == {"case-a": ["R-1", "R-3"], "case-b": ["R-2", "R-4"]}
    with database.unit_of_work() as work:
        work.joins.set_living({"case-b": "case-a"})
        (both,) = work.events.of_cases(["case-a"]).values()
    assert sorted(event.id for event in both) == ["R-1", "R-2", "R-3", "R-4"]


def test_until_a_day_keeps_that_day_and_every_amendment(database: Database) -> None:
    store(
        database,
        an_event("R-1", on=date(2025, 1, 6)),
        an_event("R-2", on=date(2025, 1, 7)),
        an_event("R-3", on=date(2025, 1, 20), corrects="R-1"),
        an_event("R-4", on=date(2025, 1, 20), case="case-b", voids="R-1"),
    )
    with database.reading() as work:
        found = work.events.of_cases(["case-a"], until=date(2025, 1, 6))
    assert [event.id for event in found["case-a"]] == ["R-1", "R-3", "R-4"]


def test_one_type_can_be_asked_for_and_comes_with_every_amendment(database: Database) -> None:
    store(
        database,
        an_event("R-1", type="responsible_assigned"),
        an_event("R-2"),
        an_event("R-3", voids="R-1"),
        an_event("R-4", case="case-b", type="responsible_assigned", corrects="R-2"),
    )
    with database.reading() as work:
        found = work.events.of_cases(["case-a"], types={"responsible_assigned"})
    assert [event.id for event in found["case-a"]] == ["R-1", "R-3", "R-4"]


def test_what_a_source_told_is_its_own_and_by_date(database: Database) -> None:
    first = an_event("R-1", on=date(2025, 1, 7))
    second = an_event("R-2", case="case-b", corrects="R-1", on=date(2025, 1, 6))
    store(database, first, second, an_event("R-5", case="case-b", source="other"))
    with database.reading() as work:
        assert work.events.of_source("mosaic") == [second, first]
        assert work.events.of_source("third") == []


def test_what_a_source_told_is_of_its_own_case_although_that_lives_as_another(
    database: Database,
) -> None:
    first = an_event("R-1")
    store(database, first)
    with database.unit_of_work() as work:
        work.joins.set_living({"case-a": "case-b"})
    with database.reading() as work:
        (found,) = work.events.of_source("mosaic")
    assert (found, found.own_case) == (first, None)


def test_what_is_compared_of_the_log_is_of_one_source_and_some_cases(database: Database) -> None:
    store(
        database,
        an_event("R-1"),
        an_event("R-2", corrects="R-1"),
        an_event("R-3", voids="R-2"),
        an_event("R-4", case="case-b"),
        an_event("R-5", source="other"),
    )
    with database.reading() as work:
        found = work.events.logged("mosaic", ["case-a", "case-c"])
        told = [(one.event_id, one.case, one.corrects, one.voids) for one in found]
        assert sorted(told, key=str) == [
            ("R-1", "case-a", None, None),
            ("R-2", "case-a", "R-1", None),
            ("R-3", "case-a", None, "R-2"),
        ]
        digests = {one.event_id: one.digest for one in found}
        assert digests == {one: f"digest of {one}" for one in ("R-1", "R-2", "R-3")}


def test_events_of_a_type_come_by_date_and_then_by_source_and_id(database: Database) -> None:
    later = date(2025, 1, 7)
    store(
        database,
        an_event("R-9"),
        an_event("R-2", on=later),
        an_event("R-1", on=later, source="other"),
        an_event("R-3", on=later),
    )
    with database.reading() as work:
        found = work.events.of_types({"review_held"})
        assert [one.id for one in found] == ["R-9", "R-2", "R-3", "R-1"]
        assert found == work.events.of_cases(["case-a"])["case-a"]


def test_the_cases_after_a_day_are_those_of_what_happened_or_was_amended_since(
    database: Database,
) -> None:
    day = date(2025, 1, 6)
    store(
        database,
        an_event("R-1", case="case-a"),
        an_event("R-2", case="case-b"),
        an_event("R-3", case="case-c", on=day + DAY, voids="R-1"),
        an_event("R-4", case="case-d"),
        an_event("R-1", case="case-e", source="other"),
    )
    with database.reading() as work:
        assert work.events.cases_after(day) == ["case-a", "case-c"]
        assert len(work.events.cases_after(day - DAY)) == 5
        assert work.events.cases_after(day + DAY) == []


def test_digests_are_those_of_the_events_stored(database: Database) -> None:
    with database.unit_of_work() as work:
        work.events.add([an_event("R-1"), an_event("R-1", source="other")], ["1", "2"], "batch-1")
    with database.reading() as work:
        found = work.events.digests([("mosaic", "R-1"), ("other", "R-1"), ("mosaic", "R-9")])
    assert found == {("mosaic", "R-1"): "1", ("other", "R-1"): "2"}


def test_the_cases_targeted_are_those_that_hold_the_events(database: Database) -> None:
    store(database, an_event("R-1"), an_event("R-2", case="case-b"), an_event("R-3", case="case-c"))
    with database.reading() as work:
        found = work.events.cases_targeted([("mosaic", "R-1"), ("mosaic", "R-2"), ("x", "R-3")])
    assert found == {"case-a", "case-b"}


def test_more_cases_can_be_asked_for_than_one_statement_takes(database: Database) -> None:
    refs = [f"case-{number}" for number in range(40_000)]
    store(database, an_event("R-1", case=refs[0]), an_event("R-2", case=refs[-1]))
    with database.reading() as work:
        cases = work.events.of_cases(refs)
    assert len(cases) == 40_000
    assert [len(cases[refs[0]]), len(cases[refs[1]]), len(cases[refs[-1]])] == [1, 0, 1]


def test_an_event_stored_twice_is_a_conflict_that_names_nobody(database: Database) -> None:
    store(database, an_event("canary-4711"))
    with pytest.raises(ProblemError) as problem:
        store(database, an_event("R-2"), an_event("canary-4711"))
    assert problem.value.code == "database_conflict"
    assert "canary" not in str(problem.value)
    with database.reading() as work:
        assert work.events.count() == 1


@pytest.mark.parametrize("statement", ["UPDATE event SET type = 'born'", "DELETE FROM event"])
def test_the_event_log_cannot_be_altered_even_by_hand(
    database: Database, database_url: str, statement: str
) -> None:
    store(database, an_event())
    engine = open_engine(database_url)
    with engine.connect() as connection, pytest.raises(Exception, match="never altered"):
        connection.execute(text(statement))
    engine.dispose()
    with database.reading() as work:
        assert work.events.of_cases(["case-a"]) == {"case-a": [an_event()]}


def test_what_was_committed_is_there_after_a_restart(database: Database, database_url: str) -> None:
    store(database, an_event())
    database.dispose()
    again = open_database(database_url)
    again.migrate()
    with again.reading() as work:
        assert work.events.of_cases(["case-a"]) == {"case-a": [an_event()]}
    again.dispose()
