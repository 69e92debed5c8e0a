"""A bank holiday of a year that is announced only in part: it counts, and stays provisional."""

from datetime import date

from domain.clocks.clock import Clock
from engine.calendar_rerun import rerun_calendar
from engine.workspace import Workspace, open_workspace
from store.filters import ClockFilter
from tests.support.feeds import feed_content, keep_snapshot
from tests.support.workspaces import at, fact, tell


def review(workspace: Workspace) -> Clock:
    with workspace.database.reading() as work:
        (clock,) = work.clocks.search(ClockFilter(rules=["lac.review.first"]))
    return clock


def causes(workspace: Workspace, clock: Clock) -> list[str]:
    with workspace.database.reading() as work:
        return [move.because for move in work.moves.of_clocks([clock.clock])[clock.clock]]


def test_a_day_of_a_year_announced_in_part_waits_and_may_be_taken_back(
    workspace: Workspace,
) -> None:
    folder, now = workspace.settings.calendars_folder, at("2028-12-12 09:00")
    keep_snapshot(folder, "2028-12-11", feed_content(d2029_01_04="A day of thanks"))
    tell(workspace, fact("1", "became_looked_after", "2028-12-11"), now=now)
    before = review(workspace)
    assert (before.due_on, before.provisional) == (date(2029, 1, 11), True)
    rerun_calendar(workspace, now=now, apply=True, reason="Proclamation")
    with_it = open_workspace(workspace.settings)
    after = review(with_it)
    assert (after.due_on, after.provisional) == (date(2029, 1, 12), True)
    keep_snapshot(folder, "2028-12-13", feed_content(d2029_01_01="New Year"))
    rerun_calendar(with_it, now=at("2028-12-14 09:00"), apply=True, reason="Withdrawn")
    again = review(open_workspace(workspace.settings))
    assert again.due_on == before.due_on
    assert causes(workspace, again) == [
        "bank_holiday_added",
        "bank_holidays_changed",
    ]
