"""Alerts that turned out wrong: taken back, never deleted, and those who were told hear of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.clocks.alerts import Alert, Delivery, DeliveryState, delivery_id
from domain.clocks.clock import Clock
from domain.clocks.ladder import due_for_alert
from domain.wording import short_day
from engine.digests import digest_prepared_at, next_digest_at
from engine.working_hours import Works
from engine.workspace import Workspace
from store.filters import AlertFilter
from store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One alert to take back, and why in plain words."""

    alert: Alert
    because: str


def wrong_alerts(
    workspace: Workspace,
    lineages: Mapping[str, Clock | None],
    alerts: Mapping[str, Sequence[Alert]],
    now: datetime,
) -> list[Withdrawal]:
    """The standing alerts whose rung has not been reached by the clock as it now is.

    ``lineages`` gives the live clock of each lineage, or None where the duty is gone. Of what one
    person was told twice, because two cases turned out to be one child, one stands.
    """
    wrong = []
    for lineage, clock in lineages.items():
        standing = [alert for alert in alerts[lineage] if alert.withdrawn_at is None]
        if not standing:
            continue
        right: set[str] = set()
        if clock is not None:
            ladder, calendar = workspace.rule_of(clock).ladder, workspace.calendar_of(clock)
            # A machine's clock that was set back does not undo what had been reached.
            latest = max(now, *(alert.raised_at for alert in standing))
            right = {str(rung) for _, rung in due_for_alert(clock, ladder, calendar, latest)}
        wrong += [
            Withdrawal(alert, _because(clock)) for alert in standing if alert.rung not in right
        ]
        wrong += _told_twice(lineage, [one for one in standing if one.rung in right])
    return wrong


def _told_twice(lineage: str, standing: Sequence[Alert]) -> list[Withdrawal]:
    """All but one of the alerts that one person had of one rung: the duty's own goes first."""
    told: set[tuple[str, str]] = set()
    again: list[Withdrawal] = []
    for alert in sorted(standing, key=lambda one: (one.lineage != lineage, one.raised_at, one.id)):
        if (alert.rung, alert.recipient) in told:
            again.append(Withdrawal(alert, "it was told twice, of two cases that are one child"))
        told.add((alert.rung, alert.recipient))
    return again


def withdraw(
    work: UnitOfWork, wrong: Iterable[Withdrawal], channel: str, now: datetime, works: Works
) -> int:
    """Mark the alerts as withdrawn and tell those who had been told. Gives their number."""
    reasons: dict[str, list[str]] = {}
    for withdrawal in wrong:
        reasons.setdefault(withdrawal.because, []).append(withdrawal.alert.id)
    if not reasons:
        return 0
    for because, ids in reasons.items():
        work.alerts.withdraw(ids, now, because)
    taken_back = [alert_id for ids in reasons.values() for alert_id in ids]
    told = [
        alert
        for alert, deliveries in work.alerts.search(AlertFilter(alerts=taken_back))
        if any(row.state is not DeliveryState.WAITING for row in deliveries)
    ]
    morning = next_digest_at(now, works, digest_prepared_at(work))
    work.outbox.add(
        [
            Delivery(
                id=delivery_id("withdrawal", channel, alert.id),
                kind="withdrawal",
                channel=channel,
                recipient=alert.recipient,
                at_once=False,
                created_at=now,
                not_before=morning,
                alert=alert.id,
            )
            for alert in told
        ]
    )
    return len(taken_back)


def _because(clock: Clock | None) -> str:
    if clock is None:
        return "the duty no longer exists"
    if clock.completed_on is not None:
        return f"it had been done on {short_day(clock.completed_on)}"
    if clock.stopped_on is not None:
        return f"the duty had ended on {short_day(clock.stopped_on)}"
    return f"its date moved to {short_day(clock.due_on)}"
