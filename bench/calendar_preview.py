"""How long it takes to see what an added bank holiday moves in the county."""

from datetime import date
from time import perf_counter

from bench._county import NOW, county
from calendars.feed import Feed
from calendars.feed_holiday import FeedHoliday
from calendars.refresh import refresh
from calendars.snapshot import DIVISIONS, latest_snapshot
from engine.calendar_rerun import rerun_calendar

_FETCHED_ON = date(2026, 3, 3)
_ADDED = FeedHoliday(date(2026, 3, 16), "A bank holiday of the bench", "")


def rows() -> list[tuple[str, str, str]]:
    """A preview over every open clock; it writes nothing."""
    workspace = county()
    folder = workspace.settings.calendars_folder
    refresh(folder, _feed(), address="https://www.gov.uk/bank-holidays.json", today=_FETCHED_ON)
    started = perf_counter()
    found = rerun_calendar(workspace, now=NOW)
    seconds = perf_counter() - started
    moved = len(found.recalculation.changes)
    return [(f"preview of an added bank holiday, {moved:,} move", f"{seconds:.1f} s", "under 5 s")]


def _feed() -> Feed:
    feed: dict[str, tuple[FeedHoliday, ...]] = {}
    for division in DIVISIONS:
        known = latest_snapshot(division).holidays
        feed[division] = (*(FeedHoliday(day, title, "") for day, title in known.items()), _ADDED)
    return {division: tuple(sorted(holidays)) for division, holidays in feed.items()}
