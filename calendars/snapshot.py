"""Reading the dated snapshots of the GOV.UK bank holidays feed."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from calendars.announced import joined
from calendars.errors import CalendarError

DIVISIONS: Final = {
    "england-and-wales": "England and Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}
_HERE: Final = Path(__file__).parent


class Snapshot(NamedTuple):
    """The bank holidays of one division, as known on `taken_on`.

    `horizon` is the last one of the last year that is announced whole; days past it may be listed.
    """

    division: str
    taken_on: date
    holidays: dict[date, str]
    horizon: date

    @property
    def first_day(self) -> date:
        """1 January of the first year it lists."""
        return min(self.holidays).replace(month=1, day=1)


def latest_snapshot(
    division: str,
    folder: Path = _HERE,
    *,
    fetched: Path | None = None,
    taken_by: date | None = None,
) -> Snapshot:
    """The newest snapshot of `division`, with older years and the overrides added.

    `snapshots/<division>/<taken_on>.json` is what the feed said that day, word for word. The feed
    drops old years, so an older snapshot still speaks for the days before a newer one begins, and
    for a year that a newer one tells only in part (`joined`).
    `overrides/<division>/<announced_on>.json`, of the same shape, adds a bank holiday that the
    snapshots do not have, with its own source. `fetched` is a folder with more snapshots,
    `<division>/<taken_on>.json`; of two of the same day the one in `folder` counts.

    With `taken_by`, only what was known on that day; where nothing was, the oldest snapshot.
    Raises `CalendarError`: `snapshot_missing`, `snapshot_unreadable`.
    """
    snapshots = _snapshots(division, folder, fetched)
    if not snapshots:
        raise CalendarError(
            "snapshot_missing",
            "The bank holidays that come with the program are not there.",
            "Install the program again.",
        )
    overrides = _dated((folder / "overrides" / division).glob("*.json"))
    until = max(taken_by or date.max, min(snapshots))
    known = [day for day in sorted(snapshots) if day <= until]
    announced = joined(None, _events(snapshots[known[0]]))
    for day in known[1:]:
        announced = joined(announced, _events(snapshots[day]))
    holidays = dict(announced.holidays)
    for day, path in sorted(overrides.items()):
        if day <= until:
            holidays = _events(path) | holidays
    return Snapshot(division, known[-1], dict(sorted(holidays.items())), announced.horizon)


def snapshot_days(division: str, fetched: Path | None = None) -> list[date]:
    """The days of the snapshots of `division`, the oldest first.

    Raises `CalendarError`: `snapshot_unreadable`.
    """
    return sorted(_snapshots(division, _HERE, fetched))


def override_days(division: str) -> set[date]:
    """The bank holidays of `division` that the program adds to its snapshots."""
    folder = _HERE / "overrides" / division
    return {day for path in folder.glob("*.json") for day in _events(path)}


def newest_day(fetched: Path | None = None) -> date:
    """The day of the newest snapshot of any division. Raises as `snapshot_days` does."""
    return max(day for division in DIVISIONS for day in snapshot_days(division, fetched))


def _snapshots(division: str, folder: Path, fetched: Path | None) -> dict[date, Path]:
    found = _dated((folder / "snapshots" / division).glob("*.json"))
    return _dated((fetched / division).glob("*.json")) | found if fetched else found


def _dated(paths: Iterable[Path]) -> dict[date, Path]:
    try:
        return {date.fromisoformat(path.stem): path for path in paths}
    except ValueError as error:
        raise _unreadable() from error


def _events(path: Path) -> dict[date, str]:
    try:
        events = json.loads(path.read_text(encoding="utf-8"))["events"]
        found = {date.fromisoformat(event["date"]): str(event["title"]) for event in events}
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise _unreadable() from error
    if not found:
        raise _unreadable()
    return found


def _unreadable() -> CalendarError:
    return CalendarError(
        "snapshot_unreadable",
        "A stored snapshot of the bank holidays cannot be read.",
        "Look in calendars under the data folder: each file is named after the day it was taken "
        "and holds what `timescales calendar refresh` wrote. Put the file back from a copy.",
    )
