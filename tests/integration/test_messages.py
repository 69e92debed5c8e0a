"""What a message says, read from a real store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.clocks.alerts import Delivery, DeliveryState, delivery_id
from domain.clocks.clock import Clock
from engine.digests import STANDING_RECIPIENTS, prepare_digests
from engine.working_hours import opens_at
from store.database import Database, open_database
from tests.support.dispatching import (
    DUE_ON,
    NOW,
    REVIEW,
    BrokenGateway,
    CountingGateway,
    add_alert,
    fill_outbox,
    outbox,
    send,
)
from tests.support.smtp_server import words_of
from tests.support.sqlite import sqlite_with_tables

CLOCK = Clock(
    clock="lineage-1",
    lineage="lineage-1",
    case="case-1",
    rule=REVIEW.id,
    rule_version=date(2011, 4, 1),
    started_on=date(2024, 12, 24),
    counted_from=date(2024, 12, 24),
    due_on=DUE_ON,
    act_by=DUE_ON,
    provisional=False,
    confidence="read",
    responsible_role="iro",
    start_event=("mosaic", "R-1"),
    person="IRO-07",
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(sqlite_with_tables(tmp_path))
    yield database
    database.dispose()


@pytest.fixture
def gateway(tmp_path: Path) -> CountingGateway:
    return CountingGateway(tmp_path / "gateway")


def texts(gateway: CountingGateway) -> dict[str, str]:
    return {str(mail["X-Timescales-Recipient"]): words_of(mail) for mail in gateway.messages}


def write(database: Database, *clocks: Clock) -> None:
    with database.unit_of_work() as unit:
        unit.clocks.write([(clock, None) for clock in clocks], [])


def test_on_a_calm_day_the_standing_recipients_hear_that_nothing_is_overdue(
    database: Database, gateway: CountingGateway
) -> None:
    assert prepare_digests(database, "maildir", NOW) == len(STANDING_RECIPIENTS)
    send(database, gateway)
    found = texts(gateway)
    assert set(found) == set(STANDING_RECIPIENTS)
    assert all("Nothing is overdue." in text for text in found.values())


def test_a_message_held_up_for_days_says_when_it_was_due_and_why_it_is_late(
    database: Database, tmp_path: Path, gateway: CountingGateway
) -> None:
    add_alert(database, 1, "IRO-07", at_once=True)
    send(database, BrokenGateway(tmp_path / "broken"))
    send(database, gateway, NOW + timedelta(days=3))
    assert (
        "This alert was due on Monday 27 January 2025 and comes late: "
        "The disk that holds the messages is full." in words_of(gateway.messages[0])
    )


def test_a_message_that_nobody_tried_to_send_says_so(
    database: Database, gateway: CountingGateway
) -> None:
    add_alert(database, 1, "IRO-07", at_once=True)
    send(database, gateway, NOW + timedelta(days=3))
    assert "comes late: messages were not being sent." in words_of(gateway.messages[0])


def test_a_retry_on_the_same_day_is_not_called_late(
    database: Database, tmp_path: Path, gateway: CountingGateway
) -> None:
    add_alert(database, 1, "IRO-07", at_once=True)
    send(database, BrokenGateway(tmp_path / "broken"))
    send(database, gateway, NOW + timedelta(minutes=2))
    assert "comes late" not in words_of(gateway.messages[0])


def test_the_standing_counts_are_those_that_concern_the_recipient(
    database: Database, gateway: CountingGateway
) -> None:
    other = replace(CLOCK, clock="c2", lineage="c2", case="case-2", person="IRO-08")
    done = replace(CLOCK, clock="c3", lineage="c3", case="case-3", completed_on=DUE_ON)
    due_today = replace(CLOCK, clock="c4", lineage="c4", case="case-4", due_on=NOW.date())
    write(database, CLOCK, other, done, due_today)
    prepare_digests(database, "maildir", NOW, ["iro_manager", "complaints_manager", "IRO-07"])
    send(database, gateway)
    found = texts(gateway)
    assert "2 are overdue.\n" in found["iro_manager"]
    assert "\n- Looked-after children: 2 overdue\n" in found["iro_manager"]
    assert "1 is overdue. 1 is due today.\n" in found["IRO-07"]
    assert "Nothing is overdue." in found["complaints_manager"]


def test_a_teams_mailbox_counts_its_own_team_only(
    database: Database, gateway: CountingGateway
) -> None:
    north = replace(CLOCK, person=None, team="North")
    south = replace(north, clock="c2", lineage="c2", case="case-2", team="South")
    write(database, north, south)
    prepare_digests(database, "maildir", NOW, ["iro:North"])
    send(database, gateway)
    assert "1 is overdue." in texts(gateway)["iro:North"]


def test_a_hour_clock_is_overdue_from_the_second_after_its_time(
    database: Database, gateway: CountingGateway
) -> None:
    write(database, replace(CLOCK, due_on=NOW.date(), due_at=NOW - timedelta(seconds=1)))
    prepare_digests(database, "maildir", NOW, ["IRO-07"])
    send(database, gateway)
    assert "1 is overdue." in texts(gateway)["IRO-07"]


def test_provisional_and_unverified_clocks_and_those_done_since_say_so(
    database: Database, gateway: CountingGateway
) -> None:
    doubtful = replace(CLOCK, provisional=True, confidence="unverified")
    done = replace(CLOCK, clock="lineage-2", lineage="lineage-2", completed_on=NOW.date())
    write(database, doubtful, done)
    add_alert(database, 1, "IRO-07", at_once=True)
    add_alert(database, 2, "IRO-07", at_once=True)
    send(database, gateway)
    [words] = map(words_of, gateway.messages)
    standing, settled = words.split("No longer open (1)")
    assert "case-1" in standing
    assert "Provisional:" in standing
    assert "has not been verified" in standing
    assert "since recorded as done on 27 January 2025" in settled


def test_an_alert_withdrawn_before_it_went_is_told_as_withdrawn_together_with_its_withdrawal(
    database: Database, gateway: CountingGateway
) -> None:
    alert = add_alert(database, 1, "IRO-07", at_once=True)
    notice = Delivery(
        id=delivery_id("withdrawal", "maildir", alert.id),
        kind="withdrawal",
        channel="maildir",
        recipient="IRO-07",
        at_once=True,
        created_at=NOW,
        not_before=NOW,
        alert=alert.id,
    )
    with database.unit_of_work() as unit:
        unit.alerts.withdraw([alert.id], NOW, "the start date was corrected")
        unit.outbox.add([notice])
    assert send(database, gateway).sent == 1
    assert gateway.messages[0]["Subject"].startswith("Alert withdrawn: ")
    assert "Why: the start date was corrected." in words_of(gateway.messages[0])
    assert {row.state for row in outbox(database)} == {DeliveryState.SENT}


def test_a_digest_warns_when_the_last_finished_sweep_is_old(
    database: Database, gateway: CountingGateway
) -> None:
    with database.unit_of_work() as unit:
        good = unit.runs.start("sweep", NOW - timedelta(days=3))
        unit.runs.finish(good, NOW - timedelta(days=3), "done")
        unit.runs.start("sweep", NOW - timedelta(minutes=1))
    prepare_digests(database, "maildir", NOW, ["iro_manager"])
    send(database, gateway)
    assert (
        "Warning: the cases were last checked on Friday 24 January 2025 at 07:30"
        in (texts(gateway)["iro_manager"])
    )


def test_a_message_names_no_address(database: Database, gateway: CountingGateway) -> None:
    fill_outbox(database)
    send(database, gateway)
    for mail in gateway.messages:
        words = words_of(mail) + str(mail["Subject"])
        assert "@" not in words


def test_a_warning_found_after_the_mornings_digest_says_why_it_comes_a_day_later(
    database: Database, gateway: CountingGateway
) -> None:
    found_at = NOW + timedelta(hours=2)
    alert = replace(
        add_alert(database, 9, "IRO-08", at_once=False),
        id="a-1",
        lineage="lineage-1",
        reached_at=NOW - timedelta(hours=7),
        raised_at=found_at,
    )
    tomorrow = opens_at(NOW.date() + timedelta(days=1))
    row = Delivery("d-1", "alert", "maildir", "IRO-07", False, found_at, tomorrow, alert=alert.id)
    with database.unit_of_work() as unit:
        unit.alerts.add([replace(alert, recipient="IRO-07")])
        unit.outbox.add([row])
    send(database, gateway, tomorrow)
    assert (
        "This alert was due on Monday 27 January 2025 and comes late: "
        "it was raised after that morning's digest had gone." in texts(gateway)["IRO-07"]
    )


def test_a_warning_in_its_own_mornings_digest_is_not_called_late(
    database: Database, gateway: CountingGateway
) -> None:
    add_alert(database, 1, "IRO-07", at_once=False)
    send(database, gateway)
    assert "comes late" not in texts(gateway)["IRO-07"]
