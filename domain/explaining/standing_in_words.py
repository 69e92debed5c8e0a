"""How a clock stands on a day, in one line."""

from datetime import date, datetime, time

from calendars.working_days import WorkingDayCalendar
from domain.clocks.clock import Clock, State
from domain.clocks.reckoned import Reckoning
from domain.clocks.states import breached_on, state
from domain.counting import working_days_left
from domain.days import LONDON
from domain.rules.after_due import AfterDue
from domain.wording import counted, day_in_words, event_in_words, exact_instant, short_day

_SECONDS_AN_HOUR = 3600


# long: one case a state, each a sentence
def standing_in_words(reckoning: Reckoning, as_of: date) -> str:
    """Whether it was done, fell away, is late or has how long left, on ``as_of``."""
    clock, calendar = reckoning.clock, reckoning.calendar
    standing = state(clock, reckoning.rule.ladder, calendar, as_of)
    breach = breached_on(clock, as_of)
    overdue = f" It was overdue from {day_in_words(breach)}." if breach else ""
    match standing:
        case State.MET | State.MET_LATE if clock.completed_on:
            return f"{_done(reckoning, standing)}{_in_two_parts(reckoning)}{overdue}"
        case State.STOPPED if clock.stopped_on and clock.stopped_on <= as_of:
            return f"{_fell_away(reckoning, clock.stopped_on)}{overdue}"
        case State.STOPPED if clock.after_due is AfterDue.WATCHED:
            return f"The point watched for was reached on {day_in_words(clock.due_on)}."
        case State.STOPPED:
            return f"The time closed on {day_in_words(clock.due_on)}."
        case State.SUPERSEDED if clock.superseded_on:
            moved_on = day_in_words(clock.superseded_on)
            return f"Replaced on {moved_on}, when its start moved.{overdue}"
        case State.OVERDUE:
            return f"On {short_day(as_of)} it is overdue by {_late(clock, calendar, as_of)}."
        case State.IN_DOUBT:
            late = _late(clock, calendar, as_of)
            return f"On {short_day(as_of)} it would be overdue by {late}, and is in doubt."
        case State.DUE_TODAY:
            until = f" at {clock.due_at.astimezone(LONDON):%H:%M %Z}" if clock.due_at else ""
            return f"{day_in_words(as_of)} is the day it is due{until}; it is not overdue."
    if clock.after_due is AfterDue.PRACTICABLE and as_of >= clock.due_on:
        return (
            f"It can be done since {day_in_words(clock.due_on)}, and is to be done as soon as "
            "practicable. The law sets no day, so it is never overdue."
        )
    return _left(clock, calendar, as_of)


def _done(reckoning: Reckoning, standing: State) -> str:
    clock = reckoning.clock
    day = day_in_words(clock.completed_on) if clock.completed_on else ""
    when = exact_instant(clock.completed_at) if clock.completed_at and clock.due_at else day
    if clock.after_due is AfterDue.PRACTICABLE:
        return f"Done on {when}."
    return f"Done on {when}, {'late' if standing is State.MET_LATE else 'in time'}."


def _fell_away(reckoning: Reckoning, stopped_on: date) -> str:
    """That the duty ended; or, where only its limit was lifted, that it stands without a date."""
    how = f" ({event_in_words(reckoning.ended_by)})" if reckoning.ended_by else ""
    if reckoning.lifted_by:
        return (
            f"The limit was lifted on {day_in_words(stopped_on)}{how}, by {reckoning.lifted_by}. "
            "The duty stands: it is to be done, and no date is set for it."
        )
    return f"The duty ended on {day_in_words(stopped_on)}{how} before it was done."


def _in_two_parts(reckoning: Reckoning) -> str:
    """Of a review in two parts, on which days its parts were."""
    held_on = reckoning.done.attributes.get("held_on") if reckoning.done else None
    if not isinstance(held_on, date):
        return ""
    return f" The review was held in two parts, the first on {day_in_words(held_on)}."


def _left(clock: Clock, calendar: WorkingDayCalendar, as_of: date) -> str:
    if clock.due_at is not None:
        hours = _hours_between(_begins(as_of), clock.due_at)
        there = "there is" if hours == 1 else "there are"
        return f"At the start of {short_day(as_of)} {there} {counted(hours, 'hour')} left."
    days, remark = _how_long(calendar, clock.due_on, as_of)
    there = "there is" if days.startswith("1 ") else "there are"
    return f"On {short_day(as_of)} {there} {days} left{remark}."


def _late(clock: Clock, calendar: WorkingDayCalendar, as_of: date) -> str:
    if clock.due_at is not None:
        hours = _hours_between(clock.due_at, _begins(as_of))
        return f"{counted(hours, 'hour')} at the start of the day"
    days, remark = _how_long(calendar, clock.due_on, as_of)
    return f"{days}{remark}"


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _hours_between(one: datetime, other: datetime) -> int:
    """Hours begun, so that none that is left is lost and no lateness looks like none."""
    return -int(-((other - one).total_seconds()) // _SECONDS_AN_HOUR)


def _how_long(calendar: WorkingDayCalendar, due_on: date, as_of: date) -> tuple[str, str]:
    """How long is left or how late it is, in working days where one lies between."""
    working = abs(working_days_left(as_of, due_on, calendar))
    if working:
        return counted(working, "working day"), ""
    days = abs((due_on - as_of).days)
    none = "which is not a working day" if days == 1 else "none of them a working day"
    return counted(days, "day"), f", {none}"
