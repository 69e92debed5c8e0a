"""What several sources tell of one case is brought together to its facts, each of them once."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from domain.case.agreed_facts import Agreement, Difference
from domain.case.agreement import agree
from domain.case.event_types import EVENT_TYPES
from domain.case.events import Event
from domain.case.same_facts import _ROWS, PERIODS, looked_at_together
from domain.case.trust import Trust
from tests.unit.domain.cases import day, event

TRUST = Trust(first=("mosaic",), returns=("annex-a", "ssda903"))


def mosaic(type_name: str, at: str, event_id: str = "", **said: Any) -> Event:
    return event(type_name, at, event_id, source="mosaic", **said)


def ssda903(type_name: str, at: str, event_id: str = "", **said: Any) -> Event:
    return event(type_name, at, event_id, source="ssda903", **said)


def told(*events: Event) -> list[tuple[str, str, str]]:
    """The facts by day: type, day and the source that counts, whatever order they came in."""
    found = {
        tuple(sorted((str(one.on), one.type, one.source) for one in agreement(*each).events))
        for each in (events, events[::-1])
    }
    [facts] = found
    return [(name, on, source) for on, name, source in facts]


def agreement(*events: Event) -> Agreement:
    return agree(list(events), TRUST)


def test_a_fact_that_two_sources_tell_is_one_by_the_more_trusted() -> None:
    one, other = mosaic("review_held", "2025-06-04"), ssda903("review_held", "2025-06-03")
    found = agreement(other, one)
    assert found.events == [one]
    [fact] = found.agreed.values()
    assert fact.evidence == (one, other)
    said = (("mosaic", day("2025-06-04")), ("ssda903", day("2025-06-03")))
    assert fact.differences == (Difference("day", said),)


def test_one_source_alone_is_unchanged() -> None:
    events = [
        mosaic("child_visited", "2025-06-02", "a"),
        mosaic("child_visited", "2025-06-02", "b"),
    ]
    found = agree(events, TRUST)
    assert found.events is events
    assert (found.agreed, found.sources) == ({}, frozenset())


def test_two_events_of_one_source_are_never_one_fact() -> None:
    facts = told(
        mosaic("child_visited", "2025-06-02", "a"),
        mosaic("child_visited", "2025-06-02", "b"),
        ssda903("child_visited", "2025-06-02"),
    )
    assert facts == [("child_visited", "2025-06-02", "mosaic")] * 2


def test_what_only_the_less_trusted_tells_counts() -> None:
    assert told(mosaic("review_held", "2025-06-04"), ssda903("review_held", "2025-01-10")) == [
        ("review_held", "2025-01-10", "ssda903"),
        ("review_held", "2025-06-04", "mosaic"),
    ]


def test_the_nearest_are_one_fact_and_each_of_one_at_most() -> None:
    assert told(
        mosaic("review_held", "2025-06-04"),
        ssda903("review_held", "2025-05-30"),
        ssda903("review_held", "2025-06-06"),
    ) == [("review_held", "2025-05-30", "ssda903"), ("review_held", "2025-06-04", "mosaic")]


def test_what_only_one_says_of_a_fact_is_taken_from_it_and_what_both_say_by_trust() -> None:
    [fact] = agreement(
        mosaic("review_held", "2025-06-04", participation="PN1"),
        ssda903("review_held", "2025-06-04", participation="PN2", complete=True),
    ).agreed.values()
    assert fact.event.attributes == {"participation": "PN1", "complete": True}
    assert fact.taken == (("complete", "ssda903"),)
    said = (("mosaic", "PN1"), ("ssda903", "PN2"))
    assert fact.differences == (Difference("participation", said),)


def test_a_time_that_only_one_knows_is_taken_where_the_day_is_the_same() -> None:
    timed = ssda903("found", "2025-06-04T10:30:00+01:00")
    [fact] = agreement(mosaic("found", "2025-06-04"), timed).agreed.values()
    assert (fact.event.source, fact.event.at, fact.differences) == ("mosaic", timed.at, ())
    [fact] = agreement(mosaic("found", "2025-06-03"), timed).agreed.values()
    assert fact.event.at is None


def test_two_times_of_one_day_are_a_difference() -> None:
    one, other = "2025-06-04T10:30:00+01:00", "2025-06-04T11:30:00+01:00"
    [fact] = agreement(mosaic("found", one), ssda903("found", other)).agreed.values()
    assert [each.what for each in fact.differences] == ["time"]


@pytest.mark.parametrize(
    ("type_name", "one", "other"),
    [
        ("review_held", {"part": "1"}, {"part": "2"}),
        ("complaint_responded", {"stage": "1"}, {"stage": "2"}),
        ("responsible_assigned", {"role": "iro"}, {"role": "social_worker"}),
        ("quality_alert_raised", {"kind": "concern"}, {"kind": "good_practice"}),
        ("legal_status_changed", {"legal_status": "C1"}, {"legal_status": "C2"}),
        ("review_booked", {"meeting_at": "2025-07-01"}, {"meeting_at": "2025-07-02"}),
    ],
)
def test_what_says_which_fact_is_meant_tells_two_apart(
    type_name: str, one: dict[str, Any], other: dict[str, Any]
) -> None:
    on = "2025-06-04"
    assert len(told(mosaic(type_name, on, **one), ssda903(type_name, on, **other))) == 2
    assert len(told(mosaic(type_name, on, **one), ssda903(type_name, on, **one))) == 1


def test_a_booking_for_a_day_is_the_one_for_a_time_of_that_day() -> None:
    timed = mosaic("review_booked", "2025-06-04", meeting_at="2025-07-01T10:00:00+01:00")
    plain = ssda903("review_booked", "2025-06-05", meeting_at="2025-07-01")
    [fact] = agreement(timed, plain).agreed.values()
    assert [each.what for each in fact.differences] == ["day"]


def test_what_is_not_in_the_table_is_one_fact_on_one_day_only() -> None:
    name = "iro_allocated"
    assert len(told(mosaic(name, "2025-06-04"), ssda903(name, "2025-06-04"))) == 1
    assert len(told(mosaic(name, "2025-06-04"), ssda903(name, "2025-06-05"))) == 2


def test_a_child_is_born_once_however_far_apart_the_days() -> None:
    assert told(mosaic("born", "2014-06-04"), ssda903("born", "2015-06-04")) == [
        ("born", "2014-06-04", "mosaic")
    ]


def test_every_row_of_the_table_names_types_and_attributes_that_there_are() -> None:
    names = [name for types, _ in _ROWS for name in types]
    names += [name for each in PERIODS for name in each.types]
    assert len(names) == len(set(names))
    for types, row in _ROWS:
        assert row.why.endswith(".")
        known = [EVENT_TYPES[name].attributes for name in types]
        assert all(any(each in of for of in known) for each in row.names)
    for periods in PERIODS:
        assert set(periods.names) <= EVENT_TYPES[periods.opens].attributes.keys()


# Periods.


def test_periods_that_overlap_are_one_however_far_apart_they_begin() -> None:
    assert told(
        mosaic("became_looked_after", "2025-01-06"),
        ssda903("became_looked_after", "2025-03-03"),
        ssda903("ceased_looked_after", "2025-09-01"),
    ) == [
        ("became_looked_after", "2025-01-06", "mosaic"),
        ("ceased_looked_after", "2025-09-01", "ssda903"),
    ]


def test_a_period_that_begins_as_the_other_ends_is_another() -> None:
    facts = told(
        mosaic("became_looked_after", "2025-01-06"),
        mosaic("ceased_looked_after", "2025-03-10"),
        ssda903("became_looked_after", "2025-03-10"),
    )
    assert [on for name, on, _ in facts if name == "became_looked_after"] == [
        "2025-01-06",
        "2025-03-10",
    ]


def test_each_of_two_periods_is_the_one_that_is_nearest() -> None:
    assert told(
        mosaic("became_looked_after", "2025-01-06"),
        mosaic("ceased_looked_after", "2025-03-10"),
        mosaic("became_looked_after", "2025-03-20"),
        ssda903("became_looked_after", "2025-01-07"),
        ssda903("ceased_looked_after", "2025-03-09"),
        ssda903("became_looked_after", "2025-03-21"),
        ssda903("ceased_looked_after", "2025-09-01"),
    ) == [
        ("became_looked_after", "2025-01-06", "mosaic"),
        ("ceased_looked_after", "2025-03-10", "mosaic"),
        ("became_looked_after", "2025-03-20", "mosaic"),
        ("ceased_looked_after", "2025-09-01", "ssda903"),
    ]


def test_a_break_that_only_one_source_tells_counts() -> None:
    assert told(
        mosaic("became_looked_after", "2025-01-06"),
        mosaic("ceased_looked_after", "2025-09-01"),
        ssda903("became_looked_after", "2025-01-06"),
        ssda903("ceased_looked_after", "2025-03-10"),
        ssda903("became_looked_after", "2025-03-20"),
        ssda903("ceased_looked_after", "2025-09-02"),
    ) == [
        ("became_looked_after", "2025-01-06", "mosaic"),
        ("ceased_looked_after", "2025-03-10", "ssda903"),
        ("became_looked_after", "2025-03-20", "ssda903"),
        ("ceased_looked_after", "2025-09-01", "mosaic"),
    ]


def test_plans_of_other_numbers_are_two_unless_they_begin_together() -> None:
    one = mosaic("child_protection_plan_started", "2025-01-06", number=1)
    later = ssda903("child_protection_plan_started", "2025-09-01", number=2)
    assert len(told(one, later)) == 2
    [fact] = agreement(one, replace(later, on=day("2025-01-08"))).agreed.values()
    assert [each.what for each in fact.differences] == ["day", "number"]


@pytest.mark.parametrize("trusted", ["mosaic", "ssda903"])
def test_who_knows_when_care_began_counts_before_who_saw_the_child_in_care(trusted: str) -> None:
    knows = mosaic("became_looked_after", "2025-01-06", "known", legal_status="V2")
    saw = ssda903("became_looked_after", "2025-04-01", already_looked_after=True)
    [fact] = agree([saw, knows], Trust(first=(trusted,))).agreed.values()
    assert (fact.event, fact.evidence, fact.differences) == (knows, (knows, saw), ())


def test_the_status_a_child_was_seen_with_is_one_of_that_day() -> None:
    knows = mosaic("became_looked_after", "2025-01-06", legal_status="V2")
    saw = ssda903("became_looked_after", "2025-04-01", already_looked_after=True, legal_status="C2")
    assert told(knows, saw) == [
        ("became_looked_after", "2025-01-06", "mosaic"),
        ("legal_status_changed", "2025-04-01", "ssda903"),
    ]
    assert (
        len(told(knows, saw, mosaic("legal_status_changed", "2025-03-31", legal_status="C2"))) == 2
    )
    same = replace(saw, attributes={**saw.attributes, "legal_status": "V2"})
    assert told(knows, same) == [("became_looked_after", "2025-01-06", "mosaic")]


def test_a_child_seen_in_care_before_it_is_said_to_have_begun_is_a_difference() -> None:
    knows = mosaic("became_looked_after", "2025-01-06")
    saw = ssda903("became_looked_after", "2024-12-20", already_looked_after=True)
    [fact] = agreement(knows, saw).agreed.values()
    assert (fact.event.on, [each.what for each in fact.differences]) == (knows.on, ["day"])


def test_of_two_who_only_saw_the_child_in_care_the_earlier_counts() -> None:
    late = mosaic("became_looked_after", "2025-04-01", already_looked_after=True)
    early = ssda903("became_looked_after", "2025-01-06", already_looked_after=True)
    [fact] = agreement(late, early).agreed.values()
    assert (fact.event, fact.differences) == (early, ())
    near = replace(early, on=day("2025-03-31"))
    [fact] = agreement(late, near).agreed.values()
    assert (fact.event, [each.what for each in fact.differences]) == (late, ["day"])


def test_a_child_seen_in_care_after_it_ended_is_in_care_again() -> None:
    assert told(
        mosaic("became_looked_after", "2024-01-08"),
        mosaic("ceased_looked_after", "2025-01-06"),
        ssda903("became_looked_after", "2025-04-01", already_looked_after=True),
    ) == [
        ("became_looked_after", "2024-01-08", "mosaic"),
        ("ceased_looked_after", "2025-01-06", "mosaic"),
        ("became_looked_after", "2025-04-01", "ssda903"),
    ]


def test_an_enquiry_that_ended_ends_the_discussion_whoever_told_of_it() -> None:
    mine = mosaic("strategy_discussion_held", "2025-06-02", "S1")
    theirs = ssda903("strategy_discussion_held", "2025-06-03", "X9")
    ended = ssda903("section_47_concluded", "2025-06-10", strategy_discussion="X9")
    facts = agreement(mine, theirs, ended).events
    [concluded] = [one for one in facts if one.type == "section_47_concluded"]
    assert concluded.attributes["strategy_discussion"] == "S1"


def test_the_facts_are_the_same_in_every_order_of_arrival() -> None:
    events = (
        mosaic("became_looked_after", "2025-01-06"),
        ssda903("became_looked_after", "2025-01-08", already_looked_after=True, legal_status="C2"),
        event("became_looked_after", "2025-01-07", source="annex-a"),
        ssda903("ceased_looked_after", "2025-03-10"),
        event("ceased_looked_after", "2025-03-14", source="annex-a"),
        event("review_held", "2025-02-03", source="annex-a"),
        ssda903("review_held", "2025-02-04"),
    )
    found = [
        (sorted(map(repr, one.events)), sorted(map(repr, one.agreed.values())))
        for one in (agreement(*each) for each in permutations(events))
    ]
    assert all(each == found[0] for each in found)


def test_the_most_trusted_of_three_counts_and_all_are_evidence() -> None:
    [fact] = agreement(
        ssda903("review_held", "2025-02-04"),
        event("review_held", "2025-02-03", source="annex-a"),
        mosaic("review_held", "2025-02-05"),
    ).agreed.values()
    assert [one.source for one in fact.evidence] == ["mosaic", "annex-a", "ssda903"]


def test_what_decides_together_is_looked_at_together() -> None:
    care = {"became_looked_after", "ceased_looked_after"}
    shown_by = {"legal_status_changed", "placement_started", "review_held"}
    assert looked_at_together(frozenset({"ceased_looked_after"})) == care | shown_by
    assert looked_at_together(frozenset({"born"})) == {"born"}


def test_the_latest_review_told_is_not_taken_for_the_first_after_a_start_of_another_year() -> None:
    trust = Trust(
        returns=("annex-a", "ssda903"),
        latest_only={"annex-a": frozenset({"review_held"})},
        yearly=frozenset({"ssda903"}),
    )
    knows = ssda903("became_looked_after", "2025-03-03")
    saw = event("became_looked_after", "2025-03-03", source="annex-a", already_looked_after=True)
    latest = event("review_held", "2025-09-01", source="annex-a")

    def already(*more: Event) -> bool:
        facts = agree([knows, saw, latest, *more], trust).events
        [start] = [one for one in facts if one.type == "became_looked_after"]
        return "already_looked_after" in start.attributes

    assert already()
    assert not already(ssda903("review_held", "2025-03-24"))
    assert not already(ssda903("review_held", "2025-09-01"))
    assert not already(mosaic("became_looked_after", "2025-03-03"))
