"""The alerts that a sweep on every day would have raised, worked out without a database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from calendars.working_days import WorkingDayCalendar
from domain.case.corrections import standing_by
from domain.case.events import Event
from domain.case.trust import Trust
from domain.clocks.clock import Clock
from domain.clocks.evidence import Evidence
from domain.clocks.ladder import due_for_alert, reached_on
from domain.clocks.schedule import Calendars, schedule
from domain.days import end_of_day
from domain.rules.rulebooks import Rulebook


@dataclass(frozen=True, slots=True)
class Raised:
    """One rung of one clock, and the day on which a sweep would have told of it."""

    clock: Clock
    rung: str
    on: date
    roles: tuple[str, ...]


def daily_alerts(
    events: Iterable[Event],
    rulebook: Rulebook,
    calendars: Calendars,
    evidence: Evidence,
    as_of: date,
    *,
    trust: Trust | None = None,
) -> list[Raised]:
    """The alerts of one case up to ``as_of``, every event known on its own day.

    A rung that was told stays told while it still stands; one that a moved date has put into
    the future again is taken back, and told anew when it comes. What was told of a start by one
    source is not told again when a more trusted one tells of it.
    """
    known = standing_by(events, as_of)
    days = sorted({event.on for event in known})
    raised: dict[tuple[str, str], Raised] = {}
    everything: list[Raised] = []
    called: dict[str, str] = {}
    for day, following in pairwise([*days, as_of + timedelta(days=1)]):
        until = end_of_day(following - timedelta(days=1))
        reached: dict[tuple[str, str], Raised] = {}
        by_then = [event for event in known if event.on <= day]
        clocks = schedule(by_then, rulebook, calendars, evidence, trust)
        _call(clocks, called)
        for clock in clocks:
            if clock.superseded_on is not None:
                continue
            rule, calendar = rulebook.rules[clock.rule], _calendar(clock, rulebook, calendars)
            for _, rung in due_for_alert(clock, rule.ladder, calendar, until):
                on = max(reached_on(clock, rung, calendar), day)
                alert = Raised(clock, str(rung), on, rule.ladder[rung])
                reached[called.get(clock.lineage, clock.lineage), alert.rung] = alert
        # What that day's events put off, and what they put right, no longer stands.
        raised = {
            key: told for key, told in raised.items() if key in reached and reached[key].on == day
        }
        new = {key: alert for key, alert in reached.items() if key not in raised}
        raised |= new
        everything.extend(new.values())
    return sorted(everything, key=lambda alert: (alert.on, alert.clock.rule, alert.rung))


def _call(clocks: Iterable[Clock], called: dict[str, str]) -> None:
    """Give each clock the name that it had first, whichever source its start was known from then.

    No two clocks have one name: what one source tells may turn out to be the start of another.
    """
    taken = {called[clock.clock] for clock in clocks if clock.clock in called}
    for clock in clocks:
        if clock.clock not in called:
            known = (called[name] for name in clock.also if name in called)
            called[clock.clock] = next((name for name in known if name not in taken), clock.clock)
            taken.add(called[clock.clock])


def _calendar(clock: Clock, rulebook: Rulebook, calendars: Calendars) -> WorkingDayCalendar:
    return calendars[rulebook.rules[clock.rule].calendar]
