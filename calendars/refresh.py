"""Keeping a new snapshot of the bank holidays, when the feed says something new."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from calendars.announced import Announced, joined
from calendars.errors import CalendarError
from calendars.feed import Feed
from calendars.feed_holiday import FeedHoliday
from calendars.remarks import in_words, remarks
from calendars.snapshot import DIVISIONS, Snapshot, latest_snapshot, override_days

_LICENCE = {
    "title": "Open Government Licence v3.0",
    "address": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}


@dataclass(frozen=True, slots=True)
class DivisionRefresh:
    """What the feed says of one division that the newest snapshot did not.

    Days with their titles. `renamed` are days that stay and have another title. `horizon` is
    the last bank holiday of the years announced whole, `horizon_before` what it was. `remarks`
    say what the feed tells only in part. `refused` says why nothing of the division is taken.
    """

    division: str
    added: Mapping[date, str]
    removed: Mapping[date, str]
    renamed: Mapping[date, str]
    horizon_before: date
    horizon: date
    remarks: tuple[str, ...] = ()
    refused: CalendarError | None = None

    @property
    def changed(self) -> bool:
        """Whether there is anything to keep."""
        moved = self.horizon != self.horizon_before
        return bool(self.added or self.removed or self.renamed or moved)


def refresh(fetched: Path, feed: Feed, *, address: str, today: date) -> tuple[DivisionRefresh, ...]:
    """Compare the feed with what is known, and store a snapshot of each division that differs.

    They go to `<fetched>/<division>/<today>.json`; a stored snapshot is never changed. What is
    refused of one division keeps no other back. Raises `CalendarError` where every one is:
    `feed_removes_past_holiday`, `feed_ends_earlier`, `snapshot_of_today`; and those of
    `latest_snapshot`.
    """
    found = [_division(fetched, division, feed[division], today) for division in feed]
    refusals = [each.refused for each in found if each.refused]
    if refusals and len(refusals) == len(found):
        raise refusals[0]
    for each in found:
        if each.changed:
            _store(fetched, each.division, feed[each.division], address, today)
    return tuple(found)


def _division(
    fetched: Path, division: str, holidays: tuple[FeedHoliday, ...], today: date
) -> DivisionRefresh:
    known = latest_snapshot(division, fetched=fetched)
    compared = _compare(known, {holiday.day: holiday.title for holiday in holidays})
    try:
        _check(compared, known, holidays[-1].day, today)
    except CalendarError as refused:
        return DivisionRefresh(
            division,
            added={},
            removed={},
            renamed={},
            horizon_before=known.horizon,
            horizon=known.horizon,
            refused=refused,
        )
    return compared


def _compare(known: Snapshot, told: Mapping[date, str]) -> DivisionRefresh:
    before = Announced(known.holidays, known.horizon)
    after = joined(before, told)
    kept = after.holidays.keys() | override_days(known.division)
    return DivisionRefresh(
        known.division,
        added={day: title for day, title in told.items() if day not in known.holidays},
        removed={day: title for day, title in known.holidays.items() if day not in kept},
        renamed={day: title for day, title in told.items() if _renamed(known, day, title)},
        horizon_before=known.horizon,
        horizon=after.horizon,
        remarks=remarks(before, told, after),
    )


def _renamed(known: Snapshot, day: date, title: str) -> bool:
    return known.holidays.get(day, title) != title


def _check(compared: DivisionRefresh, known: Snapshot, last: date, today: date) -> None:
    title = DIVISIONS[compared.division]
    if last.year < known.horizon.year:
        raise CalendarError(
            "feed_ends_earlier",
            f"The feed's bank holidays of {title} end in {last.year}; those up to "
            f"{known.horizon.year} were already announced.",
            "Nothing of them was stored. The answer may have been cut short: try again later.",
        )
    for day in compared.removed:
        if day < today:
            raise CalendarError(
                "feed_removes_past_holiday",
                f"The feed no longer lists {in_words(day)} as a bank holiday of {title}, and "
                "that day is past: what has been counted cannot be uncounted.",
                "Nothing of that part of the Kingdom was stored. Look at "
                "https://www.gov.uk/bank-holidays, and try again later.",
            )
    if compared.changed and known.taken_on >= today:
        raise CalendarError(
            "snapshot_of_today",
            f"The newest snapshot of {title} is of {in_words(known.taken_on)}, and the feed says "
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
