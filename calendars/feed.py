"""Reading an answer of the GOV.UK bank holidays feed, and refusing what cannot be one."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple, NoReturn

from calendars.day_table import FIRST_DAY
from calendars.errors import CalendarError
from calendars.snapshot import DIVISIONS

# A year has eight bank holidays in England and ten in Northern Ireland; a rare one has two more.
_FEWEST_IN_A_YEAR: Final = 6
_MOST_IN_A_YEAR: Final = 20
# The feed reaches two or three years ahead. Further out, "announced" would be said of nothing.
_YEARS_AHEAD: Final = 5
_LONGEST_TEXT: Final = 100


class FeedHoliday(NamedTuple):
    """One bank holiday as the feed gives it; `notes` may be empty, such as "Substitute day"."""

    day: date
    title: str
    notes: str


Feed = Mapping[str, tuple[FeedHoliday, ...]]


def read_feed(answer: bytes, today: date) -> Feed:
    """The bank holidays of each of the three divisions, the earliest first.

    Their order in the answer means nothing, and other parts of it are left alone. Raises
    `CalendarError`: `feed_not_json`, or `feed_unexpected` for anything that such a feed would
    not say: a division missing or empty, a year with too few or too many days, a date far away.
    """
    content = _content(answer)
    if not isinstance(content, dict):
        _refuse("it is not an object with a list for each division")
    return {division: _division(content.get(division), division, today) for division in DIVISIONS}


def _content(answer: bytes) -> Any:
    try:
        return json.loads(answer.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise CalendarError(
            "feed_not_json",
            "The answer of the bank holidays feed is not JSON, or was cut short.",
            "Try again later. If it stays so, look at the address of the feed in a browser: a "
            "proxy may answer in its place.",
        ) from None


def _division(given: Any, division: str, today: date) -> tuple[FeedHoliday, ...]:
    title = DIVISIONS[division]
    events = given.get("events") if isinstance(given, dict) else None
    if not isinstance(events, list) or not events:
        _refuse(f"it has no list of bank holidays for {title}")
    holidays = sorted(_holiday(event, title) for event in events)
    days = {holiday.day for holiday in holidays}
    if len(days) < len(holidays):
        _refuse(f"it gives the same day twice for {title}")
    first, last = holidays[0].day.year, holidays[-1].day.year
    if first < FIRST_DAY.year or last > today.year + _YEARS_AHEAD:
        _refuse(f"it has a bank holiday of {title} in a year that is too far away")
    in_year = Counter(day.year for day in days)
    for year in range(first, last + 1):
        if not _FEWEST_IN_A_YEAR <= in_year[year] <= _MOST_IN_A_YEAR:
            _refuse(f"it has {in_year[year]} bank holidays of {title} in {year}")
    return tuple(holidays)


def _holiday(event: Any, division: str) -> FeedHoliday:
    if not isinstance(event, dict):
        _refuse(f"a bank holiday of {division} is not an object")
    texts = [event.get("date"), event.get("title"), event.get("notes", "")]
    if not all(isinstance(text, str) and _plain(text) for text in texts) or not texts[1].strip():
        _refuse(f"a bank holiday of {division} has no date and title in plain words")
    try:
        day = date.fromisoformat(texts[0])
    except ValueError:
        day = None
    if day is None or day.isoformat() != texts[0]:
        _refuse(f"a bank holiday of {division} has no date such as 2026-12-25")
    return FeedHoliday(day, texts[1], texts[2])


def _plain(text: str) -> bool:
    """Whether the text can be shown: short, and nothing in it that steers a terminal."""
    return len(text) <= _LONGEST_TEXT and text.isprintable()


def _refuse(what: str) -> NoReturn:
    raise CalendarError(
        "feed_unexpected",
        f"The answer of the bank holidays feed cannot be right: {what}.",
        "Nothing was stored. Look at https://www.gov.uk/bank-holidays, and try again later.",
    )
