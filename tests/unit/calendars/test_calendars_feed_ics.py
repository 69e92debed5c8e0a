"""Bank holidays from an .ics calendar: the same days as the JSON, and no guess at the division."""

from collections.abc import Iterable
from datetime import date

import pytest

from calendars.errors import CalendarError
from calendars.feed import read_feed
from calendars.snapshot import DIVISIONS
from tests.support.feeds import as_answer, as_ics, feed_content

TODAY = date(2026, 11, 2)
SCOTLAND = "https://www.gov.uk/bank-holidays/scotland.ics"
WHOLE = feed_content()["scotland"]["events"]


def event(*lines: str, title: str = "A day of thanks") -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, f"SUMMARY:{title}", "END:VEVENT", ""])


def days(*extra: str, address: str = SCOTLAND) -> set[date]:
    """The days of 2028 that a calendar with this event more has and the usual one has not."""
    usual = {date.fromisoformat(one["date"]) for one in WHOLE}
    [(_, told)] = read_feed(as_ics(WHOLE, "".join(extra)), TODAY, address).items()
    found = {holiday.day for holiday in told}
    assert found >= usual
    return found - usual


def refused(answer: bytes, address: str = SCOTLAND) -> CalendarError:
    with pytest.raises(CalendarError) as error:
        read_feed(answer, TODAY, address)
    assert error.value.remedy
    return error.value


@pytest.mark.parametrize("division", DIVISIONS)
@pytest.mark.parametrize("address", ["{}.ics", "{}.ics?x=1", "copy/bank-holidays-{}.ics"])
def test_a_calendar_says_what_the_json_says(division: str, address: str) -> None:
    answer = as_ics(feed_content()[division]["events"])
    told = read_feed(answer, TODAY, "http://localhost/" + address.format(division))
    both = read_feed(as_answer(feed_content()), TODAY)
    assert told == {division: both[division]}


def test_a_mark_at_the_beginning_and_other_line_ends_change_nothing() -> None:
    usual = read_feed(as_ics(WHOLE), TODAY, SCOTLAND)
    text = as_ics(WHOLE)
    assert b"\r\n" in text
    for answer in (
        b"\xef\xbb\xbf" + text,
        text.decode().encode("utf-16"),
        text.replace(b"\r\n", b"\n"),
        b"\n" + text.rstrip(),
        text.replace(b"BEGIN:VCALENDAR", b"begin:vcalendar"),
        text.replace(b"UID:0", b"DESCRIPTION:See BEGIN:VCALENDAR\r\nUID:0"),
    ):
        assert read_feed(answer, TODAY, SCOTLAND) == usual


def test_a_folded_line_is_one_name() -> None:
    folded = event("DTSTART;VALUE=DATE:20280609", title="A day of\r\n  thanks\\, of a kind")
    told = read_feed(as_ics(WHOLE, folded), TODAY, SCOTLAND)["scotland"]
    assert "A day of thanks, of a kind" in {holiday.title for holiday in told}


@pytest.mark.parametrize(
    ("name", "division"),
    [
        ("Bank holidays in Scotland", "scotland"),
        ("England & Wales: bank holidays", "england-and-wales"),
        ("northern-ireland", "northern-ireland"),
    ],
)
def test_a_calendar_at_another_address_is_told_by_its_name(name: str, division: str) -> None:
    answer = as_ics(WHOLE, name=name)
    assert list(read_feed(answer, TODAY, "https://calendar.example/holidays.ics")) == [division]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("", "https://calendar.example/holidays.ics"),
        ("", "https://scotland.example/holidays.ics"),
        ("UK bank holidays", "https://calendar.example/"),
        ("England", "https://calendar.example/"),
        ("Bank holidays in Scotland and Northern Ireland", "https://calendar.example/"),
        ("Bank holidays in Northern Ireland", SCOTLAND),
    ],
)
def test_a_calendar_of_which_nothing_says_the_division_is_refused(name: str, address: str) -> None:
    error = refused(as_ics(WHOLE, name=name), address)
    assert error.code == "feed_division_unknown"
    assert "scotland.ics" in error.remedy


def test_several_calendars_in_one_answer_are_told_by_their_names() -> None:
    content = feed_content()
    answer = b"".join(
        as_ics(content[division]["events"], name=title) for division, title in DIVISIONS.items()
    )
    assert read_feed(answer, TODAY, SCOTLAND) == read_feed(as_answer(content), TODAY)
    assert refused(answer + answer).code == "feed_unexpected"


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART;VALUE=DATE:20280609"],
        ["DTSTART:20280609"],
        ["DTSTART;VALUE=DATE:20280609", "DTEND;VALUE=DATE:20280610"],
        ["DTSTART;VALUE=DATE:20280609", "DTEND;VALUE=DATE:20280609"],
        ["DTSTART;VALUE=DATE:20280609", "DURATION:P1D"],
        ["DTSTART:20280609T000000", "DTEND:20280610T000000"],
        ["DTSTART:20280609T090000", "DTEND:20280609T170000"],
        ["DTSTART;TZID=Europe/London:20280609T000000"],
        ["DTSTART;TZID=Of/Nowhere:20280609T000000"],
        # Midnight of a summer day in London is eleven in the evening before, in UTC.
        ["DTSTART:20280608T230000Z", "DTEND:20280609T230000Z"],
    ],
)
def test_the_day_of_an_event_is_the_day_in_london(lines: list[str]) -> None:
    assert days(event(*lines)) == {date(2028, 6, 9)}


