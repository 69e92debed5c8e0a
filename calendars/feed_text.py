"""The text of an answer of the feed, whatever mark of its encoding stands before it."""

import codecs
from typing import Final, NoReturn

from calendars.errors import CalendarError

_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of(answer: bytes) -> str:
    """The answer as text, without the mark. Raises `CalendarError` `feed_not_json`."""
    try:
        return answer.decode("utf-16" if answer.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        refuse_unread()


def refuse_unread() -> NoReturn:
    """Raise `CalendarError` `feed_not_json`, for an answer that is nothing of the known kinds."""
    raise CalendarError(
        "feed_not_json",
        "The answer of the bank holidays feed can be read neither as JSON nor as an .ics "
        "calendar; it may have been cut short.",
        "Try again later. If it stays so, look at the address of the feed in a browser: a "
        "proxy may answer in its place.",
    ) from None
