"""Invented facts for the store's tests, and work for other processes to do."""

import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Protocol

from domain.case.events import Event
from domain.clocks.alerts import Alert, Delivery, alert_id, delivery_id
from domain.clocks.clock import Clock
from store.database import open_database

NOON = datetime(2025, 1, 8, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def an_event(key: str = "R-1", case: str = "case-a", **changes: Any) -> Event:
    """A review that was held."""
    event = Event("mosaic", key, case, "review_held", date(2025, 1, 6), recorded_at=NOON)
    return replace(event, **changes)


def a_clock(key: str = "clock-1", case: str = "case-a", **changes: Any) -> Clock:
    """An open clock for a first review."""
    clock = Clock(
        clock=key,
        lineage=key,
        case=case,
        rule="lac.review.first",
        rule_version=date(2011, 4, 1),
        started_on=date(2024, 12, 20),
        counted_from=date(2024, 12, 20),
        due_on=date(2025, 1, 22),
        act_by=date(2025, 1, 22),
        provisional=False,
        confidence="read",
        responsible_role="iro",
        start_event=("mosaic", "R-1"),
    )
    return replace(clock, **changes)


def an_alert(lineage: str = "clock-1", rung: str = "-10wd", **changes: Any) -> Alert:
    """An alert, named from its content as every alert is."""
    alert = Alert(
        id=alert_id(lineage, rung, "iro-7", changes.get("revision", 0)),
        lineage=lineage,
        clock=lineage,
        case="case-a",
        rule="lac.review.first",
        rung=rung,
        recipient="iro-7",
        role="iro",
        team="north",
        revision=0,
        due_on=date(2025, 1, 22),
        due_at=None,
        reached_at=NOON - HOUR,
        raised_at=NOON,
        at_once=False,
    )
    return replace(alert, **changes)


def a_delivery(alert: Alert | None = None, key: str = "", **changes: Any) -> Delivery:
    """A delivery of an alert, or of a digest when no alert is given."""
    kind = "digest" if alert is None else "alert"
    delivery = Delivery(
        id=delivery_id(kind, "maildir", key if alert is None else alert.id),
        kind=kind,
        channel="maildir",
        recipient="iro-7",
        at_once=False,
        created_at=NOON,
        not_before=NOON,
        alert=None if alert is None else alert.id,
    )
    return replace(delivery, **changes)


class Barrier(Protocol):
    """Where threads or processes wait for each other."""

    def wait(self) -> int:
        """Return when all have come."""


def add_the_same_alerts(url: str, barrier: Barrier, name: str) -> set[str]:
    """One sweep of two that begin together: alerts with outbox rows, in one transaction."""
    alerts = [an_alert(f"clock-{number}") for number in range(200)]
    database = open_database(url)
    barrier.wait()
    with database.unit_of_work() as work:
        won = work.alerts.add(alerts)
        work.outbox.add([a_delivery(alert) for alert in alerts if alert.id in won])
        work.settings.set(name, str(len(won)))
    database.dispose()
    return won


def migrate_together(url: str, barrier: Barrier) -> None:
    """Migrate an empty database while others do the same."""
    database = open_database(url)
    barrier.wait()
    database.migrate()
    database.dispose()


def heavy_imports_of_a_program(url: str) -> set[str]:
    """Which of the slow libraries a program has imported that opens, migrates and reads."""
    database = open_database(url)
    database.migrate()
    with database.reading() as work:
        work.events.count()
    database.dispose()
    return {"alembic", "prefect", "sqlmodel"} & set(sys.modules)