def test_an_event_of_two_days_is_two_bank_holidays() -> None:
    told = days(event("DTSTART;VALUE=DATE:20280608", "DTEND;VALUE=DATE:20280610"))
    assert told == {date(2028, 6, 8), date(2028, 6, 9)}


@pytest.mark.parametrize(
    "events",
    [
        [event("UID:1", "DTSTART;VALUE=DATE:20280609", "STATUS:CANCELLED")],
        [event("DTSTART;VALUE=DATE:20280609", "STATUS:cancelled", "RRULE:FREQ=YEARLY")],
        [
            event("UID:1", "DTSTART;VALUE=DATE:20280609"),
            event("UID:1", "DTSTART;VALUE=DATE:20280609", "STATUS:CANCELLED"),
        ],
        [
            event("UID:1", "DTSTART;VALUE=DATE:20280609", "SEQUENCE:1", "STATUS:CANCELLED"),
            event("UID:1", "DTSTART;VALUE=DATE:20280609"),
        ],
    ],
)
def test_a_cancelled_event_is_none(events: Iterable[str]) -> None:
    assert days(*events) == set()


def test_a_later_version_of_an_event_takes_its_place() -> None:
    moved = event("UID:1", "DTSTART;VALUE=DATE:20280616", "SEQUENCE:2")
    first = event("UID:1", "DTSTART;VALUE=DATE:20280609", "SEQUENCE:1")
    for events in ([first, moved], [moved, first]):
        assert days(*events) == {date(2028, 6, 16)}


def test_two_events_with_one_identity_and_no_order_are_both_there() -> None:
    both = [event("UID:1", f"DTSTART;VALUE=DATE:{day}") for day in ("20280609", "20280616")]
    assert days(*both) == {date(2028, 6, 9), date(2028, 6, 16)}


@pytest.mark.parametrize(
    "wrong",
    [
        event(),
        event("DTSTART:soon"),
        event("DTSTART;VALUE=DATE:20280230"),
        event("DTSTART;VALUE=DATE:20280609", "DTSTART;VALUE=DATE:20280610"),
        event("DTSTART;VALUE=DATE:20280609", "RRULE:FREQ=YEARLY"),
        event("DTSTART;VALUE=DATE:20280609", "RDATE;VALUE=DATE:20290609"),
        event("DTSTART;VALUE=DATE:20280609", "DTEND;VALUE=DATE:20280701"),
        event("DTSTART;VALUE=DATE:20280609", "DTEND;VALUE=DATE:99991231"),
        event("DTSTART;VALUE=DATE:20280609", "DURATION:P999999999D"),
        event("DTSTART;VALUE=DATE:20280609", title=""),
        event("DTSTART;VALUE=DATE:20280609", title="x" * 101),
        event("DTSTART;VALUE=DATE:20280609", title="canary\x1b[2J"),
        event("DTSTART;VALUE=DATE:20280609", title="canary\\nline"),
        event("DTSTART;VALUE=DATE:19740609"),
    ],
)
def test_an_event_that_cannot_be_a_bank_holiday_is_refused(wrong: str) -> None:
    error = refused(as_ics(WHOLE, wrong))
    assert error.code in ("feed_unexpected", "feed_calendar_unreadable")
    assert "canary" not in str(error)


def test_a_calendar_without_events_or_wholly_cancelled_is_refused() -> None:
    assert refused(as_ics([])).code == "feed_unexpected"
    cancelled = as_ics(WHOLE).replace(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:CANCEL")
    assert refused(cancelled).code == "feed_unexpected"


@pytest.mark.parametrize(
    "answer",
    [
        as_ics(WHOLE)[:-200],
        as_ics(WHOLE).replace(b"END:VCALENDAR", b""),
        as_ics(WHOLE) + as_ics(WHOLE)[:-200],
        as_ics(WHOLE) + b"END:VCALENDAR",
        b"BEGIN:VCALENDAR",
        b"BEGIN:VCALENDAR\r\nnonsense\r\nEND:VCALENDAR",
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 20_000,
    ],
    ids=["cut", "no end", "second cut", "ends twice", "begins", "nonsense", "deep"],
)
def test_a_calendar_that_was_cut_short_is_refused(answer: bytes) -> None:
    assert refused(answer).code == "feed_calendar_unreadable"
