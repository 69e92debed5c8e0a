"""Reading the feed's answer: what it says, in any order, and what it can never have said."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from calendars.errors import CalendarError
from calendars.feed import read_feed
from calendars.snapshot import DIVISIONS
from tests.support.feeds import Content, as_answer, feed_content

TODAY = date(2026, 11, 2)


def code_for(answer: bytes) -> str:
    with pytest.raises(CalendarError) as refused:
        read_feed(answer, TODAY)
    assert refused.value.remedy
    return refused.value.code


def test_the_feed_gives_every_division_its_days_in_order() -> None:
    found = read_feed(as_answer(feed_content()), TODAY)
    assert list(found) == list(DIVISIONS)
    days = [holiday.day for holiday in found["england-and-wales"]]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (date(2020, 1, 1), date(2028, 12, 26))


def test_an_answer_in_another_order_says_the_same() -> None:
    content = feed_content()
    turned = {
        division: {"events": given["events"][::-1], "division": division}
        for division, given in reversed(content.items())
    }
    assert read_feed(as_answer(turned), TODAY) == read_feed(as_answer(content), TODAY)


def test_what_the_feed_says_besides_is_left_alone() -> None:
    content = feed_content()
    more = {**content, "isle-of-man": {"events": 7}, "version": 1e3}
    assert read_feed(b"\xef\xbb\xbf" + as_answer(more), TODAY) == read_feed(
        as_answer(content), TODAY
    )


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"BEGIN:VCALENDAR\r\n\xff\r\nEND:VCALENDAR",
        b"<!DOCTYPE html><title>Sign in</title>",
        as_answer(feed_content())[:-200],
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"scotland": ',
    ],
    ids=[
        "empty",
        "bytes in a calendar",
        "a page",
        "cut short",
        "not text",
        "nested without end",
        "cut early",
    ],
)
def test_an_answer_that_is_not_json_is_refused(answer: bytes) -> None:
    assert code_for(answer) == "feed_not_json"


def test_a_number_without_end_does_no_harm() -> None:
    assert code_for(b'{"scotland": ' + b"9" * 100_000 + b"}") == "feed_not_json"


@pytest.mark.parametrize("content", [[], 7, "text", None, True, {}, {"england-and-wales": []}])
def test_json_of_another_kind_is_refused(content: Any) -> None:
    assert code_for(as_answer(content)) == "feed_unexpected"


@pytest.mark.parametrize("division", DIVISIONS)
@pytest.mark.parametrize("given", [None, [], {}, {"events": []}, {"events": {}}, {"events": "x"}])
def test_a_division_that_is_missing_or_empty_is_refused(division: str, given: Any) -> None:
    assert code_for(as_answer({**feed_content(), division: given})) == "feed_unexpected"
    content = feed_content()
    del content[division]
    assert code_for(as_answer(content)) == "feed_unexpected"


def change(name: str, value: Any) -> Callable[[Content], None]:
    def apply(content: Content) -> None:
        content["scotland"]["events"][3][name] = value

    return apply


def leave_out_a_year(content: Content) -> None:
    events = content["scotland"]["events"]
    content["scotland"]["events"] = [one for one in events if not one["date"].startswith("2024")]


def stop_in_the_middle_of_a_year(content: Content) -> None:
    content["scotland"]["events"] = content["scotland"]["events"][:3]


def make_every_day_a_holiday(content: Content) -> None:
    content["scotland"]["events"] = [
        {"date": date.fromordinal(day).isoformat(), "title": "Holiday"}
        for day in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())
    ]


@pytest.mark.parametrize(
    "spoil",
    [
        change("date", 20261225),
        change("date", None),
        change("date", ["2026-12-25"]),
        change("date", ""),
        change("date", "25/12/2026"),
        change("date", "20261225"),
        change("date", "2026-W52-5"),
        change("date", "2026-02-30"),
        change("date", "0001-01-01"),
        change("date", "1974-12-25"),
        change("date", "2032-12-27"),
        change("date", "9999-12-31"),
        change("date", "2026-12-25T00:00:00"),
        change("date", "٢٠٢٦-12-25"),
        change("title", 7),
        change("title", None),
        change("title", ""),
        change("title", "   "),
        change("title", "x" * 101),
        change("title", "Christmas\x1b[2J Day"),
        change("title", "Christmas\nDay"),
        change("title", {"en": "Christmas Day"}),
        change("notes", ["Substitute day"]),
        change("notes", "\x07"),
        lambda content: content["scotland"]["events"].append("2026-12-25"),
        lambda content: content["scotland"]["events"].append(None),
        leave_out_a_year,
        stop_in_the_middle_of_a_year,
        make_every_day_a_holiday,
    ],
)
def test_what_such_a_feed_would_never_say_is_refused_whole(
    spoil: Callable[[Content], None],
) -> None:
    content = feed_content()
    spoil(content)
    assert code_for(as_answer(content)) == "feed_unexpected"


def test_a_refusal_does_not_repeat_what_was_read() -> None:
    content = feed_content()
    content["scotland"]["events"][3]["title"] = "canary\x1b"
    with pytest.raises(CalendarError) as refused:
        read_feed(as_answer(content), TODAY)
    assert "canary" not in str(refused.value)
    assert "Scotland" in refused.value.message


def test_a_feed_in_two_bytes_a_letter_is_read() -> None:
    answer = as_answer(feed_content())
    assert read_feed(answer.decode().encode("utf-16"), TODAY) == read_feed(answer, TODAY)


def test_a_feed_without_notes_is_read() -> None:
    content = json.loads(as_answer(feed_content()))
    for event in content["scotland"]["events"]:
        del event["notes"]
    assert read_feed(as_answer(content), TODAY)["scotland"][0].notes == ""


def test_a_day_that_is_listed_twice_is_one_bank_holiday() -> None:
    content = feed_content()
    events = content["scotland"]["events"]
    content["scotland"]["events"] = [*events, dict(events[0])]
    assert read_feed(as_answer(content), TODAY) == read_feed(as_answer(feed_content()), TODAY)


def test_a_day_with_two_names_keeps_both() -> None:
    content = feed_content()
    events = content["scotland"]["events"]
    events.append({**events[-1], "title": "A day of thanks", "notes": "Once"})
    last = read_feed(as_answer(content), TODAY)["scotland"][-1]
    assert (last.title, last.notes) == ("A day of thanks and Boxing Day", "Once")


def test_a_day_with_names_without_end_is_refused() -> None:
    content = feed_content()
    events = content["scotland"]["events"]
    events += [{**events[-1], "title": f"Name {number}"} for number in range(100)]
    assert code_for(as_answer(content)) == "feed_unexpected"


@pytest.mark.parametrize("without_last", range(1, 8))
def test_a_last_year_may_be_told_in_part(without_last: int) -> None:
    content = feed_content()
    events = content["england-and-wales"]["events"]
    content["england-and-wales"]["events"] = events[:-without_last]
    found = read_feed(as_answer(content), TODAY)["england-and-wales"]
    assert len(found) == len(events) - without_last


@pytest.mark.parametrize("without_first", range(1, 8))
def test_a_first_year_may_be_told_in_part(without_first: int) -> None:
    content = feed_content()
    events = content["england-and-wales"]["events"]
    content["england-and-wales"]["events"] = events[without_first:]
    found = read_feed(as_answer(content), TODAY)["england-and-wales"]
    assert len(found) == len(events) - without_first


def test_a_first_year_that_has_its_beginning_and_little_else_is_refused() -> None:
    content = feed_content()
    events = content["scotland"]["events"]
    content["scotland"]["events"] = [events[0], *events[6:]]
    assert code_for(as_answer(content)) == "feed_unexpected"
