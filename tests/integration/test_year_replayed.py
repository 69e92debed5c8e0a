"""A year lived day by day, and every one of its days asked for again at the end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from domain.days import end_of_day
from engine.calendar_rerun import rerun_calendar
from engine.queries import ClockQuestion, View, clocks
from engine.rules_rerun import rerun_rules
from engine.settings import Settings
from engine.workspace import CALENDAR_SETTING, Workspace, open_workspace
from tests.support.feeds import feed_content, keep_snapshot
from tests.support.workspaces import Fact, at, fact, removal, tell

FIRST_DAY, DAYS = date(2022, 4, 1), 365
FUNERAL, CORONATION = "2022-09-19", "2023-05-08"
# What we are told, by the day that we are told: late, corrected and taken back, too.
TOLD: dict[str, tuple[Fact, ...]] = {
    "2022-04-04": (fact("1", "became_looked_after", "2022-04-01", id="L-1"),),
    "2022-04-20": (fact("1", "became_looked_after", "2022-03-30", id="L-2", corrects="L-1"),),
    "2022-05-03": (fact("1", "review_held", "2022-04-27", part="whole"),),
    "2022-06-10": (fact("2", "strategy_discussion_held", "2022-06-09"),),
    "2022-06-29": (fact("2", "initial_conference_held", "2022-06-28", id="C-1"),),
    "2022-07-15": (removal("2", "C-1", id="V-1"),),
    "2022-07-18": (fact("2", "initial_conference_held", "2022-07-04"),),
    "2022-08-31": (fact("3", "became_looked_after", "2022-08-30"),),
    "2022-09-21": (fact("3", "review_held", "2022-09-20", part="whole"),),
    "2022-09-28": (fact("1", "review_held", "2022-07-25", part="whole"),),
    "2022-12-01": (fact("4", "became_looked_after", "2022-11-30"),),
    "2023-01-09": (fact("4", "ceased_looked_after", "2023-01-06"),),
    "2023-02-06": (fact("3", "review_held", "2023-01-31", part="whole"),),
}


def said(workspace: Workspace, day: date, *, known: bool) -> list[View]:
    """What the engine says of a day; ``known``: with what it knew at the end of it."""
    known_at = end_of_day(day) if known else None
    return clocks(workspace, ClockQuestion(day, known_at=known_at))


def lived(workspace: Workspace, day: date) -> Workspace:
    """The installation after everything that happened on a day."""
    noon = at(f"{day.isoformat()} 12:00")
    applied: dict[str, Callable[[], object]] = {
        "2022-09-14": lambda: rerun_calendar(workspace, now=noon, apply=True, reason="Mourning"),
        "2022-11-21": lambda: rerun_calendar(workspace, now=noon, apply=True, reason="Coronation"),
        "2023-02-13": lambda: rerun_rules(workspace, now=noon, apply=True, reason="Local practice"),
    }
    if facts := TOLD.get(day.isoformat()):
        tell(workspace, *facts, now=noon)
    if apply := applied.get(day.isoformat()):
        apply()
        workspace.database.dispose()
        return open_workspace(workspace.settings)
    if day == date(2023, 2, 1):
        # Another profile is set, and waits until it is applied.
        return replace(workspace, settings=replace(workspace.settings, profile="leicestershire"))
    return workspace


def test_every_day_of_a_year_is_answered_as_it_was_answered_on_that_day(tmp_path: Path) -> None:
    folder = tmp_path / "calendars"
    keep_snapshot(folder, "2022-03-01", feed_content(2017, 2024, without=(FUNERAL, CORONATION)))
    keep_snapshot(folder, "2022-09-10", feed_content(2017, 2024, without=(CORONATION,)))
    keep_snapshot(folder, "2022-11-06", feed_content(2017, 2024))
    settings = Settings(tmp_path, f"sqlite:///{tmp_path}/year.db", "statutory")
    workspace = open_workspace(settings)
    with workspace.database.unit_of_work() as work:
        work.settings.set(CALENDAR_SETTING, "2022-03-01")
    workspace.database.dispose()
    workspace = open_workspace(settings)
    days = [FIRST_DAY + timedelta(days=step) for step in range(DAYS)]
    on_the_day: dict[date, list[View]] = {}
    for day in days:
        workspace = lived(workspace, day)
        on_the_day[day] = said(workspace, day, known=False)
    assert len(on_the_day[days[-1]]) > 20
    different = [day for day in days if said(workspace, day, known=True) != on_the_day[day]]
    assert different == []
    # Seen by all that is known today, the same days look otherwise.
    assert any(said(workspace, day, known=False) != on_the_day[day] for day in days[:120])
    workspace.database.dispose()
