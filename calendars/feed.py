"""Reading an answer of the GOV.UK bank holidays feed, and refusing what cannot be one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from calendars.announced import FEWEST_IN_A_YEAR, begins_part_way, ends_part_way
from calendars.day_table import FIRST_DAY
from calendars.feed_holiday import FeedHoliday, is_plain, refuse
from calendars.feed_ics import is_ics, read_ics
from calendars.feed_json import read_json
from calendars.feed_text import text_of
from calendars.snapshot import DIVISIONS

# The busiest year yet had twelve, in Northern Ireland.
_MOST_IN_A_YEAR: Final = 20
# The feed reaches two or three years ahead. Further out, "announced" would be said of nothing.
_YEARS_AHEAD: Final = 5

Feed = Mapping[str, tuple[FeedHoliday, ...]]


def read_feed(answer: bytes, today: date, address: str = "") -> Feed:
    """The bank holidays of each division that the answer tells of, the earliest first.

    The answer is GOV.UK's JSON, with all three divisions, or an .ics calendar of one of them,
    told by its ``address`` or its name. The first and the last year may be told in part. A day
    that is listed twice is one bank holiday, with both names if they differ. Raises
    `CalendarError`: those of `text_of`, `read_json` and `read_ics`, or `feed_unexpected` for
    anything that such a feed would not say: a year with too few or too many days, a date far away.
    """
    text = text_of(answer)
    told = read_ics(text, address) if is_ics(text) else read_json(text)
    held = (each for each in DIVISIONS if each in told)
    return {each: _checked(told[each], DIVISIONS[each], today) for each in held}


def _checked(listed: Sequence[FeedHoliday], title: str, today: date) -> tuple[FeedHoliday, ...]:
    holidays = tuple(
        _one(list(same), title)
        for _, same in groupby(sorted(listed), key=lambda holiday: holiday.day)
    )
    days = [holiday.day for holiday in holidays]
    first, last = days[0].year, days[-1].year
    if first < FIRST_DAY.year or last > today.year + _YEARS_AHEAD:
        refuse(f"it has a bank holiday of {title} in a year that is too far away")
    in_year = Counter(day.year for day in days)
    in_part = {first} if begins_part_way(days) else set()
    in_part |= {last} if ends_part_way(days) else set()
    for year in range(first, last + 1):
        fewest = 1 if year in in_part else FEWEST_IN_A_YEAR
        if not fewest <= in_year[year] <= _MOST_IN_A_YEAR:
            refuse(f"it has {in_year[year]} bank holidays of {title} in {year}")
    if last < today.year and in_part >= in_year.keys():
        refuse(f"it tells of no whole year for {title}, and ends in {last}")
    return holidays


def _one(same: list[FeedHoliday], division: str) -> FeedHoliday:
    """The bank holiday of one day, which the feed may list more than once."""
    title = " and ".join(_different(holiday.title for holiday in same))
    notes = "; ".join(_different(holiday.notes for holiday in same if holiday.notes))
    if not (is_plain(title) and is_plain(notes)):
        refuse(f"it names one bank holiday of {division} in too many ways")
    return FeedHoliday(same[0].day, title, notes)


def _different(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
