from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text

from domain.clocks.alerts import Alert, DeliveryState
from domain.errors import ProblemError
from store import mapping
from store.database import Database
from store.engines import open_engine
from store.filters import AlertFilter
from tests.contract.store_examples import DAY, HOUR, NOON, a_delivery, an_alert


def store(database: Database, *alerts: Alert) -> None:
    with database.unit_of_work() as work:
        work.alerts.add(alerts)


def test_an_alert_comes_back_as_it_was(database: Database) -> None:
    alert = an_alert(
        due_at=datetime(2025, 1, 22, 17, tzinfo=UTC),
        at_once=True,
        late_because="the event came late",
        withdrawn_at=NOON + DAY,
        withdrawn_because="corrected",
    )
    store(database, alert)
    with database.reading() as work:
        assert work.alerts.of_lineages(["clock-1", "clock-2"]) == {
            "clock-1": [alert],
            "clock-2": [],
        }


def test_only_alerts_that_were_not_there_are_added(database: Database) -> None:
    first, second = an_alert(rung="-10wd"), an_alert(rung="-5wd")
    with database.unit_of_work() as work:
        assert work.alerts.add([first]) == {first.id}
        assert work.alerts.add([first, second, second]) == {second.id}
        assert work.alerts.add([]) == set()


def test_the_same_rung_for_the_same_person_is_one_alert_whatever_its_id(
    database: Database,
) -> None:
    store(database, an_alert())
    with database.unit_of_work() as work:
        assert work.alerts.add([an_alert(id="another-id")]) == set()
        revised = an_alert(revision=1)
        assert work.alerts.add([revised]) == {revised.id}


def test_the_alerts_of_a_lineage_come_oldest_first(database: Database) -> None:
    alerts = [
        an_alert(rung="0", raised_at=NOON + HOUR, id="a"),
        an_alert(rung="-2wd", reached_at=NOON, id="b"),
        an_alert(rung="-5wd", id="d"),
        an_alert(rung="-10wd", id="c"),
    ]
    store(database, *alerts)
    with database.reading() as work:
        found = [alert for alert, _ in work.alerts.search(AlertFilter())]
        assert [alert.id for alert in found] == ["c", "d", "b", "a"]
        assert work.alerts.of_lineages(["clock-1"])["clock-1"] == found


def test_a_lineage_has_the_alerts_of_its_aliases_until_they_are_dropped(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapping, "_CHUNK", 1)
    mine, theirs, of_a_third = (an_alert(f"clock-{number}") for number in (1, 2, 3))
    store(database, mine, theirs, of_a_third)
    with database.unit_of_work() as work:
        # Of the last there is no alert.
        aliases = dict.fromkeys(("clock-2", "clock-3", "clock-9"), ("clock-1", "case-a"))
        work.alerts.set_aliases(aliases)
        found = work.alerts.of_lineages(["clock-1", "clock-2"])
        assert {one.lineage for one in found["clock-1"]} == {"clock-1", "clock-2", "clock-3"}
        assert found["clock-2"] == [theirs]
        assert work.alerts.aliases_of_cases(["case-a", "case-b"]) == aliases
        work.alerts.set_aliases({"clock-2": ("clock-4", "case-b")})
        assert work.alerts.of_lineages(["clock-4"])["clock-4"] == [theirs]
        assert work.alerts.aliases_of_cases(["case-a", "case-b"]) == {
            "clock-2": ("clock-4", "case-b"),
            "clock-3": ("clock-1", "case-a"),
            "clock-9": ("clock-1", "case-a"),
        }
        work.alerts.set_aliases({}, remove=["clock-3"])
        assert work.alerts.of_lineages(["clock-1"])["clock-1"] == [mine]
        assert work.alerts.aliases_of_cases(["case-b"]) == {"clock-2": ("clock-4", "case-b")}


def test_the_beginning_of_a_clock_s_id_finds_the_first_two_that_there_are_alerts_of(
    database: Database,
) -> None:
    store(database, *(an_alert(f"abcd-{number}") for number in (3, 1, 2)), an_alert("abc_-1"))
    store(database, an_alert("abcd-1", "0"))
    with database.reading() as work:
        assert work.alerts.clocks_beginning("abcd-3") == ["abcd-3"]
        assert work.alerts.clocks_beginning("abc_") == ["abc_-1"]
        assert work.alerts.clocks_beginning("abcd") == ["abcd-1", "abcd-2"]
        assert work.alerts.clocks_beginning("bcd-1") == []


