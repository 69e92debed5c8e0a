"""What a message needs to know, fetched from the store and put into words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from calendars.working_days import WorkingDayCalendar
from domain.clocks.alerts import Alert, Delivery
from domain.clocks.clock import Clock
from domain.counting import working_days_left
from domain.days import day_of
from domain.rules.after_due import AfterDue
from domain.rules.rule import Rule
from domain.rules.sources import Confidence
from domain.wording import short_day
from engine.digests import next_digest_at
from engine.doubts import DELIVERY_KIND
from engine.parcels import problem_of
from engine.sweep import DONE, RUN_KIND
from intake.catalogue import every_format
from notifications.digest import AlertFacts, Content, at_once, digest, health_line
from notifications.envelope import Envelope
from store.filters import ClockFilter
from store.unit_of_work import UnitOfWork


class Messages:
    """Says what the messages of one dispatch say; their form is the channel's matter.

    ``rules`` by id; ``calendar`` counts how long is left and how late something is.
    """

    def __init__(self, rules: Mapping[str, Rule], calendar: WorkingDayCalendar) -> None:
        self._rules = rules
        self._calendar = calendar
        self._past_due: list[Clock] | None = None

    def __call__(
        self,
        unit: UnitOfWork,
        carried: Sequence[tuple[Delivery, Alert | None]],
        envelope: Envelope,
    ) -> Content:
        """What the message says that carries these rows: one alert at once, else a digest."""
        now = envelope.at
        alerts = [(row, alert) for row, alert in carried if alert is not None]
        clock_ids = sorted({alert.clock for _, alert in alerts})
        clocks = {
            clock.clock: clock
            for clock in (unit.clocks.search(ClockFilter(clocks=clock_ids)) if clock_ids else ())
        }
        facts = [self._facts(row, alert, clocks.get(alert.clock), now) for row, alert in alerts]
        one_alert = len({alert.id for _, alert in alerts}) == 1
        if one_alert and all(row.at_once for row, _ in carried):
            return at_once(now, envelope.recipient, facts[-1])
        last_sweep = unit.runs.last(RUN_KIND, DONE)
        health = health_line(last_sweep.finished_at if last_sweep else None, now)
        past_due = self._past_due_for(unit, envelope.recipient, now)
        return digest(
            now,
            envelope.recipient,
            facts,
            Counter(_family(clock) for clock in past_due if clock.doubt is None),
            health,
            in_doubt=Counter(
                (_family(clock), clock.doubt.why) for clock in past_due if clock.doubt is not None
            ),
            to_mend=_to_mend(unit, [row for row, _ in carried]),
        )

    def _facts(self, row: Delivery, alert: Alert, clock: Clock | None, now: datetime) -> AlertFacts:
        rule = self._rules.get(alert.rule)
        confidence = clock.confidence if clock else None
        return AlertFacts(
            alert=alert.id,
            lineage=alert.lineage,
            title=rule.title if rule else alert.rule,
            case=alert.case,
            due_on=alert.due_on,
            act_by=clock.act_by if clock and clock.due_on == alert.due_on else alert.due_on,
            due_at=alert.due_at,
            reached_on=day_of(alert.reached_at),
            working_days_left=working_days_left(day_of(now), alert.due_on, self._calendar),
            provisional=clock.provisional if clock else False,
            unverified=confidence == Confidence.UNVERIFIED,
            late_because=alert.late_because or _held_up(row, alert, now),
            settled=_settled(clock) if clock else None,
            doubt=clock.doubt.why if clock and clock.doubt else None,
            withdrawn=alert.withdrawn_at is not None,
            withdrawn_because=alert.withdrawn_because,
            untold=row.kind == "alert" and row.attempts <= 1,
            after_due=clock.after_due if clock else AfterDue.OVERDUE,
        )

    def _past_due_for(self, unit: UnitOfWork, recipient: str, now: datetime) -> list[Clock]:
        """The recipient's clocks that are overdue now, or would be but for a doubt."""
        if self._past_due is None:
            tomorrow = day_of(now) + timedelta(days=1)
            due = unit.clocks.search(ClockFilter(due_before=tomorrow, open_only=True))
            self._past_due = [clock for clock in due if _is_past_due(clock, now)]
        return [clock for clock in self._past_due if self._concerns(clock, recipient)]

    def _concerns(self, clock: Clock, recipient: str) -> bool:
        """Whether it is theirs: assigned to them, or their role is on the rule's ladder."""
        if clock.person == recipient:
            return True
        role, _, team = recipient.partition(":")
        if team and team != clock.team:
            return False
        rule = self._rules.get(clock.rule)
        told = {name for names in rule.ladder.values() for name in names} if rule else set()
        return role == clock.responsible_role or role in told


def _family(clock: Clock) -> str:
    return clock.rule.partition(".")[0]


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


def _is_past_due(clock: Clock, now: datetime) -> bool:
    if clock.after_due is not AfterDue.OVERDUE:
        return False
    return clock.due_at < now if clock.due_at else clock.due_on < day_of(now)


def _settled(clock: Clock) -> str | None:
    if clock.completed_on:
        return f"since recorded as done on {short_day(clock.completed_on)}"
    if clock.stopped_on:
        return f"no longer needed from {short_day(clock.stopped_on)}"
    if clock.superseded_on:
        return f"replaced by another date on {short_day(clock.superseded_on)}"
    return None


def _held_up(row: Delivery, alert: Alert, now: datetime) -> str | None:
    """Why the alert goes out on a later day than its rung was meant for, or None."""
    meant_for = alert.reached_at if row.at_once else next_digest_at(alert.reached_at)
    if day_of(now) <= day_of(meant_for):
        return None
    if row.last_error is not None:
        return problem_of(row.last_error).message
    if day_of(now) > day_of(row.not_before):
        return "messages were not being sent"
    return "it was raised after that morning's digest had gone"
