"""Fetching the bank holidays: what is new is stored beside what is in force, and moves nothing."""

from dataclasses import dataclass
from datetime import date

from calendars.errors import CalendarError
from calendars.feed import read_feed
from calendars.fetch import fetch
from calendars.refresh import DivisionRefresh, refresh
from calendars.snapshot import DIVISIONS, snapshot_days
from domain.errors import ProblemError
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CalendarRefresh:
    """What the feed said on ``taken_on``, for each division it tells of.

    ``stored`` names those kept anew, ``not_told`` those of which an .ics calendar says nothing.
    """

    taken_on: date
    divisions: tuple[DivisionRefresh, ...]

    @property
    def stored(self) -> tuple[str, ...]:
        """The divisions of which a new snapshot was stored."""
        return tuple(each.division for each in self.divisions if each.changed)

    @property
    def refused(self) -> tuple[tuple[str, CalendarError], ...]:
        """The divisions of which nothing was taken, and why."""
        return tuple((each.division, each.refused) for each in self.divisions if each.refused)

    @property
    def not_told(self) -> tuple[str, ...]:
        """The divisions that the feed does not tell of."""
        told = {each.division for each in self.divisions}
        return tuple(each for each in DIVISIONS if each not in told)


def refresh_calendars(workspace: Workspace, today: date) -> CalendarRefresh:
    """Ask the feed, and store a snapshot of each division of which it says something new.

    No date moves: the snapshot waits until a rerun of the calendar puts it in force. Raises the
    ProblemErrors ``feed_...`` and ``snapshot_...``, and stores nothing then; what is wrong with
    one division keeps no other back.
    """
    folder, address = workspace.settings.calendars_folder, workspace.settings.calendar.feed
    try:
        feed = read_feed(fetch(address), today, address)
        found = refresh(folder, feed, address=address, today=today)
    except CalendarError as wrong:
        raise ProblemError(wrong.code, wrong.message, wrong.remedy) from None
    return CalendarRefresh(today, found)


def waiting_snapshot(workspace: Workspace, today: date) -> date | None:
    """The day of the newest snapshot known by ``today``, if it is newer than the one in force."""
    waiting = waiting_days(workspace, today)
    return max(waiting, default=None)


def waiting_days(workspace: Workspace, today: date) -> set[date]:
    """The days of all snapshots known by ``today`` that are newer than the one in force.

    Raises ProblemError ``snapshot_unreadable``.
    """
    folder, in_force = workspace.settings.calendars_folder, workspace.calendar_taken_on
    try:
        days = {day for division in DIVISIONS for day in snapshot_days(division, folder)}
    except CalendarError as wrong:
        raise ProblemError(wrong.code, wrong.message, wrong.remedy) from None
    return {day for day in days if in_force < day <= today}
