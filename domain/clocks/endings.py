"""What ended a clock: the duty done, or the duty gone."""

from dataclasses import dataclass
from datetime import date

from calendars.working_days import WorkingDayCalendar
from domain.case.events import Event
from domain.case.history import Fact, comes_first
from domain.case.periods import FOREVER, Period
from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.reckoned import Started
from domain.clocks.starts import limit_in_force
from domain.counting import add, add_months
from domain.days import day_of
from domain.rules.ends import End
from domain.rules.limits import Limit
from domain.rules.rule import Rule


@dataclass(slots=True)
class Ending:
    """The fact that met the duty (``done``), or the day on which it fell away and by what type of
    fact, or on which its start moved (``moved_on``).

    ``lifted_by`` is the provision by which not the duty but its limit fell away.
    """

    done: Fact | None = None
    stopped_on: date | None = None
    stopped_by: str | None = None
    lifted_by: str | None = None
    moved_on: date | None = None

    @property
    def on(self) -> date | None:
        """The day of the ending, or None."""
        return self.done.event.on if self.done else self.stopped_on or self.moved_on


def find_ending(
    rule: Rule, started: Started, case: CaseSoFar, *, after: int, used: set[int]
) -> Ending:
    """The first thing that ended the clock, in the order of the case's history.

    ``after`` is the position of the rule's previous start and ``used`` the positions of facts
    that already ended another of its clocks: neither may be counted again as done early.
    """
    done = _done(rule, started, case, after, used)
    period = started.period
    position, stopper, by = period.last, period.closing, None
    for stop in rule.stopping:
        if stop.asks_of_period and not stop.fit_period(period):
            continue
        fact = _first_after(stop, started, case)
        if fact is not None and fact.position < position:
            if done is not None and _may_come_after(fact, done):
                continue
            position, stopper, by = fact.position, fact.event, stop
    elsewhere = _left_for(rule.outside, started, position, case) if rule.outside else None
    if elsewhere is not None:
        position = elsewhere.first
    if done is not None and done.position <= position:
        return Ending(done)
    if elsewhere is not None:
        return Ending(stopped_on=elsewhere.opened_on, stopped_by=elsewhere.opened_by)
    if position == FOREVER or stopper is None:
        return Ending()
    if by is not None and by in rule.moved_by:
        return Ending(moved_on=stopper.on)
    lifted_by = by.lifts if by else None
    return Ending(stopped_on=stopper.on, stopped_by=stopper.type, lifted_by=lifted_by)


def _done(rule: Rule, started: Started, case: CaseSoFar, after: int, used: set[int]) -> Fact | None:
    """The first fact that meets the duty, or None."""
    done: Fact | None = None
    floor = floor_of(rule, started, case) if rule.has_floor else None
    if started.repeats:
        floor = floor or started.on
    for end in started.ends or rule.ends:
        found = None
        if end.may_be_early:
            if end.may_precede:
                after = max(after, case.left_before(rule.period, started.fact.position))
            found = _early(end, started, case, after, used)
        found = found or _first_after(end, started, case, floor)
        if found is not None and (done is None or found.position < done.position):
            done = found
    return done


def _left_for(name: str, started: Started, position: int, case: CaseSoFar) -> Period | None:
    """The first period of a kind in which other rules run that opens before ``position``."""
    for other in case.periods(name):
        if started.fact.position < other.first < position:
            return other
    return None


def floor_of(rule: Rule, started: Started, case: CaseSoFar) -> date | None:
    """The first day on which the duty can be done, or None where it can be done at once."""
    limit = limit_in_force(started)
    return floor_in(limit, started.on, case.calendars[rule.calendar]) if limit else None


def floor_in(limit: Limit, start: date, calendar: WorkingDayCalendar) -> date | None:
    """The first day on which the duty of a limit can be done, or None."""
    if limit.not_before is None or limit.not_before.amount is None:
        return None
    return add(start, limit.not_before.amount, calendar)


def _first_after(
    end: End, started: Started, case: CaseSoFar, floor: date | None = None
) -> Fact | None:
    start = started.fact
    for fact in case.history.of_type_from(end.event, floor or start.event.on):
        if fact.position <= start.position and not follows(fact, start):
            continue
        if end.only_follows:
            return fact
        if not end.hold_for(fact.event):
            continue
        if end.another and same(end.another, fact.event, start.event):
            continue
        if end.unless_running and case.soonest_running(end.unless_running, fact):
            continue
        if end.names and fact.event.attributes.get(end.names, start.event.id) != start.event.id:
            continue
        return fact
    return None


def follows(fact: Fact, start: Fact) -> bool:
    """Whether a fact comes after the start. On the start's own day the order of two different
    facts is not known unless both have a time, and what was done that day counts as done."""
    if fact.position > start.position:
        return True
    if fact.event.on != start.event.on or fact.event.type == start.event.type:
        return False
    if fact.ends_a_turn or comes_first(fact.event.type, start.event.type):
        return False
    return fact.event.at is None or start.event.at is None


def _may_come_after(stop: Fact, done: Fact) -> bool:
    """Whether the two are of one day without times, so that the duty may have been done first."""
    if stop.event.on != done.event.on or comes_first(stop.event.type, done.event.type):
        return False
    return stop.event.at is None or done.event.at is None


def same(attribute: str, one: Event, other: Event) -> bool:
    """Whether two events say the same of an attribute, such as which review they belong to."""
    return one.attributes.get(attribute) == other.attributes.get(attribute)


def _early(end: End, started: Started, case: CaseSoFar, after: int, used: set[int]) -> Fact | None:
    """The last fact before the start that already meets the duty, or None."""
    if end.since_first and started.first is not None:
        after = started.first
    for fact in reversed(case.history.of_type(end.event)):
        if fact.position > started.fact.position or not end.hold_for(fact.event):
            continue
        if end.months_before:
            if add_months(fact.event.on, end.months_before) >= started.on:
                return fact
        elif end.looks_to:
            looked_to = fact.event.attributes.get(end.looks_to)
            if looked_to is not None and day_of(looked_to) > started.on:
                return fact
        elif fact.position > after and fact.position not in used:
            return fact
    return None
