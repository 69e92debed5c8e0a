"""What a message needs to know, fetched from the store and put into words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from domain.clocks.alerts import Alert, Delivery
from domain.clocks.clock import Clock
from domain.counting import working_days_left
from domain.days import day_of
from domain.rules.sources import Confidence
from domain.wording import code_in_words, short_day
from engine.digests import next_digest_at
from engine.doubts import DELIVERY_KIND
from engine.parcels import problem_of
from engine.standing import standing
from engine.sweep import DONE, RUN_KIND
from engine.workspace import Workspace
from intake.catalogue import every_format
from notifications.alert_words import AlertFacts
from notifications.digest import Content, at_once, digest, health_line
from notifications.envelope import Envelope
from store.filters import ClockFilter
from store.unit_of_work import UnitOfWork


class Messages:
    """Says what the messages of one dispatch say; their form is the channel's matter."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._calendar = workspace.calendars["england-and-wales"]
        self._standing: Mapping[str, list[Clock]] | None = None

    def __call__(
        self,
        unit: UnitOfWork,
        carried: Sequence[tuple[Delivery, Alert | None]],
        envelope: Envelope,
    ) -> Content:
        """What the message says that carries these rows: alerts at once, else a digest."""
        now = envelope.at
        alerts = [(row, alert) for row, alert in carried if alert is not None]
        clock_ids = sorted({alert.clock for _, alert in alerts})
        clocks = {
            clock.clock: clock
            for clock in (unit.clocks.search(ClockFilter(clocks=clock_ids)) if clock_ids else ())
        }
        facts = [self._carried(row, alert, clocks.get(alert.clock), now) for row, alert in alerts]
        if facts and all(row.at_once for row, _ in carried):
            return at_once(now, envelope.recipient, facts)
        if self._standing is None:
            self._standing = standing(self._workspace, unit, now)
        last_sweep = unit.runs.last(RUN_KIND, DONE)
        return digest(
            now,
            envelope.recipient,
            [self._of_clock(clock, now) for clock in self._standing.get(envelope.recipient, ())],
            facts,
            health_line(last_sweep.finished_at if last_sweep else None, now),
            to_mend=_to_mend(unit, [row for row, _ in carried]),
        )

    def _of_clock(self, clock: Clock, now: datetime) -> AlertFacts:
        """What is said of a clock, whether or not an alert of it is carried."""
        rule = self._workspace.rulebook.rules.get(clock.rule)
        return AlertFacts(
            lineage=clock.lineage,
            title=rule.title if rule else clock.rule,
            family=_family(clock.rule),
            case=clock.own_case or clock.case,
            due_on=clock.due_on,
            act_by=clock.act_by,
            due_at=clock.due_at,
            working_days_left=working_days_left(day_of(now), clock.due_on, self._calendar),
            provisional=clock.provisional,
            unverified=clock.confidence == Confidence.UNVERIFIED,
            settled=_settled(clock),
            doubt=clock.doubt.why if clock.doubt else None,
            after_due=clock.after_due,
            responsible=clock.person or code_in_words(clock.responsible_role),
        )

    def _carried(
        self, row: Delivery, alert: Alert, clock: Clock | None, now: datetime
    ) -> AlertFacts:
        """What is said of a carried alert. Its date is the alert's own: the clock's may have moved
        since, or the clock may be gone."""
        if clock is None:
            rule = self._workspace.rulebook.rules.get(alert.rule)
            facts = AlertFacts(
                lineage=alert.lineage,
                title=rule.title if rule else alert.rule,
                family=_family(alert.rule),
                case=alert.case,
                due_on=alert.due_on,
                act_by=alert.due_on,
                due_at=alert.due_at,
                working_days_left=working_days_left(day_of(now), alert.due_on, self._calendar),
            )
        else:
            facts = self._of_clock(clock, now)
        if alert.due_on != facts.due_on:
            left = working_days_left(day_of(now), alert.due_on, self._calendar)
            facts = replace(facts, due_on=alert.due_on, act_by=alert.due_on, working_days_left=left)
        return replace(
            facts,
            alert=alert.id,
            case=alert.case,
            due_at=alert.due_at,
            reached_on=day_of(alert.reached_at),
            late_because=alert.late_because or self._held_up(row, alert, now),
            withdrawn=alert.withdrawn_at is not None,
            withdrawn_because=alert.withdrawn_because,
            untold=row.kind == "alert" and row.attempts <= 1,
        )

    def _held_up(self, row: Delivery, alert: Alert, now: datetime) -> str | None:
        """Why the alert goes out on a later day than its rung was meant for, or None."""
        works = self._workspace.works_on
        meant_for = alert.reached_at if row.at_once else next_digest_at(alert.reached_at, works)
        if day_of(now) <= day_of(meant_for):
            return None
        if row.last_error is not None:
            return problem_of(row.last_error).message
        if day_of(now) > day_of(row.not_before):
            return "messages were not being sent"
        return "it was raised after that morning's digest had gone"


def _family(rule: str) -> str:
    return rule.partition(".")[0]


def _to_mend(unit: UnitOfWork, rows: Sequence[Delivery]) -> list[str]:
    """What those responsible for data are told of by these rows, as sentences."""
    told_at = {row.created_at for row in rows if row.kind == DELIVERY_KIND}
    if not told_at:
        return []
    found = unit.doubts.told_at(told_at)
    counts = Counter((one.kind, one.noted_on, one.why, one.code) for one in found)
    known = every_format()
    return [
        f"{known[kind].title if kind in known else kind}, import of {short_day(day)}: {why} "
        f"({code}{f', {number} times' if number > 1 else ''})"
        for (kind, day, why, code), number in sorted(counts.items())
    ]


def _settled(clock: Clock) -> str | None:
    if clock.completed_on:
        return f"since recorded as done on {short_day(clock.completed_on)}"
    if clock.stopped_on:
        return f"no longer needed from {short_day(clock.stopped_on)}"
    if clock.superseded_on:
        return f"replaced by another date on {short_day(clock.superseded_on)}"
    return None
