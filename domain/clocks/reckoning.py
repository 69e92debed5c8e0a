"""The counting behind one clock, in three steps: which limit, from where, and what date."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from calendars.working_days import WorkingDayCalendar
from domain.case.agreed_facts import Agreement
from domain.case.events import Event
from domain.clocks.anchors import counted_from
from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.clock import Clock
from domain.clocks.due_dates import Counting, counted_out, due_date
from domain.clocks.endings import Ending, floor_in
from domain.clocks.reckoned import CountedFrom, DueDate, Reckoning, Started
from domain.clocks.remarks import cautions_of, relaxed_by
from domain.clocks.starts import limit_in_force
from domain.clocks.time_spent import stays_of
from domain.counting import add
from domain.references import namespace, reference
from domain.rules.after_due import AfterDue
from domain.rules.limits import Limit
from domain.rules.rule import Rule
from domain.rules.rule_parts import UntilAge

_NAMESPACE = namespace("clocks")


def reckon(
    rule: Rule,
    started: Started,
    ending: Ending,
    case: CaseSoFar,
    *,
    lineage: str | None,
    before: Sequence[Reckoning] = (),
) -> Reckoning | None:
    """Work out one clock, or None where the rule sets no date.

    That is so when the rule was not in force at the start, when what it counts towards is not
    known (a meeting booked without a date), or when the duty ends at an age reached by then.
    ``lineage`` is that of the clock whose start this one's replaced, or None; ``before`` are the
    rule's clocks before this one.
    """
    limit = limit_in_force(started)
    origin = counted_from(limit, rule, started, case) if limit is not None else None
    if limit is None or origin is None:
        return None
    calendar = case.calendars[rule.calendar]
    if calendar.before is not None:
        # What was done before a bank holiday was announced keeps the calendar of its time.
        calendar = calendar.known_on(ending.on or started.superseded_on or date.max)
    if limit.only_counts:
        due = counted_out(limit, origin, calendar)
    else:
        counting = Counting(limit=limit, origin=origin, started=started, calendar=calendar)
        if limit.in_any_days:
            counting.earlier = stays_of(before)
        due = due_date(counting, case)
    if rule.until_age is not None and _is_past_age(rule.until_age, due.on, case):
        return None
    clock = _clock(limit, origin, due, started, rule=rule, case=case, calendar=calendar)
    found = Reckoning(
        clock=clock,
        rule=rule,
        started=started,
        limit=limit,
        origin=origin,
        due=due,
        calendar=calendar,
    )
    if lineage is not None:
        clock.lineage = lineage
    _end(found, ending)
    _remark(found, case)
    return found


def _remark(found: Reckoning, case: CaseSoFar) -> None:
    """Keep with a clock what is to be said beside it."""
    rule = found.rule
    if rule.cautions or rule.by_age:
        found.cautions = cautions_of(rule, found.started, case)
    if rule.relaxed:
        found.relaxed = relaxed_by(rule, found.clock, found.started, case)


# Most clocks of an authority fall due on one of a few thousand days.
@lru_cache(maxsize=8192)
def _act_by(calendar: WorkingDayCalendar, day: date) -> date:
    return calendar.last_working_day_on_or_before(day)


def _clock(
    limit: Limit,
    origin: CountedFrom,
    due: DueDate,
    started: Started,
    *,
    rule: Rule,
    case: CaseSoFar,
    calendar: WorkingDayCalendar,
) -> Clock:
    """The clock before anything has ended it."""
    event, on = started.fact.event, due.on
    clock_id = _clock_id(rule, started, event)
    person, team = case.assigned(rule.responsible)
    clock = Clock(
        clock=clock_id,
        lineage=clock_id,
        case=event.case,
        rule=rule.id,
        rule_version=limit.since,
        started_on=started.on,
        counted_from=origin.on,
        due_on=on,
        act_by=_act_by(calendar, on),
        provisional=due.provisional,
        confidence=rule.confidence_word,
        responsible_role=rule.responsible,
        start_event=(event.source, event.id),
        after_due=rule.after_due,
        started_at=None if started.arises else event.at,
        due_at=due.at,
        person=person,
        team=team,
        own_case=event.own_case,
    )
    if due.agreements:
        clock.extended_on = due.agreements[-1].on
    if rule.has_floor:
        clock.not_before = floor_in(limit, started.on, case.calendars[rule.calendar])
    if limit.target is not None and limit.target.amount is not None:
        clock.target_on = add(started.on, limit.target.amount, calendar)
    if limit.as_soon_as_practicable:
        clock.after_due, clock.target_on = AfterDue.PRACTICABLE, on
    return clock


def _end(found: Reckoning, ending: Ending) -> None:
    """Say of a clock what ended it, if anything did."""
    clock = found.clock
    if ending.done is not None:
        done = found.done = ending.done.event
        clock.completed_on, clock.completed_at = done.on, done.at
        clock.end_event = done.source, done.id
        return
    clock.superseded_on = found.started.superseded_on or ending.moved_on
    found.ended_by, found.lifted_by = ending.stopped_by, ending.lifted_by
    if clock.superseded_on is None:
        clock.stopped_on = ending.stopped_on


def keep_evidence(found: Reckoning, told: Agreement) -> None:
    """Keep with a clock what each source tells, and the ids that it would have by those that tell
    its start besides the one that counts. Only a case of several sources has any."""
    others = told.evidence_of(found.started.fact.event)[1:]
    found.told = told
    found.clock.also = tuple(_clock_id(found.rule, found.started, one) for one in others)


def _clock_id(rule: Rule, started: Started, event: Event) -> str:
    """The same for the same case, rule and starting event, however often its dates move.

    Also when the case is joined with another, or parted: the starting event keeps its own.
    """
    # A term keeps its clock when its dates are corrected.
    which = f"|{started.term.name if started.term else started.on}" if started.repeats else ""
    case = event.own_case or event.case
    return reference(_NAMESPACE, f"{case}|{rule.id}|{event.source}|{event.id}{which}")


def _is_past_age(until: UntilAge, due_on: date, case: CaseSoFar) -> bool:
    """Whether the duty has ended with a birthday by the day on which it would fall due."""
    later = until.or_age is not None and until.once and case.history.of_type(until.once)
    birthday = case.birthday(until.or_age if later and until.or_age else until.age)
    return birthday is not None and birthday <= due_on
