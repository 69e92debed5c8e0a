"""Where in a case's history a rule's clocks start."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from domain.case.history import Fact
from domain.case.periods import WHOLE_HISTORY, Period
from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.reckoned import Reckoning, Started
from domain.counting import add_months, birthday
from domain.days import day_of
from domain.rules.limits import Limit
from domain.rules.rule import Rule
from domain.rules.rule_parts import Age, AgreedDay, TimeIn
from domain.rules.starts import Start

# Nobody is in one period of care for longer.
_MOST_YEARS = 25


def starts_of(rule: Rule, case: CaseSoFar) -> list[Started]:
    """The starts of one rule in one case, in order. Of two that one fact makes the first counts."""
    found: list[Started] = []
    for start in rule.starts:
        if start.event is not None and start.event not in case.history.facts:
            continue
        if start.is_each_event:
            found.extend(_events(rule, start, case))
        elif start.breach_of is not None:
            found.extend(_breaches(rule, start, case))
        elif start.birthday is not None:
            found.extend(_birthdays(rule, start, case))
        elif start.each_year_on is not None:
            for opening in _events(rule, start.opening, case):
                found.extend(_years(rule, start, opening, case))
        elif start.each_school_term:
            for opening in _events(rule, start.opening, case):
                found.extend(_terms(start, opening, case))
        else:
            found.extend(_replaced(list(_events(rule, start, case)), start.latest_until, case))
    if len(rule.starts) > 1 and len(found) > 1:
        found.sort(key=lambda started: started.fact.position)
        found = [
            one
            for one, before in zip(found, [None, *found], strict=False)
            if before is None or one.repeats or one.fact is not before.fact
        ]
    return found


def limit_in_force(started: Started) -> Limit | None:
    """The limit in force when the clock started: a clock under way keeps its own."""
    latest = started.limits[0]
    if latest.unconditional and latest.since <= started.on:
        return latest
    in_force: date | None = None
    for limit in started.limits:  # the latest first
        if limit.since > started.on:
            continue
        if in_force is not None and limit.since < in_force:
            return None
        in_force = limit.since
        if limit.unconditional or (
            limit.hold_for(started.fact.event) and limit.hold_in(started.period, started.on)
        ):
            return limit
    return None


def _events(rule: Rule, start: Start, case: CaseSoFar) -> Iterator[Started]:
    whole = rule.period == "whole_history"
    within = [WHOLE_HISTORY] if whole else case.periods(rule.period)
    fitting: set[int] | None = None
    if start.asks_of_period:
        fitting = {period.first for period in within if start.fit_period(period)}
        if not fitting:
            return
    limits = start.limits or rule.limits
    seen: dict[int, int] = {}
    narrows = start.narrows or (rule.outside is not None and bool(case.periods(rule.outside)))
    for fact in case.history.of_type(start.event or ""):
        if start.asks_of_event and not start.hold_for(fact.event):
            continue
        period = WHOLE_HISTORY if whole else case.period_at(rule.period, fact.position)
        if period is None or (fitting is not None and period.first not in fitting):
            continue
        if start.asks_how_long and not start.lasted(period, fact.event.on):
            continue
        if narrows and not _is_meant(rule, start, fact, period, case):
            continue
        if start.nth or start.from_nth:
            number = seen[period.first] = seen.get(period.first, 0) + 1
            if number != start.nth and (start.nth or number < (start.from_nth or 1)):
                continue
        yield Started(fact=fact, on=fact.event.on, period=period, limits=limits, ends=start.ends)


def _is_meant(rule: Rule, start: Start, fact: Fact, period: Period, case: CaseSoFar) -> bool:
    """Whether the start asks for just such a place in the case's periods and history."""
    if start.opens_period and period.first != fact.position:
        return False
    if start.during and not case.known_to_be_in(start.during, fact.position):
        return False
    if start.outside and case.known_to_be_in(start.outside, fact.position):
        return False
    if start.closes and all(one.last != fact.position for one in case.periods(start.closes)):
        return False
    if rule.outside and case.period_at(rule.outside, fact.position):
        return False
    return not start.asks_of_the_case or _holds_of_the_case(start, fact, period, case)


def _holds_of_the_case(start: Start, fact: Fact, period: Period, case: CaseSoFar) -> bool:
    if start.before_first and _reached(start.before_first, period, fact, case):
        return False
    if start.after_first and not _reached(start.after_first, period, fact, case):
        return False
    for name, wanted in start.standing.items():
        if case.last_said(name, fact.position) not in wanted:
            return False
    for name, refused in start.not_standing.items():
        if case.last_said(name, fact.position) in refused:
            return False
    return start.age is None or _is_of_age(start.age, fact.event.on, case)


def _reached(names: tuple[str, ...], period: Period, fact: Fact, case: CaseSoFar) -> bool:
    """Whether the period has had a fact of one of the types before this one."""
    return any(
        period.first <= one.position < fact.position
        for name in names
        for one in case.history.of_type(name)
    )


def _is_of_age(age: Age, day: date, case: CaseSoFar) -> bool:
    reached = case.birthday(age.reached) if age.reached else None
    if reached is not None and add_months(day, age.in_months) < reached:
        return False
    return _is_young_enough(age, day, case)


