"""The counting behind one clock: which limit, from where, and the date it gives."""

from datetime import date, datetime, timedelta

from calendars.working_days import WorkingDayCalendar
from domain.case.events import Event
from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.clock import Clock
from domain.clocks.endings import Ending, floor_of, follows, same
from domain.clocks.reckoned import Reckoning, Started
from domain.clocks.starts import limit_in_force
from domain.counting import Unit, add, add_beginning_on, add_hours, halfway
from domain.days import LONDON, day_of, end_of_day
from domain.references import namespace, reference
from domain.rules.limits import Allowance, Anchor, Limit
from domain.rules.rule import Rule
from domain.rules.rule_parts import UntilAge

_NAMESPACE = namespace("clocks")


def reckon(
    rule: Rule, started: Started, ending: Ending, case: CaseSoFar, *, lineage: str | None
) -> Reckoning | None:
    """Work out one clock, or None where the rule sets no date.

    That is so when the rule was not in force at the start, when what it counts towards is not
    known (a meeting booked without a date), or when the duty ends at an age reached by then.
    ``lineage`` is that of the clock whose start this one's replaced, or None.
    """
    limit = limit_in_force(started)
    anchored = _anchor(limit, rule, started, case) if limit else None
    if limit is None or anchored is None:
        return None
    anchor, anchor_provisional, due_of, named = anchored
    # What was done before a bank holiday was announced keeps the calendar of its time.
    ended_on = ending.on or started.superseded_on
    calendar = case.calendars[rule.calendar].known_on(ended_on or date.max)
    amount, counted_from = limit.amount, day_of(anchor)
    if amount is None:
        due_on, due_at = halfway(started.on, counted_from), None
    else:
        due_on, due_at = _due(limit, limit, anchor, counted_from, calendar)
    first_due_on, extended_by = None, None
    if limit.extension is not None:
        extended_by = _extended_by(limit, started, due_on, case)
        if extended_by is not None:
            first_due_on, amount = due_on, limit.extension.amount
            due_on, due_at = _due(limit, limit.extension, anchor, counted_from, calendar)
    sooner = _sooner(limit, started, due_on, case) if limit.no_later_than else None
    if sooner is not None:
        due_on, due_at = sooner.due_on, sooner.due_at
        anchor_provisional = sooner.provisional
    if rule.until_age is not None and _is_past_age(rule.until_age, due_on, case):
        return None
    target = limit.target.amount if limit.target else None
    person, team = case.assigned(rule.responsible)
    event = started.fact.event
    counts_working_days = sooner is None and amount is not None and amount.unit is Unit.WORKING_DAYS
    # A term keeps its clock when its dates are corrected.
    which = f"|{started.term.name if started.term else started.on}" if started.repeats else ""
    clock_id = reference(_NAMESPACE, f"{event.case}|{rule.id}|{event.source}|{event.id}{which}")
    done = ending.done.event if ending.done else None
    superseded_on = started.superseded_on if done is None else None
    # By place as far as the fields are required: by name it takes twice as long.
    clock = Clock(
        clock_id,
        lineage or clock_id,
        event.case,
        rule.id,
        limit.since,
        started.on,
        counted_from,
        due_on,
        calendar.last_working_day_on_or_before(due_on),
        anchor_provisional
        or (counts_working_days and calendar.is_provisional(max(due_on, counted_from))),
        rule.confidence_word,
        rule.responsible,
        (event.source, event.id),
        lapses=rule.lapses or rule.watch,
        started_at=None if started.arises else event.at,
        due_at=due_at,
        not_before=floor_of(rule, started, case) if rule.has_floor else None,
        target_on=add(started.on, target, calendar) if target else None,
        extended_on=extended_by.on if extended_by else None,
        completed_on=done.on if done else None,
        completed_at=done.at if done else None,
        end_event=(done.source, done.id) if done else None,
        stopped_on=None if superseded_on else ending.stopped_on,
        superseded_on=superseded_on,
        person=person,
        team=team,
    )
    return Reckoning(
        clock,
        rule,
        started,
        limit,
        amount,
        anchor,
        named,
        due_of,
        calendar,
        first_due_on,
        sooner,
        extended_by,
        _cautions(rule, started, case) if rule.cautions else (),
        done,
        ending.stopped_by,
    )


