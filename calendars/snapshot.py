"""Reading the dated snapshots of the GOV.UK bank holidays feed that come with the program."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from calendars.errors import CalendarError

DIVISIONS: Final = {
    "england-and-wales": "England and Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}
_HERE: Final = Path(__file__).parent


class Snapshot(NamedTuple):
    """The bank holidays of one division, as known on `taken_on`."""

    division: str
    taken_on: date
    holidays: dict[date, str]

    @property
    def first_day(self) -> date:
        """1 January of the first year it lists."""
        return _new_year(self.holidays)

    @property
    def horizon(self) -> date:
        """The last bank holiday it lists."""
        return max(self.holidays)


def latest_snapshot(division: str, folder: Path = _HERE) -> Snapshot:
    """The newest snapshot of `division`, with older years and the overrides added.

    `snapshots/<division>/<taken_on>.json` is what the feed said that day, word for word. The feed
    drops old years, so an older snapshot still speaks for the years before a newer one begins.
    `overrides/<division>/<announced_on>.json`, of the same shape, adds a bank holiday that the
    snapshots do not have, with its own source. Raises `CalendarError`: `snapshot_missing`.
    """
    snapshots = sorted((folder / "snapshots" / division).glob("*.json"))
    if not snapshots:
        raise CalendarError(
            "snapshot_missing",
            "The bank holidays that come with the program are not there.",
            "Install the program again.",
        )
    holidays: dict[date, str] = {}
    for path in snapshots:
        newer = _events(path)
        older = {day: title for day, title in holidays.items() if day < _new_year(newer)}
        holidays = older | newer
    for path in sorted((folder / "overrides" / division).glob("*.json")):
        holidays = _events(path) | holidays
    taken_on = date.fromisoformat(snapshots[-1].stem)
    return Snapshot(division, taken_on, dict(sorted(holidays.items())))


def _events(path: Path) -> dict[date, str]:
    events = json.loads(path.read_text(encoding="utf-8"))["events"]
    return {date.fromisoformat(event["date"]): event["title"] for event in events}


def _new_year(holidays: Iterable[date]) -> date:
    return min(holidays).replace(month=1, day=1)
