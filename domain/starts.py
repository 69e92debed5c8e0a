"""Where in a case's history a rule's clocks start."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.case_so_far import CaseSoFar
from domain.history import Fact
from domain.periods import WHOLE_HISTORY, Period
from domain.rules import End, Limit, Rule, Start


@dataclass(slots=True)
class Started:
    """One start of a rule's clock.

    ``on`` is the day the duty begins, which for a duty that arises from a breach is later
    than its ``fact``. ``superseded_on`` is the day a later start replaced this one;
    ``continues`` says that this start replaced the one before it, and ``first`` is the position
    of the first start of such a row.
    """

    fact: Fact
    on: date
    period: Period
    limits: tuple[Limit, ...]
    superseded_on: date | None = None
    continues: bool = False
    arises: bool = False
    ends: tuple[End, ...] = ()
    first: int | None = None


def starts_of(rule: Rule, case: CaseSoFar) -> list[Started]:
    """The starts of one rule in one case, in order."""
    found: list[Started] = []
    for start in rule.starts:
        if start.breach_of is not None:
            found.extend(_breaches(rule, start, case))
        elif start.latest_until is not None:
            found.extend(_replaced(list(_events(rule, start, case)), start.latest_until, case))
        else:
            found.extend(_events(rule, start, case))
    if len(rule.starts) > 1:
        found.sort(key=lambda started: started.fact.position)
    return found


def _events(rule: Rule, start: Start, case: CaseSoFar) -> Iterator[Started]:
    limits = start.limits or rule.limits
    seen: Counter[int] = Counter()
    for fact in case.history.of_type(start.event or ""):
        if not start.hold_for(fact.event):
            continue
        period = _period(rule, fact.position, case)
        if period is None or not start.hold_in(period, fact.event.on):
            continue
        if start.opens_period and period.first != fact.position:
            continue
        if start.during and not case.known_to_be_in(start.during, fact.position):
            continue
        if start.outside and case.known_to_be_in(start.outside, fact.position):
            continue
        if start.nth or start.from_nth:
            seen[period.first] += 1
            number = seen[period.first]
            if number != start.nth and (start.nth or number < (start.from_nth or 1)):
                continue
        yield Started(fact, fact.event.on, period, limits, ends=start.ends)


def _period(rule: Rule, position: int, case: CaseSoFar) -> Period | None:
    if rule.period == "whole_history":
        return WHOLE_HISTORY
    return case.period_at(rule.period, position)


def _replaced(found: list[Started], until: str, case: CaseSoFar) -> Iterator[Started]:
    """Let each start replace the one before it, unless a fact of type ``until`` lies between."""
    limits = [fact.position for fact in case.history.of_type(until)]
    continues, first = False, -1
    for started, later in zip(found, [*found[1:], None], strict=False):
        first = first if continues else started.fact.position
        replaced = (
            later is not None
            and later.period.first == started.period.first
            and not any(started.fact.position < limit < later.fact.position for limit in limits)
        )
        yield Started(
            started.fact,
            started.on,
            started.period,
            started.limits,
            superseded_on=later.on if replaced and later else None,
            continues=continues,
            ends=started.ends,
            first=first,
        )
        continues = replaced


def _breaches(rule: Rule, start: Start, case: CaseSoFar) -> Iterator[Started]:
    breach = start.breach_of
    if breach is None:
        return
    for reckoning in case.clocks_of(breach.rule):
        clock = reckoning.clock
        if breach.unless_extended and clock.extended_on is not None:
            continue
        ended_on = clock.completed_on or clock.stopped_on
        calendar = case.calendars[rule.calendar].known_on(ended_on or date.max)
        last_day = calendar.add_working_days(clock.counted_from, breach.working_days)
        if ended_on is not None and ended_on <= last_day:
            continue
        arises_on = calendar.add_working_days(last_day, 1)
        started = reckoning.started
        yield Started(
            started.fact,
            arises_on,
            started.period,
            start.limits or rule.limits,
            arises=True,
            ends=start.ends,
        )
