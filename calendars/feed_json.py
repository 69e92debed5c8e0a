"""Reading GOV.UK's bank-holidays.json: the three divisions in one answer."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from calendars.feed_holiday import FeedHoliday, is_plain, refuse
from calendars.feed_text import refuse_unread
from calendars.snapshot import DIVISIONS


def read_json(text: str) -> Mapping[str, Sequence[FeedHoliday]]:
    """The bank holidays of each of the three divisions, as listed.

    Raises `CalendarError`: `feed_not_json`, or `feed_unexpected` where a division is missing or
    empty, or a bank holiday has no date or title.
    """
    content = _content(text)
    if not isinstance(content, dict):
        refuse("it is not an object with a list for each division")
    return {each: _division(content.get(each), title) for each, title in DIVISIONS.items()}


def _content(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        refuse_unread()


def _division(given: Any, title: str) -> list[FeedHoliday]:
    events = given.get("events") if isinstance(given, dict) else None
    if not isinstance(events, list) or not events:
        refuse(f"it has no list of bank holidays for {title}")
    return [_holiday(event, title) for event in events]


def _holiday(event: Any, division: str) -> FeedHoliday:
    if not isinstance(event, dict):
        refuse(f"a bank holiday of {division} is not an object")
    texts = [event.get("date"), event.get("title"), event.get("notes", "")]
    if not all(is_plain(text) for text in texts) or not texts[1].strip():
        refuse(f"a bank holiday of {division} has no date and title in plain words")
    try:
        day = date.fromisoformat(texts[0])
    except ValueError:
        day = None
    if day is None or day.isoformat() != texts[0]:
        refuse(f"a bank holiday of {division} has no date such as 2026-12-25")
    return FeedHoliday(day, texts[1], texts[2])
