"""What date a limit gives: counted out, extended where that was agreed, or a sooner one."""

from datetime import date, datetime, timedelta

from calendars.working_days import WorkingDayCalendar
from domain.case.events import Event
from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.clock import Clock
from domain.clocks.endings import follows
from domain.clocks.reckoned import CountedFrom, DueDate, Started
from domain.counting import Unit, add, add_beginning_on, add_hours, halfway
from domain.days import LONDON, end_of_day
from domain.rules.limits import Allowance, Limit


def due_date(
    limit: Limit,
    origin: CountedFrom,
    started: Started,
    calendar: WorkingDayCalendar,
    case: CaseSoFar,
) -> DueDate:
    """The date of a limit that counts from ``origin``."""
    amount, first_on = limit.amount, None
    if amount is None:
        due_on, due_at = halfway(started.on, origin.on), None
    else:
        due_on, due_at = _counted_out(limit, limit, origin, calendar)
    extended_by = _extended_by(limit, started, due_on, case) if limit.extension else None
    if extended_by is not None and limit.extension is not None:
        first_on, amount = due_on, limit.extension.amount
        due_on, due_at = _counted_out(limit, limit.extension, origin, calendar)
    sooner = _sooner(limit, started, due_on, case) if limit.no_later_than else None
    if sooner is not None:
        due_on, due_at, provisional = sooner.due_on, sooner.due_at, sooner.provisional
    else:
        in_working_days = amount is not None and amount.unit is Unit.WORKING_DAYS
        provisional = origin.provisional or (
            in_working_days and calendar.is_provisional(max(due_on, origin.on))
        )
    return DueDate(
        on=due_on,
        at=due_at,
        amount=amount,
        provisional=provisional,
        first_on=first_on,
        extended_by=extended_by,
        sooner=sooner,
    )


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


def _sooner(limit: Limit, started: Started, due_on: date, case: CaseSoFar) -> Clock | None:
    """The clock of another rule that runs already and is due before ``due_on``, or None."""
    other = case.soonest_running(limit.no_later_than, started.fact)
    return other.clock if other and other.clock.due_on < due_on else None
