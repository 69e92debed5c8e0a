"""Putting a newer snapshot of the bank holidays in force: what would move, then the move."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from calendars.working_days import WorkingDayCalendar
from domain.days import day_of
from domain.wording import short_day
from engine.calendar_refresh import waiting_days
from engine.progress import Progress, no_progress
from engine.recalculate import Cause, ClockChange, Recalculation, recalculate
from engine.rerun import NewlyInForce, carried_out
from engine.sweep import Sweep
from engine.workspace import CALENDAR_SETTING, Workspace
from store.records import CalendarRecord
from store.unit_of_work import UnitOfWork

Calendars = Mapping[str, WorkingDayCalendar]

APPLYING = "calendar"
_ADDED = "bank_holiday_added"
_ALSO_TAKEN_BACK = "bank_holidays_changed"
# A clock that begins when another has run out begins within half a year of it.
_FOLLOWED = timedelta(days=183)
_NOT_BY_THEM = "not by a bank holiday: what is known of the case has changed"


@dataclass(frozen=True, slots=True)
class CalendarRerun:
    """What moves from one snapshot to another, and why, by the id of the clock.

    ``waiting`` says whether ``taken_on`` is newer than what was in force. ``sweep`` is None for
    a preview.
    """

    applied: bool
    in_force: date
    taken_on: date
    recalculation: Recalculation
    why: Mapping[str, str]
    sweep: Sweep | None

    @property
    def waiting(self) -> bool:
        """Whether there was a newer snapshot than the one in force."""
        return self.taken_on > self.in_force


def rerun_calendar(
    workspace: Workspace,
    *,
    now: datetime,
    apply: bool = False,
    reason: str | None = None,
    run: str | None = None,
    progress: Progress = no_progress,
) -> CalendarRerun:
    """Work out the open clocks of every schedule by the newest snapshot known at ``now`` (UTC).

    A preview unless ``apply``, which needs a ``reason``, puts the snapshot in force and keeps why
    each date moved. What ended before the snapshot was taken stays. One that was killed is
    finished by doing it again. Raises ProblemError ``reason_missing``, ``snapshot_unreadable``.
    """
    in_force = workspace.calendar_taken_on
    waiting = waiting_days(workspace, day_of(now))
    taken_on = max(waiting, default=in_force)
    after = workspace.counting_by(taken_on)
    since = min(waiting, default=in_force)
    before = _known_before(after.calendars, since)
    cause = Cause(because=_because(before, after.calendars, since), reason=reason, run=run)

    def work_out() -> Recalculation:
        return recalculate(
            after,
            _open_since(workspace, since),
            now=now,
            cause=cause,
            apply=apply,
            every_rung=True,
            progress=progress,
        )

    found, swept = carried_out(
        after,
        work_out,
        now=now,
        apply=apply,
        reason=reason,
        newly=_newly(CalendarRecord(now, taken_on, in_force, reason)),
    )
    return CalendarRerun(
        applied=apply,
        in_force=in_force,
        taken_on=taken_on,
        recalculation=found,
        why={one.clock.clock: _why(one, after, before) for one in found.changes},
        sweep=swept,
    )


def _known_before(calendars: Calendars, since: date) -> Calendars:
    """With nothing waiting, what was in force until then is what an earlier try set out from."""
    return {name: each.known_on(since - timedelta(1)) for name, each in calendars.items()}


def _open_since(workspace: Workspace, day: date) -> list[str]:
    with workspace.database.reading() as work:
        return work.clocks.cases_open_since(day)


def _newly(record: CalendarRecord) -> NewlyInForce:
    def put_in_force(work: UnitOfWork) -> None:
        work.settings.set(CALENDAR_SETTING, record.taken_on.isoformat())
        if record.taken_on != record.instead_of:
            work.calendars.add(record)

    return NewlyInForce(APPLYING, put_in_force)


def _because(before: Calendars, after: Calendars, since: date) -> str:
    """Whether days were only added, or some were taken back that had been announced."""
    for name, calendar in before.items():
        if calendar.taken_on is None:
            continue
        for day in calendar.announced:
            if day >= since and not after[name].holiday_name(day):
                return _ALSO_TAKEN_BACK
    return _ADDED


def _why(change: ClockChange, workspace: Workspace, before: Calendars) -> str:
    if not workspace.knows(change.clock):
        return "its rule is no longer in the profile"
    name = workspace.rule_of(change.clock).calendar
    clocks = [clock for clock in (change.before, change.after) if clock]
    days = [day for each in clocks for day in (each.counted_from, each.started_on, each.due_on)]
    first, last = min(days), max(days)
    here = _changed_days(before[name], workspace.calendars[name], first, last)
    if here:
        return here
    earlier = _changed_days(before[name], workspace.calendars[name], first - _FOLLOWED, first)
    return f"{earlier}, which moved a date that this one follows" if earlier else _NOT_BY_THEM


def _changed_days(
    before: WorkingDayCalendar, after: WorkingDayCalendar, first: date, last: date
) -> str:
    """The days from ``first`` to ``last`` that are a bank holiday in one of the two, in words."""
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return "; ".join(
        _sentence(day, became=before.holiday_name(day) is None)
        for day in days
        if (before.holiday_name(day) is None) is not (after.holiday_name(day) is None)
    )


def _sentence(day: date, *, became: bool) -> str:
    what = "became a bank holiday" if became else "is no longer a bank holiday"
    return f"{short_day(day)} {what}"
