"""Keeping a new snapshot of the bank holidays, when the feed says something new."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from calendars.errors import CalendarError
from calendars.feed import Feed, FeedHoliday
from calendars.snapshot import DIVISIONS, Snapshot, latest_snapshot, override_days

_LICENCE = {
    "title": "Open Government Licence v3.0",
    "address": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}


@dataclass(frozen=True, slots=True)
class DivisionRefresh:
    """What the feed says of one division that the newest snapshot did not.

    Days with their titles. `renamed` are days that stay and have another title. `horizon` is
    the last bank holiday announced, `horizon_before` what it was.
    """

    division: str
    added: Mapping[date, str]
    removed: Mapping[date, str]
    renamed: Mapping[date, str]
    horizon_before: date
    horizon: date

    @property
    def changed(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.added or self.removed or self.renamed)


def refresh(fetched: Path, feed: Feed, *, address: str, today: date) -> tuple[DivisionRefresh, ...]:
    """Compare the feed with what is known, and store a snapshot of each division that differs.

    They go to `<fetched>/<division>/<today>.json`; a stored snapshot is never changed. Nothing is
    stored when anything is refused. Raises `CalendarError`: `feed_removes_past_holiday`,
    `feed_ends_earlier`, `snapshot_of_today`, and those of `latest_snapshot`.
    """
    found = []
    for division, holidays in feed.items():
        known = latest_snapshot(division, fetched=fetched)
        compared = _compare(known, holidays)
        _check(compared, known, today)
        found.append(compared)
    for compared in found:
        if compared.changed:
            _store(fetched, compared.division, feed[compared.division], address, today)
    return tuple(found)


def _compare(known: Snapshot, holidays: tuple[FeedHoliday, ...]) -> DivisionRefresh:
    first_day = holidays[0].day.replace(month=1, day=1)
    told = {holiday.day: holiday.title for holiday in holidays}
    # The feed drops old years, which the older snapshots keep.
    before = {day: title for day, title in known.holidays.items() if day >= first_day}
    kept = told.keys() | override_days(known.division)
    return DivisionRefresh(
        known.division,
        added={day: title for day, title in told.items() if day not in before},
        removed={day: title for day, title in before.items() if day not in kept},
        renamed={day: title for day, title in told.items() if before.get(day, title) != title},
        horizon_before=known.horizon,
        horizon=max(told),
    )


def _check(compared: DivisionRefresh, known: Snapshot, today: date) -> None:
    title = DIVISIONS[compared.division]
    if compared.horizon.year < known.horizon.year:
        raise CalendarError(
            "feed_ends_earlier",
            f"The feed's bank holidays of {title} end in {compared.horizon.year}; those up to "
            f"{known.horizon.year} were already announced.",
            "Nothing was stored. The answer may have been cut short: try again later.",
        )
    for day in compared.removed:
        if day < today:
            raise CalendarError(
                "feed_removes_past_holiday",
                f"The feed no longer lists {_in_words(day)} as a bank holiday of {title}, and "
                "that day is past: what has been counted cannot be uncounted.",
                "Nothing was stored. Look at https://www.gov.uk/bank-holidays, and try again "
                "later.",
            )
    if compared.changed and known.taken_on >= today:
        raise CalendarError(
            "snapshot_of_today",
            f"The newest snapshot of {title} is of {_in_words(known.taken_on)}, and the feed says "
            "something else now.",
            "A stored snapshot is never changed. Refresh again on a later day.",
        )


def _store(
    fetched: Path, division: str, holidays: tuple[FeedHoliday, ...], address: str, today: date
) -> None:
    folder = fetched / division
    content = _file(division, holidays, address, today)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Beside the file and then in its place, so that nobody ever reads half of it.
        half = folder / f"{today.isoformat()}.json.part"
        half.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        half.replace(folder / f"{today.isoformat()}.json")
    except OSError:
        raise CalendarError(
            "snapshot_not_stored",
            "The new snapshot of the bank holidays cannot be written.",
            "Check that the data folder has room and that you may write to it.",
        ) from None


def _file(
    division: str, holidays: tuple[FeedHoliday, ...], address: str, today: date
) -> dict[str, Any]:
    return {
        "division": division,
        "source": {
            "title": f"UK bank holidays: {DIVISIONS[division]}",
            "publisher": "Government Digital Service (GOV.UK)",
            "address": address,
        },
        "licence": _LICENCE,
        "taken_on": today.isoformat(),
        "events": list(_events(holidays)),
    }


def _events(holidays: tuple[FeedHoliday, ...]) -> Iterator[dict[str, str]]:
    for holiday in holidays:
        event = {"date": holiday.day.isoformat(), "title": holiday.title}
        yield event | ({"notes": holiday.notes} if holiday.notes else {})


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
