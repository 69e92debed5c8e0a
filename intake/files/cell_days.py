"""Reading the date in one cell of a table, whichever way it was written or stored."""

import re
from datetime import date, datetime, timedelta

from domain.days import day_of
from intake.days import FIRST_YEAR, LAST_YEAR
from intake.files.cells import Cell, plain_marks

# Spreadsheets count days from here, as if 1900 had been a leap year; some workbooks from 1904.
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a day, as workbooks give theirs
_LONGEST_DATE = 40
_LONGEST_CELL = 200

# A bare number is a date only from 1950 on: smaller ones are counts and slips.
_FIRST_SERIAL = 18_264
_LAST_SERIAL = 73_050
_FIRST_YEAR_OF_SERIALS = 1950
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")

_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.\- ])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([/.\-])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_FIRST_WITHOUT_MARKS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_ORDINAL = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_BETWEEN = r"[ ,./-]{1,2}"
_NAMED_MONTH = re.compile(rf"{_ORDINAL}{_BETWEEN}(?:of )?([a-z]{{3,9}}){_BETWEEN}([0-9]{{4}})")
_NAMED_MONTH_FIRST = re.compile(rf"([a-z]{{3,9}}){_BETWEEN}{_ORDINAL}{_BETWEEN}([0-9]{{4}})")
_MONTHS = {
    **{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7},
    **{"august": 8, "september": 9, "october": 10, "november": 11, "december": 12},
}

_TIME = re.compile(
    r"(?:[T ]|, )(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]+)?)?(?: ?[ap]m)?$",
    re.IGNORECASE,
)
_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]+)? ?"
    r"(Z|UTC|[+-][0-9]{2}:?[0-9]{2})",
    re.IGNORECASE,
)


def cell_day(value: Cell, epoch: datetime = EPOCH) -> date:
    """The date that a cell means, whether it was stored as one, as a number or as text.

    A time of day is left out; one with an offset from UTC is of its day in Europe/London. Text is
    read day first: ``20/12/2024``, ``20.12.2024``, ``20 Dec 2024``, or as ``2024-12-20``. Raises
    ValueError for anything else, for a year in two digits, and for years before 1900 or after
    2099.
    """
    if isinstance(value, datetime):
        found = day_of(value) if value.tzinfo else value.date()
    elif isinstance(value, date):
        found = value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = _from_serial(value, epoch)
    elif isinstance(value, str):
        found = _from_text(value, epoch)
    else:
        raise ValueError("not a date")
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError("not a likely year")
    return found


def _from_text(given: str, epoch: datetime) -> date:
    text = plain_marks(given) if len(given) <= _LONGEST_CELL else given
    if len(text) > _LONGEST_DATE:
        raise ValueError("not a date")
    if instant := _INSTANT.fullmatch(text):
        return _of_instant(*instant.groups())
    if ":" in text:
        text = _TIME.sub("", text)
    if marked := _DAY_FIRST.fullmatch(text):
        day, _, month, year = marked.groups()
    elif marked := _YEAR_FIRST.fullmatch(text):
        year, _, month, day = marked.groups()
    elif marked := _YEAR_FIRST_WITHOUT_MARKS.fullmatch(text):
        year, month, day = marked.groups()
    elif _SERIAL.fullmatch(text):
        return _from_serial(float(text), epoch)
    else:
        return _from_named_month(text.lower())
    return date(int(year), int(month), int(day))


def _of_instant(day: str, time: str, offset: str) -> date:
    hours = "+00:00" if offset.upper() in {"Z", "UTC"} else offset
    instant = datetime.fromisoformat(f"{day}T{time}{hours}")
    if not FIRST_YEAR < instant.year < LAST_YEAR:
        raise ValueError("not a likely year")
    return day_of(instant)


def _from_named_month(text: str) -> date:
    if named := _NAMED_MONTH.fullmatch(text):
        day, month, year = named.groups()
    elif named := _NAMED_MONTH_FIRST.fullmatch(text):
        month, day, year = named.groups()
    else:
        raise ValueError("not a date")
    return date(int(year), _month(month), int(day))


def _month(name: str) -> int:
    for known, number in _MONTHS.items():
        if known.startswith(name):
            return number
    raise ValueError("not a month")


def _from_serial(number: float, epoch: datetime) -> date:
    if not _FIRST_SERIAL - 1_462 <= number <= _LAST_SERIAL:
        raise ValueError("not a likely date")
    found = epoch + timedelta(days=int(number))
    if found.year < _FIRST_YEAR_OF_SERIALS:
        raise ValueError("not a likely date")
    return found.date()
