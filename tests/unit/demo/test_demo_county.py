"""Whether the county looks like one: its size, its lateness and what is undone today."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

import pytest

from calendars.library import calendar
from demo.authority import summary
from demo.lateness import NO_ARREARS, Arrears, Practice, late_by
from domain.case.events import Event
from domain.counting import add_months

_WORKING_DAYS = calendar("england-and-wales")
Cases = dict[str, list[Event]]


def _pairs(cases: Cases, start: str, end: str, **wanted: object) -> Iterator[tuple[Event, Event]]:
    """Each ``start`` with the first ``end`` that follows it, for the starts that have one."""
    for case in cases.values():
        for index, event in enumerate(case):
            if event.type != start:
                continue
            for later in case[index:]:
                if later.type == end and wanted.items() <= dict(later.attributes).items():
                    yield event, later
                    break


def _share(pairs: Iterator[tuple[Event, Event]], in_time: Callable[[Event, Event], bool]) -> float:
    met = [in_time(start, end) for start, end in pairs]
    return 100 * sum(met) / len(met)


def _within(limit: int) -> Callable[[Event, Event], bool]:
    return lambda start, end: _WORKING_DAYS.count_working_days(start.on, end.on) <= limit


def _procedure(cases: Cases, name: str) -> Cases:
    return {key: case for key, case in cases.items() if key.startswith(name)}


def test_the_county_has_the_size_that_was_asked_for(county: list[Event]) -> None:
    found = summary(county)
    assert 120_000 <= found["events"] <= 180_000
    assert 640 <= found["looked_after"] <= 760
    assert 450 <= found["child_protection_plans"] <= 570
    # With those that begin in another way.
    assert found["statutory_complaints"] == 3 * (90 + 8)
    assert found["data_protection_complaints"] == 3 * 8
    assert found["corporate_complaints"] == 3 * 780


def test_about_as_many_children_come_into_care_as_leave(county: list[Event]) -> None:
    came = [
        event
        for event in county
        if event.type == "became_looked_after" and not event.attributes.get("already_looked_after")
    ]
    left = [event for event in county if event.type == "ceased_looked_after"]
    assert 200 <= len(came) / 3 <= 300
    assert 200 <= len(left) / 3 <= 300


def test_some_children_come_back_into_care(cases: Cases) -> None:
    times = Counter(
        sum(event.type == "became_looked_after" for event in case) for case in cases.values()
    )
    assert times[2] > 20


def test_sixteen_officers_carry_uneven_caseloads_around_the_county_mean(cases: Cases) -> None:
    weights = {"iro": 1.5, "conference_chair": 1.0}
    ends = {"ceased_looked_after", "child_protection_plan_ended"}
    starts = {"became_looked_after", "child_protection_plan_started"}
    loads: Counter[str] = Counter()
    for case in cases.values():
        last = [event.type for event in case if event.type in starts | ends]
        if last and last[-1] in starts:
            for event in case:
                role = event.attributes.get("role")
                if role in weights:
                    loads[event.attributes["person"]] += round(10 * weights[role])
    assert len(loads) == 16
    assert 85 <= sum(loads.values()) / 160 <= 110
    assert max(loads.values()) > 1.5 * min(loads.values())


@pytest.mark.parametrize(
    ("start", "end", "limit", "between"),
    [
        ("referral_received", "assessment_completed", 45, (81, 88)),
        ("review_held", "review_decisions_recorded", 5, (88, 97)),
        ("placement_started", "placement_plan_recorded", 5, (85, 95)),
        ("initial_conference_held", "core_group_held", 10, (88, 97)),
    ],
)
def test_a_duty_is_kept_as_often_as_the_county_keeps_it(
    cases: Cases, start: str, end: str, limit: int, between: tuple[float, float]
) -> None:
    low, high = between
    assert low <= _share(_pairs(cases, start, end), _within(limit)) <= high


def test_records_of_reviews_reach_the_target_of_95_per_cent(cases: Cases) -> None:
    held = {
        key: [e for e in case if e.type != "review_held" or e.attributes["complete"]]
        for key, case in cases.items()
    }
    assert 92 <= _share(_pairs(held, "review_held", "review_record_distributed"), _within(20)) <= 98


def test_three_of_four_return_interviews_are_held_in_72_hours(cases: Cases) -> None:
    def in_time(found: Event, interview: Event) -> bool:
        assert found.at is not None
        assert interview.at is not None
        return interview.at - found.at <= timedelta(hours=72)

    pairs = _pairs(cases, "found", "return_interview_completed")
    assert 68 <= _share(pairs, in_time) <= 81


def test_a_third_of_statutory_complaints_are_answered_in_20_working_days(cases: Cases) -> None:
    statutory = _procedure(cases, "SC")
    pairs = _pairs(statutory, "complaint_received", "complaint_responded", stage="1")
    assert 28 <= _share(pairs, _within(20)) <= 45


def test_one_in_seven_corporate_complaints_takes_over_40_working_days(cases: Cases) -> None:
    corporate = _procedure(cases, "CC")
    pairs = _pairs(corporate, "complaint_received", "complaint_responded", stage="1")
    assert 82 <= _share(pairs, _within(40)) <= 89


def test_stage_2_is_offered_where_stage_1_is_late_and_nothing_was_agreed(
    cases: Cases, as_of: date
) -> None:
    for case in _procedure(cases, "SC").values():
        types = {event.type for event in case}
        late_on = _WORKING_DAYS.add_working_days(case[0].on, 39)
        done_by = min([event.on for event in case if event.attributes.get("stage")] or [as_of])
        if late_on < done_by and types.isdisjoint({"extension_agreed", "complaint_withdrawn"}):
            assert "stage2_offered" in types


def test_every_section_47_enquiry_ends(cases: Cases, as_of: date) -> None:
    for case in cases.values():
        for index, event in enumerate(case):
            if event.attributes.get("section_47_initiated") and (as_of - event.on).days > 60:
                later = case[index:]
                assert any(
                    each.type == "initial_conference_held"
                    or each.attributes.get("conference_required") is False
                    for each in later
                )


@pytest.mark.parametrize(
    ("opened", "ended", "longest"),
    [
        ("referral_received", {"assessment_completed"}, 140),
        ("placement_started", {"child_visited", "placement_ended", "ceased_looked_after"}, 60),
        ("child_visited", {"child_visited", "placement_ended", "ceased_looked_after"}, 160),
        ("found", {"return_interview_completed"}, 25),
        ("transfer_in_notified", {"initial_conference_held"}, 60),
        ("complaint_received", {"complaint_responded", "complaint_withdrawn"}, 120),
        ("stage2_requested", {"complaint_responded"}, 160),
        ("stage3_requested", {"review_panel_held"}, 80),
        ("review_panel_held", {"complaint_responded"}, 70),
    ],
)
def test_nothing_is_left_open_for_long(
    cases: Cases, as_of: date, opened: str, ended: set[str], longest: int
) -> None:
    seen = 0
    for case in cases.values():
        for index, event in enumerate(case):
            if event.type == opened and (as_of - event.on).days > longest:
                seen += 1
                assert any(each.type in ended for each in case[index + 1 :])
    assert seen


def test_some_reviews_are_overdue_today_but_none_for_longer_than_ten_weeks(
    cases: Cases, as_of: date
) -> None:
    overdue = [(as_of - due).days for due in _reviews_due(cases) if due < as_of]
    assert 5 <= len(overdue) <= 25
    assert 14 <= max(overdue) <= 70


def test_some_reviews_fall_due_this_week(cases: Cases, as_of: date) -> None:
    week = [due for due in _reviews_due(cases) if 0 <= (due - as_of).days < 7]
    assert 3 <= len(week) <= 60


def _reviews_due(cases: Cases) -> Iterator[date]:
    """When each child in care is next due for review, counted from the last one held."""
    for case in cases.values():
        starts = [i for i, e in enumerate(case) if e.type == "became_looked_after"]
        if not starts:
            continue
        stay = case[starts[-1] :]
        came = stay[0]
        known = not came.attributes.get("already_looked_after")
        left = any(event.type == "ceased_looked_after" for event in stay)
        if left or came.attributes["legal_status"] in (
            "V3",
            "V4",
        ):
            continue
        held = [e.on for e in stay if e.type == "review_held" and e.attributes["complete"]]
        if held:
            yield add_months(held[-1], 3 if known and len(held) == 1 else 6)
        elif known:
            yield _WORKING_DAYS.add_working_days(came.on, 20)


def test_the_chance_of_an_arrear_fades_with_its_age(as_of: date) -> None:
    random = Random(1)
    arrears = Arrears(0.5, 10)

    def share(age: int) -> float:
        due = as_of - timedelta(days=age)
        return sum(arrears.hold(random, due, as_of) for _ in range(2000)) / 2000

    assert share(0) == 0
    assert 0.40 <= share(1) <= 0.50
    assert 0.03 <= share(25) <= 0.06
    assert share(66) == 0
    assert not NO_ARREARS.hold(random, as_of - timedelta(days=1), as_of)


def test_a_practice_keeps_its_limit_as_often_as_it_says(as_of: date) -> None:
    random = Random(1)
    practice = Practice(10, 0.8, latest=6)
    taken = [
        _WORKING_DAYS.count_working_days(as_of, practice.done_on(random, as_of, as_of))
        for _ in range(2000)
    ]
    assert 0.77 <= sum(days <= 10 for days in taken) / 2000 <= 0.83
    assert min(taken) >= 1
    assert max(taken) == 16
    assert {late_by(random, 6) for _ in range(2000)} == set(range(1, 7))
