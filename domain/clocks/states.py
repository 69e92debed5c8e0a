"""What a clock is on a given day. Never stored: a stored "overdue" would go stale at midnight."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from calendars.working_days import WorkingDayCalendar
from domain.clocks.clock import Clock, State
from domain.clocks.ladder import reached_on
from domain.rules.after_due import AfterDue
from domain.rules.rungs import Rung

_CLOSES = (AfterDue.LAPSES, AfterDue.WATCHED)


def state(
    clock: Clock,
    ladder: Mapping[Rung, tuple[str, ...]],
    calendar: WorkingDayCalendar,
    as_of: date,
    now: datetime | None = None,
) -> State:
    """The state on ``as_of``; ``now`` (UTC) sharpens clocks that count hours.

    Due today is not overdue: a duty is late from the day after its due date. What was done,
    stopped or replaced after ``as_of`` had not happened yet. What would be overdue is in doubt
    while something that may have ended it could not be read. Where the law sets no day, it is due
    soon for as long as it is not done.
    """
    if clock.superseded_on is not None and clock.superseded_on <= as_of:
        return State.SUPERSEDED
    if clock.after_due in _CLOSES and min(as_of, clock.completed_on or as_of) > clock.due_on:
        return State.STOPPED
    if clock.completed_on is not None and clock.completed_on <= as_of:
        return State.MET_LATE if was_late(clock) else State.MET
    if clock.stopped_on is not None and clock.stopped_on <= as_of:
        return State.STOPPED
    if clock.after_due is AfterDue.PRACTICABLE and as_of >= clock.due_on:
        return State.DUE_SOON
    if as_of > clock.due_on or (now and clock.due_at and now > clock.due_at):
        return State.IN_DOUBT if clock.doubt else State.OVERDUE
    if as_of == clock.due_on:
        return State.DUE_TODAY
    warnings = [rung for rung in ladder if not rung.after_due]
    if any(clock.started_on <= reached_on(clock, rung, calendar) <= as_of for rung in warnings):
        return State.DUE_SOON
    return State.RUNNING


def was_late(clock: Clock) -> bool:
    """Whether the duty was done after it was due. What has no day in law is never late."""
    if clock.after_due is AfterDue.PRACTICABLE:
        return False
    if clock.completed_at is not None and clock.due_at is not None:
        return clock.completed_at > clock.due_at
    return clock.completed_on is not None and clock.completed_on > clock.due_on


def breached_on(clock: Clock, as_of: date, now: datetime | None = None) -> date | None:
    """The first day on which the duty was late, or None if it never was by ``as_of``.

    A breach is permanent: nothing done, agreed or stopped afterwards removes it. ``now`` (UTC)
    sharpens clocks that count hours, which can be late on the day they are due. A gap is never a
    breach: of a clock in doubt none is known.
    """
    if clock.after_due is not AfterDue.OVERDUE or clock.doubt is not None:
        return None
    if was_late(clock) and clock.completed_on is not None and clock.completed_on <= as_of:
        return min(clock.completed_on, clock.due_on + timedelta(days=1))
    ends = [day for day in (clock.completed_on, clock.stopped_on, clock.superseded_on) if day]
    if min([as_of, *ends]) > clock.due_on:
        return clock.due_on + timedelta(days=1)
    hours_ran_out = now and clock.due_at and now > clock.due_at and not ends
    return clock.due_on if hours_ran_out else None
