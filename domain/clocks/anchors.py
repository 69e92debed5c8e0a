"""From where a limit counts: the start itself, or something that the limit names instead."""

from datetime import date, datetime
from functools import lru_cache

from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.endings import follows, same
from domain.clocks.reckoned import CountedFrom, Reckoning, Started
from domain.counting import Unit
from domain.days import day_of
from domain.rules.limits import Anchor, Limit
from domain.rules.rule import Rule


# Nobody changes one, so that the clocks of a day may share it.
@lru_cache(maxsize=8192)
def _from_the_start(day: date) -> CountedFrom:
    return CountedFrom(day, day)


def counted_from(limit: Limit, rule: Rule, started: Started, case: CaseSoFar) -> CountedFrom | None:
    """From where a limit counts, or None where that is not known: a meeting without a date."""
    if limit.from_the_start:
        return _from_the_start(started.on)
    for anchor in limit.anchors:
        found = _find(anchor, rule, started, case)
        if found is not None:
            return found
    if limit.before or limit.halfway_to:
        return None
    at = started.fact.event.at
    hours = limit.amount is not None and limit.amount.unit is Unit.HOURS
    if hours and at:
        return CountedFrom(at, day_of(at))
    return CountedFrom(started.on, started.on)


def _find(anchor: Anchor, rule: Rule, started: Started, case: CaseSoFar) -> CountedFrom | None:
    if anchor.end_of_term:
        ends = started.term.ends if started.term else None
        return CountedFrom(ends, ends, named=anchor) if ends else None
    if anchor.opening:
        opened_on = started.period.opened_on
        return CountedFrom(opened_on, opened_on, named=anchor) if opened_on else None
    if anchor.due_of:
        return _due_date_of_another(anchor, rule, started, case)
    event = started.fact.event
    if anchor.event is None:
        value = event.attributes.get(anchor.attribute or "")
    else:
        value = _told_later(anchor, anchor.event, started, case)
    return None if value is None else CountedFrom(value, day_of(value), named=anchor)


def _due_date_of_another(
    anchor: Anchor, rule: Rule, started: Started, case: CaseSoFar
) -> CountedFrom | None:
    """The due date of the first of the rules named that has such a clock."""
    event = started.fact.event
    for rule_id in anchor.due_of:
        if anchor.previous:
            other = _before(rule_id, rule, started, case)
        else:
            other = case.clock_started_by(rule_id, (event.source, event.id))
        if other is not None:
            return CountedFrom(
                other.clock.due_on,
                other.clock.due_on,
                provisional=other.clock.provisional,
                due_of=rule_id,
                named=anchor,
            )
    return None


def _told_later(
    anchor: Anchor, type_name: str, started: Started, case: CaseSoFar
) -> date | datetime | None:
    """The day to come that the last fact of a type names, up to what ends the looking."""
    event = started.fact.event
    until = next(
        (
            fact.position
            for fact in case.history.of_type_from(anchor.until or event.type, started.on)
            if fact.position > started.fact.position
        ),
        None,
    )
    for fact in reversed(case.history.of_type_from(type_name, started.on)):
        value: date | datetime | None = fact.event.attributes.get(anchor.attribute or "")
        if (
            value is not None
            and fact.position > started.fact.position
            and (until is None or fact.position < until)
            and day_of(value) > started.on
            and not (anchor.another and same(anchor.another, fact.event, event))
        ):
            return value
    return None


def _before(rule_id: str, rule: Rule, started: Started, case: CaseSoFar) -> Reckoning | None:
    """The last clock of a rule that started before this one, in the same time in care."""
    since = case.left_before(rule.period, started.fact.position)
    for other in reversed(case.clocks_of(rule_id)):
        if since < other.started.fact.position and follows(started.fact, other.started.fact):
            return other
    return None
