"""Reading bank holidays from an .ics calendar, as GOV.UK offers one for each division."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from calendars.errors import CalendarError
from calendars.feed_holiday import FeedHoliday, is_plain, refuse
from calendars.feed_ics_division import division_told
from calendars.snapshot import DIVISIONS

if TYPE_CHECKING:
    from icalendar import Calendar, Component, Event

_BEGINS: Final = re.compile(r"^BEGIN:VCALENDAR\s*$", re.IGNORECASE | re.MULTILINE)
_LONDON: Final = ZoneInfo("Europe/London")
# Christmas Day to the day after Boxing Day, with a weekend between them.
_LONGEST_EVENT: Final = 5
_REPEATS: Final = ("RRULE", "RDATE", "RECURRENCE-ID")


def is_ics(text: str) -> bool:
    """Whether the answer begins as an .ics calendar does."""
    return _BEGINS.match(text.lstrip()) is not None


def read_ics(text: str, address: str) -> Mapping[str, Sequence[FeedHoliday]]:
    """The bank holidays of the division that each calendar in the answer tells of.

    An event that was cancelled, or that a later version of it replaces, is none. A time of day
    is left out, and one in UTC is first told by London's clocks. Raises `CalendarError`:
    `feed_calendar_unreadable`, `feed_division_unknown`, or `feed_unexpected` for an event
    without day or title, of many days, or that repeats by a rule.
    """
    calendars = _calendars(text)
    found: dict[str, Sequence[FeedHoliday]] = {}
    for calendar in calendars:
        name = str(calendar.get("X-WR-CALNAME") or calendar.get("NAME") or "")
        division = division_told(address if len(calendars) == 1 else "", name)
        if division in found:
            refuse(f"it has two calendars of {DIVISIONS[division]}")
        found[division] = list(_holidays(calendar, DIVISIONS[division]))
        if not found[division]:
            refuse(f"it has no list of bank holidays for {DIVISIONS[division]}")
    return found


def _calendars(text: str) -> list["Calendar"]:
    # Imported here because it takes longer than everything else together.
    from icalendar import Calendar

    try:
        found = list(Calendar.from_ical(text.strip(), multiple=True))
    except (ValueError, LookupError, RecursionError):
        found = []
    # The library leaves out, without a word, a calendar that was cut short.
    begun = len(_BEGINS.findall(text))
    if not found or len(found) != begun or any(each.name != "VCALENDAR" for each in found):
        raise CalendarError(
            "feed_calendar_unreadable",
            "The answer of the bank holidays feed is an .ics calendar that cannot be read, or was "
            "cut short.",
            "Try again later. If it stays so, look at the address of the feed in a browser.",
        )
    return found


def _holidays(calendar: "Calendar", title: str) -> Iterator[FeedHoliday]:
    if _is(calendar, "METHOD", "CANCEL"):
        return
    for event in _standing(calendar.events):
        if any(event.get(name) is not None for name in _REPEATS):
            refuse(f"a bank holiday of {title} repeats by a rule, and each has to be listed")
        name = event.get("SUMMARY")
        text = str(name).strip() if name is not None else ""
        if not text or not is_plain(text):
            refuse(f"a bank holiday of {title} has no date and title in plain words")
        for day in _days(event, title):
            yield FeedHoliday(day, text, "")


def _standing(events: Sequence["Event"]) -> list["Event"]:
    """The events that no later version replaces and that are not cancelled.

    Careless calendars give different events one identity; only a higher number replaces one.
    """
    newest: dict[str, int] = {}
    for event in events:
        newest[_identity(event)] = max(_version(event), newest.get(_identity(event), 0))
    last = [event for event in events if _version(event) == newest[_identity(event)]]
    cancelled = {_occasion(event) for event in last if _is(event, "STATUS", "CANCELLED")}
    return [event for event in last if _occasion(event) not in cancelled]


def _identity(event: "Event") -> str:
    # An event that has none is told apart from every other object by Python's own number.
    return str(event.get("UID") or id(event))


def _occasion(event: "Event") -> tuple[str, str]:
    return _identity(event), repr(event.get("DTSTART"))


def _version(event: "Event") -> int:
    try:
        return max(0, int(str(event.get("SEQUENCE", 0))))
    except ValueError:
        return 0


def _days(event: "Event", title: str) -> list[date]:
    """The day of the event, or each of its days."""
    try:
        start, end = event.start, event.end
        first, last = _day(start), _day(end)
        if last > first and (not isinstance(end, datetime) or _is_midnight(end)):
            last -= timedelta(days=1)  # the end is the first moment after it
        length = (last - first).days + 1
    except (ValueError, TypeError, OverflowError):
        refuse(f"a bank holiday of {title} has no date that can be read")
    if length > _LONGEST_EVENT:
        refuse(f"a bank holiday of {title} lasts {length} days")
    return [first + timedelta(days=step) for step in range(max(length, 1))]


def _day(moment: date) -> date:
    return _in_london(moment).date() if isinstance(moment, datetime) else moment


def _is_midnight(moment: datetime) -> bool:
    told = _in_london(moment)
    return (told.hour, told.minute) == (0, 0)


def _in_london(moment: datetime) -> datetime:
    """The moment as written; one in UTC by London's clocks, which are an hour ahead in summer."""
    return moment.astimezone(_LONDON) if moment.tzname() == "UTC" else moment


def _is(component: "Component", name: str, value: str) -> bool:
    return str(component.get(name, "")).strip().upper() == value
