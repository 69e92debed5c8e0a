"""Which division an .ics calendar tells of: GOV.UK has one file for each."""

import re
from urllib.parse import unquote, urlsplit

from calendars.errors import CalendarError
from calendars.snapshot import DIVISIONS


def division_told(address: str, name: str) -> str:
    """The division that the address names as GOV.UK does, or else the calendar's ``name``.

    An address such as ``https://www.gov.uk/bank-holidays/scotland.ics``, a name such as "Bank
    holidays in Scotland". Raises `CalendarError` `feed_division_unknown` where neither says it,
    or they say more than one.
    """
    file_name = unquote(urlsplit(address).path).rpartition("/")[2]
    told = _named_in(file_name) | _named_in(name)
    if len(told) != 1:
        raise CalendarError(
            "feed_division_unknown",
            "The bank holidays feed is an .ics calendar, and neither its address nor its name "
            "says of which one part of the Kingdom.",
            "Nothing was stored. Under [calendar] in timescales.toml, set as feed an address that "
            "ends in england-and-wales.ics, scotland.ics or northern-ireland.ics, as GOV.UK's do, "
            "or https://www.gov.uk/bank-holidays.json, which has all three.",
        )
    return told.pop()


def _named_in(text: str) -> set[str]:
    words = re.sub(r"[\W_]+", " ", text.casefold().replace("&", " and "))
    return {each for each in DIVISIONS if f" {each.replace('-', ' ')} " in f" {words.strip()} "}
