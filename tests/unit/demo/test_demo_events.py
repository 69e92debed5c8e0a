"""What holds of every event of the synthetic county."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from calendars.library import calendar
from demo.authority import contacts, events, summary
from domain.case.event_types import read_attributes
from domain.case.events import Event
from domain.days import LONDON, day_of
from engine.digests import STANDING_RECIPIENTS
from engine.doubts import DATA_ROLE

_WORKING_DAYS = calendar("england-and-wales")
_MEETINGS = {
    "review_held",
    "review_adjourned",
    "initial_conference_held",
    "review_conference_held",
    "core_group_held",
    "review_panel_held",
}


def _digest(county: Iterable[Event]) -> str:
    lines = "\n".join(
        f"{e.source}|{e.id}|{e.case}|{e.type}|{e.on}|{e.at}|{sorted(e.attributes.items())}"
        for e in county
    )
    return hashlib.sha256(lines.encode()).hexdigest()


def test_the_same_seed_and_day_make_the_same_county(county: list[Event], as_of: date) -> None:
    assert _digest(events(1, as_of)) == _digest(county)


def test_another_seed_makes_another_county(county: list[Event], as_of: date) -> None:
    assert _digest(events(2, as_of)) != _digest(county)


def test_every_event_is_one_that_the_engine_accepts_as_it_stands(county: list[Event]) -> None:
    for event in county:
        assert read_attributes(event.type, event.attributes) == event.attributes, event.type


def test_nothing_is_known_that_lies_ahead(county: list[Event], as_of: date) -> None:
    assert max(event.on for event in county) == as_of


def test_an_instant_is_in_utc_and_falls_on_the_day_of_its_event(county: list[Event]) -> None:
    instants = [event for event in county if event.at]
    assert instants
    for event in instants:
        assert event.at is not None
        assert event.at.tzinfo is UTC
        assert day_of(event.at) == event.on


def test_cases_come_one_after_the_other_in_order(county: list[Event]) -> None:
    order = [case for case, _ in groupby(county, key=lambda event: event.case)]
    assert order == sorted(set(order))


def test_the_facts_of_a_case_come_in_order_of_date(cases: dict[str, list[Event]]) -> None:
    for case in cases.values():
        assert [event.on for event in case] == sorted(event.on for event in case)


def test_ids_are_unique_and_do_not_show_the_number_of_the_case(county: list[Event]) -> None:
    ids = {event.id for event in county}
    assert len(ids) == len(county)
    assert not any(event.id.startswith(event.case) for event in county)
    assert {event.source for event in county} == {"demo"}


def test_no_child_is_born_after_care_or_a_referral_began(cases: dict[str, list[Event]]) -> None:
    for case in cases.values():
        births = [event.on for event in case if event.type == "born"]
        assert all(births[0] <= event.on for event in case if births)


def test_the_records_of_a_child_in_care_begin_with_care_or_the_referral_before_it(
    cases: dict[str, list[Event]],
) -> None:
    seen = 0
    for case in cases.values():
        began_on = [
            event.on for event in case if event.type in {"became_looked_after", "referral_received"}
        ]
        if any(event.type == "became_looked_after" for event in case):
            seen += 1
            assert all(event.on >= began_on[0] for event in case if event.type != "born")
    assert seen > 1000


def test_some_children_come_into_care_while_they_are_under_a_plan(
    cases: dict[str, list[Event]],
) -> None:
    both = 0
    for case in cases.values():
        open_on = {event.type: event.on for event in case}
        came_on = open_on.get("became_looked_after")
        plan_from = open_on.get("child_protection_plan_started")
        if came_on and plan_from:
            ended_on = open_on.get("child_protection_plan_ended", date.max)
            both += plan_from <= came_on < ended_on
            assert sum(event.type == "born" for event in case) == 1
    assert 20 <= both <= 100


def test_meetings_are_booked_in_office_hours_of_working_days(county: list[Event]) -> None:
    meetings: list[datetime] = [
        event.attributes["meeting_at"] for event in county if "meeting_at" in event.attributes
    ]
    assert len(meetings) > 5000
    for meeting_at in meetings:
        assert _WORKING_DAYS.is_working_day(day_of(meeting_at))
        assert 9 <= meeting_at.astimezone(LONDON).hour < 17


def test_meetings_are_held_on_working_days(county: list[Event]) -> None:
    held = [event for event in county if event.type in _MEETINGS]
    assert len(held) > 10000
    assert all(_WORKING_DAYS.is_working_day(event.on) for event in held)


def test_a_meeting_is_booked_before_it_is_held(county: list[Event]) -> None:
    for event in county:
        if event.type in {"review_booked", "conference_booked"}:
            assert event.on < day_of(event.attributes["meeting_at"])


def test_every_review_was_in_the_diary(cases: dict[str, list[Event]]) -> None:
    for case in cases.values():
        booked = {
            day_of(event.attributes["meeting_at"])
            for event in case
            if event.type == "review_booked"
        }
        assert {event.on for event in case if event.type == "review_held"} <= booked


def test_some_children_are_found_at_night(county: list[Event]) -> None:
    found = [event.at for event in county if event.type == "found" and event.at]
    at_night = [at for at in found if at.astimezone(LONDON).hour < 6]
    assert len(found) > 300
    assert len(at_night) > 20


def test_everybody_who_is_responsible_can_be_written_to(county: list[Event]) -> None:
    assigned = [event.attributes for event in county if event.type == "responsible_assigned"]
    known = contacts()
    assert {attributes["person"] for attributes in assigned} <= known.keys()
    assert {attributes["role"] for attributes in assigned} <= known.keys()
    # And those who are told without being responsible for a case.
    assert {*STANDING_RECIPIENTS, DATA_ROLE} <= known.keys()
    assert all(address.endswith("@timescales.example") for address in known.values())


def test_the_summary_counts_what_has_not_ended(as_of: date) -> None:
    day = as_of - timedelta(days=1)
    county = [
        Event("demo", "1", "A", "became_looked_after", day),
        Event("demo", "2", "B", "became_looked_after", day),
        Event("demo", "3", "B", "ceased_looked_after", day),
        Event("demo", "4", "C", "complaint_received", day, attributes={"procedure": "corporate"}),
    ]
    assert summary(county) == {
        "events": 4,
        "cases": 3,
        "looked_after": 1,
        "child_protection_plans": 0,
        "statutory_complaints": 0,
        "corporate_complaints": 1,
        "data_protection_complaints": 0,
    }