def _is_young_enough(age: Age, day: date, case: CaseSoFar) -> bool:
    if age.under is None:
        return True
    outgrown = case.birthday(age.under)
    return outgrown is not None and add_months(day, age.in_months) < outgrown


def _birthdays(rule: Rule, start: Start, case: CaseSoFar) -> Iterator[Started]:
    """The birthday, or the first day after it on which the time asked for has been spent."""
    for fact in case.history.of_type("born")[-1:]:
        day = birthday(fact.event.on, start.birthday or 0)
        eligible = _spent(start.after, day, case) if start.after else day
        if eligible is not None:
            limits = start.limits or rule.limits
            yield Started(fact=fact, on=eligible, period=WHOLE_HISTORY, limits=limits, arises=True)


def _years(rule: Rule, start: Start, opening: Started, case: CaseSoFar) -> Iterator[Started]:
    """Each whole year in a period, up to the first in which the duty is not done."""
    month, day = map(int, (start.each_year_on or "").split("-"))
    begins = date(opening.on.year, month, day)
    if begins < opening.on:
        begins = add_months(begins, 12)
    for _ in range(_MOST_YEARS):
        closed_on = opening.period.closed_on
        if closed_on is not None and closed_on < begins:
            return
        next_year = add_months(begins, 12)
        last_day = next_year - timedelta(days=1)
        if start.age is not None and not _is_young_enough(start.age, last_day, case):
            return  # nor in any later year
        if start.age is None or _is_of_age(start.age, last_day, case):
            yield replace(opening, on=begins, arises=True, repeats=True)
            if not any(case.history.of_type_from(end.event, begins) for end in rule.ends):
                return
        begins = next_year


def _terms(start: Start, opening: Started, case: CaseSoFar) -> Iterator[Started]:
    """Each school term that the period has days of. One that is missed hides none after it."""
    closed_on = opening.period.closed_on
    for term in case.rulebook.terms:
        begins = max(term.begins, opening.on)
        if term.ends < begins or (closed_on is not None and closed_on <= begins):
            continue
        if start.age is None or _is_of_age(start.age, begins, case):
            yield replace(opening, on=begins, arises=True, repeats=True, term=term)


def _spent(asked: TimeIn, from_day: date, case: CaseSoFar) -> date | None:
    """The first day from ``from_day`` on, inside a period, by which the time is spent."""
    left, since = timedelta(weeks=asked.weeks), case.birthday(asked.since_age)
    for period in case.periods(asked.period):
        if period.opened_on is None or since is None:
            continue
        begins = max(period.opened_on, since)
        eligible = max(begins + max(left, timedelta()), from_day)
        if period.closed_on is None or eligible < period.closed_on:
            return eligible
        left -= max(period.closed_on - begins, timedelta())
    return None


def _replaced(found: list[Started], until: tuple[str, ...], case: CaseSoFar) -> Iterator[Started]:
    """Let each start replace the one before it, unless a fact of a type ``until`` lies between."""
    limits = [fact.position for name in until for fact in case.history.of_type(name)]
    continues, first = False, -1
    for started, later in zip(found, [*found[1:], None], strict=False):
        first = first if continues else started.fact.position
        replaced = (
            later is not None
            and later.period.first == started.period.first
            and not any(started.fact.position < limit < later.fact.position for limit in limits)
        )
        yield Started(
            fact=started.fact,
            on=started.on,
            period=started.period,
            limits=started.limits,
            superseded_on=later.on if replaced and later else None,
            continues=continues,
            ends=started.ends,
            first=first,
        )
        continues = replaced


def _agreed_days(agreed: AgreedDay, reckoning: Reckoning, case: CaseSoFar) -> Iterator[date]:
    """The days that agreements on a clock's duty name."""
    started = reckoning.started
    for fact in case.history.of_type(agreed.event):
        day = fact.event.attributes.get(agreed.attribute)
        inside = started.fact.position < fact.position < started.period.last
        if day is not None and inside and agreed.hold_for(fact.event):
            yield day_of(day)


def _breaches(rule: Rule, start: Start, case: CaseSoFar) -> Iterator[Started]:
    breach = start.breach_of
    if breach is None:
        return
    for reckoning in case.clocks_of(breach.rule):
        clock = reckoning.clock
        if breach.unless_extended and clock.extended_on is not None:
            continue
        if clock.superseded_on is not None:
            continue  # its start moved, and the clock that came in its place counts
        ended_on = clock.completed_on or clock.stopped_on
        calendar = case.calendars[rule.calendar].known_on(ended_on or date.max)
        last_day = calendar.add_working_days(clock.counted_from, breach.working_days)
        if breach.later_day is not None:
            last_day = max(last_day, *_agreed_days(breach.later_day, reckoning, case), last_day)
        if ended_on is not None and ended_on <= last_day:
            continue
        arises_on = calendar.add_working_days(last_day, 1)
        started = reckoning.started
        yield Started(
            fact=started.fact,
            on=arises_on,
            period=started.period,
            limits=start.limits or rule.limits,
            arises=True,
            ends=start.ends,
        )
