"""What date a limit gives: counted out, set by a court, extended where that was agreed, or a sooner
one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from calendars.working_days import WorkingDayCalendar
from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.clock import Clock
from domain.clocks.endings import floor_in, follows
from domain.clocks.reckoned import CountedFrom, DueDate, Started
from domain.clocks.time_spent import Stay, spent_by
from domain.counting import Unit, add, add_beginning_on, add_hours, first_on_or_after, halfway
from domain.days import LONDON, day_of, end_of_day
from domain.rules.limits import Allowance, Extension, Limit

_SECOND = timedelta(seconds=1)


@dataclass(slots=True)
class Counting:
    """What a limit is counted with: from where, for which start, and by which calendar.

    ``earlier`` are the stays of the rule's clocks before this one, which count where the limit is
    on all of them together.
    """

    limit: Limit
    origin: CountedFrom
    started: Started
    calendar: WorkingDayCalendar
    earlier: Sequence[Stay] = ()


def due_date(counting: Counting, case: CaseSoFar) -> DueDate:
    """The date of a limit that does more than count out a number; see ``counted_out``."""
    limit = counting.limit
    due = _first(counting)
    if limit.extension is not None:
        due = _extended(limit.extension, due, counting, case)
    sooner = _sooner(limit, counting.started, due.on, case) if limit.no_later_than else None
    if sooner is not None:
        due.on, due.at, due.sooner = sooner.due_on, sooner.due_at, sooner
        due.provisional = sooner.provisional
        return due
    due.provisional = _is_provisional(due, counting.origin, counting.calendar)
    return due


def counted_out(limit: Limit, origin: CountedFrom, calendar: WorkingDayCalendar) -> DueDate:
    """The date of a limit that only counts out a number, as most do."""
    on, at = _counted_out(limit, limit, origin, calendar)
    due = DueDate(on=on, at=at, amount=limit.amount)
    due.provisional = _is_provisional(due, origin, calendar)
    return due


def _is_provisional(due: DueDate, origin: CountedFrom, calendar: WorkingDayCalendar) -> bool:
    """Whether it rests on bank holidays that are not announced yet."""
    if origin.provisional or due.amount is None or due.amount.unit is not Unit.WORKING_DAYS:
        return origin.provisional
    return calendar.is_provisional(max(due.on, origin.on))


def _first(counting: Counting) -> DueDate:
    """The date as it is before anybody extends it."""
    limit, origin, started = counting.limit, counting.origin, counting.started
    if limit.until is not None:
        set_to = started.fact.event.attributes.get(limit.until)
        if set_to is not None:
            at = set_to if isinstance(set_to, datetime) else None
            return DueDate(day_of(set_to), at, limit.amount, was_set=True)
    if limit.amount is not None:
        if limit.in_any_days is not None and counting.earlier:
            return _with_earlier_stays(limit, limit.in_any_days, counting)
        on, at = _counted_out(limit, limit, origin, counting.calendar)
        return DueDate(on=on, at=at, amount=limit.amount)
    if limit.on_day is not None:
        return DueDate(first_on_or_after(origin.on, limit.on_day), None, None)
    floor = floor_in(limit, started.on, counting.calendar)
    if limit.as_soon_as_practicable and floor is not None:
        return DueDate(floor, None, None)
    return DueDate(halfway(started.on, origin.on), None, None)


def _with_earlier_stays(limit: Limit, days: int, counting: Counting) -> DueDate:
    """Hours that are counted together. Where only the date is known its own day is not counted."""
    at = counting.origin.at
    begins = at if isinstance(at, datetime) else end_of_day(counting.origin.on) + _SECOND
    allowed = timedelta(hours=limit.hours or 0)
    spent, due_at = spent_by(allowed, timedelta(days=days), begins, counting.earlier)
    if not isinstance(at, datetime):
        due_at -= _SECOND
    return DueDate(due_at.astimezone(LONDON).date(), due_at, limit.amount, spent=spent)


def _counted_out(
    limit: Limit, allowed: Allowance, origin: CountedFrom, calendar: WorkingDayCalendar
) -> tuple[date, datetime | None]:
    """The due date, and for hours the instant."""
    amount, signed = allowed.amount, allowed.backwards if limit.before else allowed.amount
    if amount is None or signed is None:
        raise ValueError("a limit without an amount is half way to something")
    if amount.unit is Unit.HOURS:
        if isinstance(origin.at, datetime):
            due_at = add_hours(origin.at, signed.number)
            return due_at.astimezone(LONDON).date(), due_at
        # Only the date is known: whole days, to the end of the last of them.
        days = -(-amount.number // 24)
        due_on = origin.on + timedelta(days=-days if limit.before else days)
        return due_on, end_of_day(due_on)
    if limit.beginning_on_start:
        return add_beginning_on(origin.on, amount, calendar), None
    return add(origin.on, signed, calendar), None


def _extended(extension: Extension, first: DueDate, counting: Counting, case: CaseSoFar) -> DueDate:
    """The date with the extensions that were agreed in time: by the day on which it was then due.
    Later is too late. A day that is agreed holds as far as the most that is allowed."""
    due, started = first, counting.started
    for fact in case.history.of_type(extension.event):
        if not (
            follows(fact, started.fact)
            and fact.position < started.period.last
            and extension.hold_for(fact.event)
        ):
            continue
        if fact.event.on > due.on:
            break
        base = due if extension.each else first
        most_on, most_at = _most(extension, base, counting)
        until = fact.event.attributes.get(extension.until) if extension.until else None
        if (until is None or day_of(until) > most_on) and most_on > due.on:
            on, at = most_on, most_at
        elif until is not None and due.on < day_of(until) <= most_on:
            on, at = day_of(until), until if isinstance(until, datetime) else None
        else:
            continue  # no later than the date that there is
        due = replace(
            first,
            on=on,
            at=at,
            amount=extension.amount,
            first_on=first.on,
            agreements=(*due.agreements, fact.event),
            was_set=until is not None and day_of(until) == on,
            too_long=until is not None and day_of(until) > most_on,
        )
        if not (extension.each or extension.until):
            break
    return due


def _most(extension: Extension, base: DueDate, counting: Counting) -> tuple[date, datetime | None]:
    """The latest date that an extension may give."""
    if extension.on_top and extension.amount is not None:
        return add(base.on, extension.amount, counting.calendar), None
    return _counted_out(counting.limit, extension, counting.origin, counting.calendar)


def _sooner(limit: Limit, started: Started, due_on: date, case: CaseSoFar) -> Clock | None:
    """The clock of another rule that runs already and is due before ``due_on``, or None."""
    other = case.soonest_running(limit.no_later_than, started.fact)
    return other.clock if other and other.clock.due_on < due_on else None
