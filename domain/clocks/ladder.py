"""The ladder of a clock: who is told, and when, as its due date comes near and goes by."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time, timedelta

from calendars.working_days import WorkingDayCalendar
from domain.clocks.clock import Clock
from domain.days import LONDON
from domain.rules.after_due import AfterDue
from domain.rules.rungs import Rung


def reached_at(clock: Clock, rung: Rung, calendar: WorkingDayCalendar) -> datetime:
    """The UTC instant at which the rung is reached.

    A rung of working days is reached when its day begins in Europe/London, so that the
    morning's sweep tells of it; a rung of hours to the hour.
    """
    if clock.due_at is not None and rung.unit in ("h", ""):
        return clock.due_at + timedelta(hours=rung.number)
    if rung.unit == "h":
        return _start_of(clock.due_on) + timedelta(hours=rung.number)
    return _start_of(calendar.add_working_days(clock.due_on, rung.number))


def reached_on(clock: Clock, rung: Rung, calendar: WorkingDayCalendar) -> date:
    """The Europe/London date on which the rung is reached."""
    return reached_at(clock, rung, calendar).astimezone(LONDON).date()


def climbed(
    clock: Clock, rungs: Iterable[Rung], calendar: WorkingDayCalendar
) -> list[tuple[datetime, Rung]]:
    """The rungs that this clock can reach, in order of time.

    A rung that lies before the clock started is not part of its ladder: there was nobody to
    warn yet. A clock that has ended reaches no more. Where the law sets no day none lies after it:
    such a rung tells of a breach.
    """
    starts_at = clock.started_at or _start_of(clock.started_on)
    steps = []
    for rung in rungs:
        if rung.after_due and clock.after_due is AfterDue.PRACTICABLE:
            continue
        instant = reached_at(clock, rung, calendar)
        if instant >= starts_at or rung.number >= 0:
            steps.append((instant, rung))
    return sorted(steps, key=lambda step: (step[0], step[1].number))


def ended_at(clock: Clock) -> datetime | None:
    """The UTC instant from which no more rungs are reached, or None when there is no end yet.

    Something done on a day counts from the start of that day: who has done it that morning
    need not be told in the morning that it is still to do.
    """
    days = [day for day in (clock.completed_on, clock.stopped_on, clock.superseded_on) if day]
    if clock.after_due is AfterDue.LAPSES:
        days.append(clock.due_on + timedelta(days=1))
    if not days:
        return None
    first = min(days)
    if clock.completed_at is not None and first == clock.completed_on:
        return clock.completed_at
    return _start_of(first)


def due_for_alert(
    clock: Clock,
    ladder: Mapping[Rung, tuple[str, ...]],
    calendar: WorkingDayCalendar,
    now: datetime,
) -> list[tuple[datetime, Rung]]:
    """The rungs reached at ``now``, whether or not anybody has been told."""
    end = ended_at(clock)
    return [
        (instant, rung)
        for instant, rung in climbed(clock, ladder, calendar)
        if instant <= now and (end is None or instant < end)
    ]


def to_tell(
    clock: Clock,
    ladder: Mapping[Rung, tuple[str, ...]],
    calendar: WorkingDayCalendar,
    told: AbstractSet[str],
    now: datetime,
) -> list[tuple[datetime, Rung]]:
    """The rungs reached at ``now`` that nobody was told of, in order of time.

    ``told`` holds the rungs that have an alert that stands. A clock that has ended gives none:
    nobody is warned of what is already done.
    """
    end = ended_at(clock)
    if end is not None and end <= now:
        return []
    reached = due_for_alert(clock, ladder, calendar, now)
    return [(instant, rung) for instant, rung in reached if str(rung) not in told]


def next_rung_at(
    clock: Clock,
    ladder: Mapping[Rung, tuple[str, ...]],
    calendar: WorkingDayCalendar,
    told: AbstractSet[str],
    now: datetime,
) -> datetime | None:
    """When the sweep must next look at the clock: the first rung nobody was told of, or None.

    ``told`` as for ``to_tell``; a clock that has ended is not looked at again.
    """
    end = ended_at(clock)
    if end is not None and end <= now:
        return None
    for instant, rung in climbed(clock, ladder, calendar):
        if str(rung) not in told and (end is None or instant < end):
            return instant
    return None


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON).astimezone(UTC)
