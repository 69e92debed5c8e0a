"""One bank holiday of the feed, and what cannot be one."""

from datetime import date
from typing import Any, Final, NamedTuple, NoReturn

from calendars.errors import CalendarError

_LONGEST_TEXT: Final = 100


class FeedHoliday(NamedTuple):
    """One bank holiday as the feed gives it; `notes` may be empty, such as "Substitute day"."""

    day: date
    title: str
    notes: str


def is_plain(text: Any) -> bool:
    """Whether it is a text that can be shown: short, and nothing in it steers a terminal."""
    return isinstance(text, str) and len(text) <= _LONGEST_TEXT and text.isprintable()


def refuse(what: str) -> NoReturn:
    """Raise `CalendarError` `feed_unexpected`, saying what cannot be right."""
    raise CalendarError(
        "feed_unexpected",
        f"The answer of the bank holidays feed cannot be right: {what}.",
        "Nothing was stored. Look at https://www.gov.uk/bank-holidays, and try again later.",
    )
