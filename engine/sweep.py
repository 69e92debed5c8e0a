"""The sweep: everything that has fallen due and has no row in the ledger gets one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.clocks.alerts import Alert, Delivery, alert_id, delivery_id
from domain.clocks.clock import Clock
from domain.clocks.doubt import doubt_of
from domain.clocks.ladder import next_rung_at, to_tell
from domain.days import day_of
from domain.rules.rungs import Rung
from domain.wording import short_day
from engine.digests import digest_prepared_at, next_digest_at
from engine.doubts import tell_data_team
from engine.kill_points import KillPoint, reach
from engine.standing import assignments, roles_of
from engine.working_hours import at_work
from engine.workspace import Workspace
from notifications.routing import recipients
from store.unit_of_work import UnitOfWork

RUN_KIND = "sweep"
DONE = "done"


@dataclass(frozen=True, slots=True)
class Sweep:
    """What one sweep did: clocks looked at, alerts raised, how many of those late."""

    clocks_read: int
    raised: int
    late: int


def sweep(workspace: Workspace, *, now: datetime) -> Sweep:
    """Raise an alert for every rung reached at ``now`` (UTC) that nobody was told of.

    It asks what is due with no row, never what happened since last time: sweeps that were
    missed cost nothing, and two at once leave one row each. The ledger rows and their outbox
    rows are one transaction. A person who is told of several rungs of one clock in one sweep
    gets one message, about the last; the others have their rows in the ledger all the same. Of a
    clock in doubt nobody is told until the doubt is settled, but those who can mend the data are.
    """
    with workspace.database.unit_of_work() as work:
        last = work.runs.last(RUN_KIND, DONE)
        run = work.runs.start(RUN_KIND, now)
    reach(KillPoint.SWEEP_BEFORE_LEDGER)
    with workspace.database.unit_of_work() as work:
        clocks = [clock for clock in work.clocks.reached(now) if workspace.knows(clock)]
        if clocks:
            alerts = _due_alerts(workspace, work, clocks, now, last.started_at if last else None)
            alerts = _why_late(workspace, work, clocks, alerts)
            raised = _raise(workspace, work, alerts, now)
            reach(KillPoint.SWEEP_AFTER_LEDGER)
            _set_next_rungs(workspace, work, clocks, now)
        else:
            raised = []
        tell_data_team(work, workspace.settings.channel, now, workspace.works_on)
        work.runs.finish(run, now, DONE, {"clocks_read": len(clocks), "raised": len(raised)})
        reach(KillPoint.SWEEP_BEFORE_COMMIT)
    reach(KillPoint.SWEEP_AFTER_COMMIT)
    late = sum(alert.late_because is not None for alert in raised)
    return Sweep(clocks_read=len(clocks), raised=len(raised), late=late)


def _due_alerts(
    workspace: Workspace,
    work: UnitOfWork,
    clocks: Sequence[Clock],
    now: datetime,
    last_sweep_at: datetime | None,
) -> list[Alert]:
    """An alert for each reached rung that has none standing, for each person to be told."""
    known = work.alerts.of_lineages({clock.lineage for clock in clocks})
    assigned = assignments(workspace, work, {clock.case for clock in clocks})
    daytime = at_work(now, workspace.works_on)
    alerts = []
    for clock in clocks:
        ladder = workspace.rule_of(clock).ladder
        told = {alert.rung for alert in known[clock.lineage] if alert.withdrawn_at is None}
        calendar = workspace.calendar_of(clock)
        for reached_at, rung in to_tell(clock, ladder, calendar, told, now):
            for recipient in recipients(roles_of(clock, ladder[rung]), assigned[clock.case]):
                revision = sum(
                    (alert.lineage, alert.rung, alert.recipient)
                    == (clock.lineage, str(rung), recipient.code)
                    for alert in known[clock.lineage]
                )
                alerts.append(
                    Alert(
                        id=alert_id(clock.lineage, str(rung), recipient.code, revision),
                        lineage=clock.lineage,
                        clock=clock.clock,
                        case=clock.own_case or clock.case,
                        rule=clock.rule,
                        rung=str(rung),
                        recipient=recipient.code,
                        role=recipient.role,
                        team=recipient.team or clock.team,
                        revision=revision,
                        due_on=clock.due_on,
                        due_at=clock.due_at,
                        reached_at=reached_at,
                        raised_at=now,
                        at_once=_at_once(clock, rung, daytime),
                        late_because=_late_because(reached_at, now, last_sweep_at),
                    )
                )
    return alerts


def _at_once(clock: Clock, rung: Rung, daytime: bool) -> bool:
    """Hours that are running out, or have run out, are told at once, and so is a breach in the
    working hours; all else in the morning."""
    of_hours = rung.unit == "h" or (clock.due_at is not None and not rung.unit)
    return of_hours or (rung.after_due and daytime)


def _late_because(
    reached_at: datetime, now: datetime, last_sweep_at: datetime | None
) -> str | None:
    if day_of(now) <= day_of(reached_at):
        return None
    if last_sweep_at is not None and last_sweep_at >= reached_at:
        return "the engine was told of the case, or of its change, only afterwards"
    if last_sweep_at is None:
        return "the engine had not been started"
    return "the engine was not running"


def _why_late(
    workspace: Workspace, work: UnitOfWork, clocks: Sequence[Clock], alerts: Sequence[Alert]
) -> list[Alert]:
    """The alerts, those that waited for a doubt to be settled with that as the reason."""
    late = [alert for alert in alerts if alert.late_because is not None]
    if not late:
        return list(alerts)
    since = min(alert.reached_at for alert in late)
    settled = work.doubts.settled_of_cases({alert.case for alert in late}, since)
    if not settled:
        return list(alerts)
    by_id = {clock.clock: clock for clock in clocks}
    found = []
    for alert in alerts:
        ended = [
            at
            for at, doubt in settled.get(alert.case, ())
            if at > alert.reached_at and doubt_of(by_id[alert.clock], workspace.rulebook, [doubt])
        ]
        if alert.late_because is not None and ended:
            day = short_day(day_of(max(ended)))
            because = f"until {day} it was in doubt, because something could not be read"
            found.append(replace(alert, late_because=because))
        else:
            found.append(alert)
    return found


def _raise(
    workspace: Workspace, work: UnitOfWork, alerts: Sequence[Alert], now: datetime
) -> list[Alert]:
    """Put the alerts into the ledger and the outbox. Gives those that nobody else had raised."""
    ours = work.alerts.add(alerts)
    raised = [alert for alert in alerts if alert.id in ours]
    # Of several rungs that one person is told of in one sweep, the last says it all.
    news = {(alert.lineage, alert.recipient): alert for alert in raised}
    channel = workspace.settings.channel
    morning = next_digest_at(now, workspace.works_on, digest_prepared_at(work))
    work.outbox.add(
        [
            Delivery(
                id=delivery_id("alert", channel, alert.id),
                kind="alert",
                channel=channel,
                recipient=alert.recipient,
                at_once=alert.at_once,
                created_at=now,
                not_before=now if alert.at_once else morning,
                alert=alert.id,
            )
            for alert in news.values()
        ]
    )
    return raised


def _set_next_rungs(
    workspace: Workspace, work: UnitOfWork, clocks: Sequence[Clock], now: datetime
) -> None:
    """When to look at each clock again, by what the ledger now holds."""
    known = work.alerts.of_lineages({clock.lineage for clock in clocks})
    pairs = []
    for clock in clocks:
        told = {alert.rung for alert in known[clock.lineage] if alert.withdrawn_at is None}
        ladder, calendar = workspace.rule_of(clock).ladder, workspace.calendar_of(clock)
        pairs.append((clock.clock, next_rung_at(clock, ladder, calendar, told, now)))
    work.clocks.set_next_rung(pairs)