def test_withdrawing_marks_an_alert_once_and_keeps_it(database: Database) -> None:
    wrong, right = an_alert(rung="-10wd"), an_alert(rung="-5wd")
    store(database, wrong, right)
    with database.unit_of_work() as work:
        work.alerts.withdraw([wrong.id], NOON + DAY, "corrected")
        work.alerts.withdraw([wrong.id], NOON + 2 * DAY, "again")
    marked = replace(wrong, withdrawn_at=NOON + DAY, withdrawn_because="corrected")
    with database.reading() as work:
        assert {one.rung: one for one in work.alerts.of_lineages(["clock-1"])["clock-1"]} == {
            "-10wd": marked,
            "-5wd": right,
        }


def test_an_alert_cannot_be_deleted_even_by_hand(database: Database, database_url: str) -> None:
    store(database, an_alert())
    engine = open_engine(database_url)
    with engine.connect() as connection, pytest.raises(Exception, match="never altered"):
        connection.execute(text("DELETE FROM alert"))
    engine.dispose()


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({}, ["clock-2", "clock-1"]),
        ({"alerts": [an_alert("clock-1").id]}, ["clock-1"]),
        ({"alerts": []}, []),
        ({"clocks": ["clock-2"]}, ["clock-2"]),
        ({"cases": ["case-b"]}, ["clock-2"]),
        ({"rules": ["lac.review.first"]}, ["clock-1"]),
        ({"recipient": "iro-8"}, ["clock-2"]),
        ({"team": "north"}, ["clock-1"]),
        ({"raised_since": NOON}, ["clock-1"]),
        ({"raised_before": NOON}, ["clock-2"]),
        ({"standing_only": True}, ["clock-1"]),
        ({"standing_only": True, "recipient": "iro-8"}, []),
    ],
)
def test_a_search_gives_the_alerts_that_meet_every_condition_oldest_first(
    database: Database, conditions: dict[str, Any], found: list[str]
) -> None:
    withdrawn = an_alert(
        "clock-2",
        case="case-b",
        rule="cp.conference.review",
        recipient="iro-8",
        team="south",
        raised_at=NOON - HOUR,
        withdrawn_at=NOON,
    )
    store(database, an_alert("clock-1"), withdrawn)
    with database.reading() as work:
        alerts = work.alerts.search(AlertFilter(**conditions))
    assert [alert.lineage for alert, _ in alerts] == found


def test_a_search_gives_each_alert_with_its_deliveries(database: Database) -> None:
    told, untold = an_alert("clock-1"), an_alert("clock-2", raised_at=NOON + HOUR)
    mail = a_delivery(told)
    withdrawal = a_delivery(told, id="withdrawal", kind="withdrawal", created_at=NOON + HOUR)
    with database.unit_of_work() as work:
        work.alerts.add([told, untold])
        work.outbox.add([withdrawal, mail, a_delivery(None, "iro-7|2025-01-08")])
    with database.reading() as work:
        found = work.alerts.search(AlertFilter())
    assert found == [(told, [mail, withdrawal]), (untold, [])]
    assert found[0][1][0].state is DeliveryState.WAITING


def test_the_deliveries_of_an_alert_come_oldest_first(database: Database) -> None:
    alert = an_alert()
    deliveries = [
        a_delivery(alert, id=key, kind=key, created_at=at)
        for key, at in (("c", NOON), ("a", NOON + HOUR), ("b", NOON))
    ]
    with database.unit_of_work() as work:
        work.alerts.add([alert])
        work.outbox.add(deliveries)
    with database.reading() as work:
        found = work.outbox.of_alerts([alert.id])
        ((_, with_it),) = work.alerts.search(AlertFilter())
    assert [one.id for one in found[alert.id]] == ["b", "c", "a"]
    assert with_it == found[alert.id]


@pytest.mark.parametrize("by", ["alerts", "clocks", "cases"])
def test_more_can_be_searched_for_than_one_statement_takes(
    database: Database, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    monkeypatch.setattr(mapping, "_CHUNK", 2)
    alerts = [an_alert(f"clock-{number}", case=f"case-{number}") for number in range(6)]
    store(database, *alerts)
    wanted = alerts[:5]
    filters = {
        "alerts": AlertFilter(alerts=[one.id for one in wanted]),
        "clocks": AlertFilter(clocks=[one.clock for one in wanted]),
        "cases": AlertFilter(cases=[one.case for one in wanted]),
    }
    with database.reading() as work:
        found = work.alerts.search(filters[by])
    assert sorted(one.clock for one, _ in found) == [one.clock for one in wanted]


def test_a_delivery_needs_its_alert(database: Database) -> None:
    with pytest.raises(ProblemError) as problem, database.unit_of_work() as work:
        work.outbox.add([a_delivery(an_alert())])
    assert problem.value.code == "database_conflict"


def test_a_day_and_an_instant_in_an_alert_are_what_they_were(database: Database) -> None:
    store(database, an_alert())
    with database.reading() as work:
        (alert,) = work.alerts.of_lineages(["clock-1"])["clock-1"]
    assert type(alert.due_on) is date
    assert alert.raised_at.tzinfo is UTC
