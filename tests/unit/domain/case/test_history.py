"""A case's facts in order, and reviews in the place of their sittings."""

from domain.case.events import Event
from domain.case.history import History
from tests.unit.domain.cases import CARE, day, event

PART_1 = event("review_held", "2025-06-20", part="1")
PART_2 = event("review_held", "2025-06-30", part="2")


def facts(*events: Event) -> list[tuple[str, str, object]]:
    """Type, day and number of the review of every fact of a review, in order."""
    history = History(events)
    found = [
        fact
        for name in ("review_held", "review_adjourned", "review_completed", "review_booked")
        for fact in history.of_type(name)
    ]
    found.sort(key=lambda fact: fact.position)
    return [
        (fact.event.type, fact.event.on.isoformat()[5:], fact.event.attributes["review"])
        for fact in found
    ]


def test_a_whole_review_is_held_and_complete_on_its_day() -> None:
    assert facts(event("review_held", "2025-06-20")) == [
        ("review_held", "06-20", 1),
        ("review_completed", "06-20", 1),
    ]


def test_a_review_in_two_parts_is_held_at_the_first_and_complete_at_the_second() -> None:
    assert facts(PART_2, PART_1) == [
        ("review_held", "06-20", 1),
        ("review_adjourned", "06-20", 1),
        ("review_completed", "06-30", 1),
    ]


def test_a_part_2_whose_part_1_nobody_told_of_is_a_review() -> None:
    assert facts(PART_2) == [("review_held", "06-30", 1), ("review_completed", "06-30", 1)]


def test_a_part_2_that_is_not_complete_leaves_the_review_open() -> None:
    unfinished = event("review_held", "2025-06-30", part="2", complete=False)
    assert facts(PART_1, unfinished) == [
        ("review_held", "06-20", 1),
        ("review_adjourned", "06-20", 1),
    ]


def test_a_review_is_adjourned_once_however_often_it_is_put_off() -> None:
    one = event("review_adjourned", "2025-06-18")
    other = event("review_adjourned", "2025-06-25")
    assert [name for name, _, _ in facts(one, PART_1, other)].count("review_adjourned") == 1


def test_one_review_told_by_two_sources_is_one() -> None:
    there = event("review_held", "2025-06-20", source="mosaic")
    here = event("review_held", "2025-06-20", source="ssda903")
    assert facts(there, here) == facts(there)


def test_part_2_on_the_day_of_part_1_completes_the_review() -> None:
    both = [event("review_held", "2025-06-20", f"part-{n}", part=n) for n in ("1", "2")]
    assert [name for name, _, _ in facts(*both)][-1] == "review_completed"


def test_reviews_are_numbered_and_a_new_time_in_care_begins_a_new_review() -> None:
    left = event("ceased_looked_after", "2025-06-25")
    back = event("became_looked_after", "2025-07-01")
    again = event("review_held", "2025-07-20")
    assert facts(CARE, PART_1, left, back, again)[-2:] == [
        ("review_held", "07-20", 2),
        ("review_completed", "07-20", 2),
    ]


def test_a_meeting_booked_on_the_day_of_a_review_is_the_next_one() -> None:
    booked = event("review_booked", "2025-06-20", meeting_at="2025-09-18")
    assert facts(booked, event("review_held", "2025-06-20"))[-1] == ("review_booked", "06-20", 2)


def test_a_meeting_booked_between_the_parts_is_for_part_2() -> None:
    booked = event("review_booked", "2025-06-23", meeting_at="2025-06-30")
    assert facts(PART_1, booked, PART_2)[2] == ("review_booked", "06-23", 1)


def test_of_one_day_what_opens_a_period_comes_first_and_what_closes_it_last() -> None:
    events = [
        event("ceased_looked_after", "2025-06-02"),
        event("child_visited", "2025-06-02"),
        event("placement_started", "2025-06-02"),
        event("placement_ended", "2025-06-02"),
        CARE,
    ]
    assert [one.type for one in History(events).events] == [
        "became_looked_after",
        "placement_ended",
        "placement_started",
        "child_visited",
        "ceased_looked_after",
    ]


def test_a_child_in_care_who_leaves_and_returns_on_one_day_is_in_care() -> None:
    left = event("ceased_looked_after", "2025-07-01")
    back = event("became_looked_after", "2025-07-01")
    names = [one.type for one in History([back, left, CARE]).events]
    assert names == ["became_looked_after", "ceased_looked_after", "became_looked_after"]


def test_two_sources_that_tell_of_one_short_stay_tell_of_no_return() -> None:
    left = event("ceased_looked_after", "2025-06-02")
    twice = event("became_looked_after", "2025-06-02", source="ssda903")
    assert History([left, twice, CARE]).events[-1].type == "ceased_looked_after"


def test_facts_from_a_day_on_are_the_later_ones() -> None:
    history = History([event("child_visited", f"2025-06-{n:02}") for n in (3, 5, 9)])
    assert len(history.of_type_from("child_visited", day("2025-06-05"))) == 2
    assert history.of_type_from("child_visited", day("2025-06-10")) == []
    assert history.of_type_from("found", day("2025-06-01")) == []


def test_a_plan_that_ends_when_the_next_begins_ends_first_and_its_review_belongs_to_it() -> None:
    events = [
        event("child_protection_plan_started", "2025-01-06"),
        event("child_protection_plan_started", "2025-06-02", "again"),
        event("core_group_held", "2025-06-02"),
        event("child_protection_plan_ended", "2025-06-02"),
        event("review_conference_held", "2025-06-02", outcome="no_plan"),
    ]
    history = History(events)
    assert [one.type for one in history.events][1:] == [
        "review_conference_held",
        "child_protection_plan_ended",
        "child_protection_plan_started",
        "core_group_held",
    ]
    [review] = history.of_type("review_conference_held")
    [group] = history.of_type("core_group_held")
    assert (review.ends_a_turn, group.ends_a_turn) == (True, False)


def test_a_conference_that_makes_no_plan_begins_none_on_the_day_a_plan_ends() -> None:
    events = [
        event("child_protection_plan_started", "2025-01-06"),
        event("initial_conference_held", "2025-06-02", outcome="no_plan"),
        event("child_protection_plan_ended", "2025-06-02"),
    ]
    assert History(events).events[-1].type == "child_protection_plan_ended"


def test_a_review_in_two_parts_says_on_which_day_it_was_held() -> None:
    [completed] = History([PART_1, PART_2]).of_type("review_completed")
    assert completed.event.attributes["held_on"] == PART_1.on
    [whole] = History([event("review_held", "2025-06-20")]).of_type("review_completed")
    assert "held_on" not in whole.event.attributes