def _anchor(
    limit: Limit, rule: Rule, started: Started, case: CaseSoFar
) -> tuple[date | datetime, bool, str | None, Anchor | None] | None:
    """What the limit counts from or towards, whether that is provisional, and what says so."""
    event = started.fact.event
    for anchor in limit.anchors:
        found = _find(anchor, rule, started, case)
        if found is not None:
            return *found, anchor
    if limit.before or limit.halfway_to:
        return None
    hours = event.at and limit.amount is not None and limit.amount.unit is Unit.HOURS
    return (event.at if hours and event.at else started.on), False, None, None


def _is_past_age(until: UntilAge, due_on: date, case: CaseSoFar) -> bool:
    """Whether the duty has ended with a birthday by the day on which it would fall due."""
    later = until.or_age is not None and until.once and case.history.of_type(until.once)
    birthday = case.birthday(until.or_age if later and until.or_age else until.age)
    return birthday is not None and birthday <= due_on


def _sooner(limit: Limit, started: Started, due_on: date, case: CaseSoFar) -> Clock | None:
    """The clock of another rule that runs already and is due before ``due_on``, or None."""
    other = case.soonest_running(limit.no_later_than, started.fact)
    return other.clock if other and other.clock.due_on < due_on else None


def _find(
    anchor: Anchor, rule: Rule, started: Started, case: CaseSoFar
) -> tuple[date | datetime, bool, str | None] | None:
    if anchor.end_of_term:
        return (started.term.ends, False, None) if started.term else None
    event = started.fact.event
    if anchor.due_of:
        for rule_id in anchor.due_of:
            if anchor.previous:
                other = _before(rule_id, rule, started, case)
            else:
                other = case.clock_started_by(rule_id, (event.source, event.id))
            if other is not None:
                return other.clock.due_on, other.clock.provisional, rule_id
        return None
    if anchor.event is None:
        value = event.attributes.get(anchor.attribute or "")
        return None if value is None else (value, False, None)
    until = next(
        (
            fact.position
            for fact in case.history.of_type_from(anchor.until or event.type, started.on)
            if fact.position > started.fact.position
        ),
        None,
    )
    for fact in reversed(case.history.of_type_from(anchor.event, started.on)):
        value = fact.event.attributes.get(anchor.attribute or "")
        if (
            value is not None
            and fact.position > started.fact.position
            and (until is None or fact.position < until)
            and day_of(value) > started.on
            and not (anchor.another and same(anchor.another, fact.event, event))
        ):
            return value, False, None
    return None


def _before(rule_id: str, rule: Rule, started: Started, case: CaseSoFar) -> Reckoning | None:
    """The last clock of a rule that started before this one, in the same time in care."""
    since = case.left_before(rule.period, started.fact.position)
    for other in reversed(case.clocks_of(rule_id)):
        if since < other.started.fact.position and follows(started.fact, other.started.fact):
            return other
    return None


def _due(
    limit: Limit,
    allowed: Allowance,
    anchor: date | datetime,
    counted_from: date,
    calendar: WorkingDayCalendar,
) -> tuple[date, datetime | None]:
    """The due date, and for hours the instant."""
    amount, signed = allowed.amount, allowed.backwards if limit.before else allowed.amount
    if amount is None or signed is None:
        raise ValueError("a limit without an amount is half way to something")
    if amount.unit is Unit.HOURS:
        if isinstance(anchor, datetime):
            due_at = add_hours(anchor, signed.number)
            return due_at.astimezone(LONDON).date(), due_at
        # Only the date is known: whole days, to the end of the last of them.
        days = -(-amount.number // 24)
        due_on = anchor + timedelta(days=-days if limit.before else days)
        return due_on, end_of_day(due_on)
    if limit.beginning_on_start:
        return add_beginning_on(counted_from, amount, calendar), None
    return add(counted_from, signed, calendar), None


def _cautions(rule: Rule, started: Started, case: CaseSoFar) -> tuple[str, ...]:
    """The rule's cautions that hold of the case, by what it last said in the clock's period."""
    last = started.period.last - 1
    return tuple(
        caution.says
        for caution in rule.cautions
        if all(case.last_said(name, last) in wanted for name, wanted in caution.standing.items())
    )


def _extended_by(limit: Limit, started: Started, due_on: date, case: CaseSoFar) -> Event | None:
    """What extended the clock, if it was agreed by the due date. Later is too late."""
    extension = limit.extension
    if extension is None:
        return None
    for fact in case.history.of_type(extension.event):
        if (
            follows(fact, started.fact)
            and fact.position < started.period.last
            and extension.hold_for(fact.event)
        ):
            return fact.event if fact.event.on <= due_on else None
    return None
