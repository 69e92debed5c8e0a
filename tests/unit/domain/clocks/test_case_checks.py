"""What stands beside a case's clocks: gates without a time, and what to look at."""

import pytest

from domain.case.events import Event
from domain.case.trust import Trust
from domain.clocks.case_check import CaseCheck
from domain.clocks.case_checks import case_checks
from tests.unit.domain.cases import CARE, day, event, rules_of


def found(as_of: str, *events: Event, name: str = "lac.gate.ceasing") -> list[CaseCheck]:
    listed = case_checks(events, *rules_of("statutory"), day(as_of), Trust())
    return [check for check in listed if check.check == name]


def states(as_of: str, *events: Event, name: str = "lac.gate.ceasing") -> list[tuple[str, str]]:
    return [(one.state.value, str(one.since)) for one in found(as_of, *events, name=name)]


def test_approval_is_wanted_from_the_twentieth_working_day_on() -> None:
    assert states("2025-06-27", CARE) == []
    assert states("2025-06-30", CARE) == [("stands", "2025-06-30")]


def test_the_day_of_the_source_that_is_trusted_first_counts() -> None:
    earlier = event("became_looked_after", "2025-05-29", source="other")
    for first, since in (("mosaic", "2025-06-30"), ("other", "2025-06-26")):
        listed = case_checks(
            [CARE, earlier], *rules_of("statutory"), day("2025-06-30"), Trust(first=(first,))
        )
        assert [str(one.since) for one in listed if one.check == "lac.gate.ceasing"] == [since]


def test_approval_on_record_passes_the_gate() -> None:
    approved = event("ceasing_approved", "2025-07-10")
    left = event("ceased_looked_after", "2025-07-10")
    assert states("2025-07-10", CARE, approved) == [("passed", "2025-07-10")]
    assert states("2025-08-01", CARE, left, approved) == [("passed", "2025-07-10")]


def test_care_that_ended_after_twenty_working_days_without_approval_needs_a_look() -> None:
    left = event("ceased_looked_after", "2025-07-10")
    assert states("2025-08-01", CARE, left) == [("look", "2025-07-10")]


def test_care_that_ended_before_the_twentieth_working_day_needs_no_approval() -> None:
    assert states("2025-08-01", CARE, event("ceased_looked_after", "2025-06-27")) == []


def test_approval_of_an_earlier_time_in_care_passes_no_later_gate() -> None:
    back = event("became_looked_after", "2025-09-01", "back")
    events = [
        CARE,
        event("ceasing_approved", "2025-07-09"),
        event("ceased_looked_after", "2025-07-10"),
    ]
    assert states("2025-12-01", *events, back) == [("stands", "2025-09-29")]


def test_of_care_whose_beginning_nobody_told_the_days_are_taken_to_be_over() -> None:
    assert states("2025-06-20", event("review_held", "2025-06-20")) == [("stands", "None")]


def test_a_child_in_short_breaks_and_a_complaint_have_no_gates_of_care() -> None:
    breaks = event("became_looked_after", "2025-06-02", legal_status="V4")
    complaint = event("complaint_received", "2025-06-02", procedure="statutory")
    for one in (breaks, complaint):
        assert case_checks([one], *rules_of("statutory"), day("2025-12-01"), Trust()) == []


def test_a_plan_recorded_anew_without_a_review_needs_a_look() -> None:
    plans = [event("care_plan_recorded", at) for at in ("2025-06-02", "2025-06-20", "2025-07-04")]
    review = event("review_held", "2025-06-27")
    [look, stands] = found("2025-07-10", CARE, *plans, review, name="lac.gate.plan_change")
    assert (look.state.value, str(look.since)) == ("look", "2025-06-20")
    assert "no review was complete since that of 2 June 2025" in look.sentence
    assert stands.sentence.endswith("The last was complete on 27 June 2025.")


@pytest.mark.parametrize(
    ("review_on", "needs_a_look"),
    [
        ("2025-06-02", True),
        ("2025-06-03", False),
        ("2025-06-20", False),
        ("2025-06-21", True),
    ],
)
def test_a_review_on_the_day_of_either_plan_has_considered_the_change(
    review_on: str, needs_a_look: bool
) -> None:
    plans = [event("care_plan_recorded", at) for at in ("2025-06-03", "2025-06-20")]
    review = event("review_held", review_on)
    listed = found("2025-07-10", CARE, *plans, review, name="lac.gate.plan_change")
    assert ("look" in {one.state.value for one in listed}) is needs_a_look


def test_of_a_time_in_care_that_is_over_no_plan_can_change() -> None:
    left = event("ceased_looked_after", "2025-07-10")
    assert found("2025-08-01", CARE, left, name="lac.gate.plan_change") == []


def test_only_the_last_time_in_care_is_asked_for_an_approval() -> None:
    left, back = (
        event("ceased_looked_after", "2025-07-10"),
        event("became_looked_after", "2025-09-01"),
    )
    assert states("2025-09-10", CARE, left, back) == []


def test_care_that_passed_to_another_order_is_asked_for_no_approval() -> None:
    assert (
        states("2025-08-01", CARE, event("legal_status_changed", "2025-07-10", legal_status="V4"))
        == []
    )


def test_the_gate_before_a_change_of_the_plan_says_where_no_review_was_held() -> None:
    [stands] = found("2025-06-10", CARE, name="lac.gate.plan_change")
    assert stands.sentence.endswith("None is complete yet.")


def test_a_review_without_a_meeting_is_for_long_placements_of_over_twelve_months() -> None:
    placed = event("placement_started", "2024-06-03", long_term=True)
    care = event("became_looked_after", "2024-06-03")
    for at, needs_a_look in (("2025-06-03", True), ("2025-06-04", False)):
        review = event("review_held", at, without_meeting=True)
        listed = found("2025-12-01", care, placed, review, name="lac.review.without_meeting")
        assert bool(listed) is needs_a_look
    short = event("placement_started", "2024-06-03")
    review = event("review_held", "2025-09-01", without_meeting=True)
    assert found("2025-12-01", care, short, review, name="lac.review.without_meeting")


def test_a_short_break_whose_end_nobody_told_needs_a_look_after_its_limit() -> None:
    events = [
        event("became_looked_after", "2025-06-02", legal_status="V4"),
        event("short_break_started", "2025-06-02"),
    ]
    name = "lac.short_break.no_end"
    assert states("2025-06-19", *events, name=name) == []
    assert states("2025-06-20", *events, name=name) == [("look", "2025-06-20")]
    ended = event("short_break_ended", "2025-06-10")
    assert states("2025-06-20", *events, ended, name=name) == []


def test_a_short_break_that_care_ended_needs_no_look() -> None:
    events = [
        event("became_looked_after", "2025-06-02", legal_status="V4"),
        event("short_break_started", "2025-06-02"),
        event("ceased_looked_after", "2025-06-10"),
    ]
    assert found("2025-07-20", *events, name="lac.short_break.no_end") == []


@pytest.mark.parametrize(("as_of", "needs_a_look"), [("2011-03-31", False), ("2011-04-01", True)])
def test_a_short_break_has_a_limit_from_the_day_of_the_regulations(
    as_of: str, needs_a_look: bool
) -> None:
    begun = event("short_break_started", "2011-03-01")
    assert bool(found(as_of, begun, name="lac.short_break.no_end")) is needs_a_look


def test_a_stay_that_passed_its_limit_has_the_gates_of_care() -> None:
    events = [
        event("became_looked_after", "2025-06-02", legal_status="V4"),
        event("short_break_started", "2025-06-02"),
        event("short_break_ended", "2025-08-29"),
    ]
    # The eighteenth day is 20 June; twenty working days from it are over on 18 July. Neither is
    # known before the end of the stay is told.
    assert states("2025-08-28", *events) == []
    assert states("2025-08-29", *events) == [("stands", "2025-07-18")]


@pytest.mark.parametrize("told", ["legal_status_changed", "placement_started", "review_held"])
def test_care_that_is_known_by_one_fact_alone_has_its_gates(told: str) -> None:
    given = {"legal_status": "C2"} if told == "legal_status_changed" else {}
    assert found("2025-12-01", event(told, "2025-06-20", **given)) != []


def test_a_review_with_a_meeting_hides_no_later_one_without() -> None:
    name = "lac.review.without_meeting"
    with_one = event("review_held", "2025-06-20")
    without = event("review_held", "2025-09-01", without_meeting=True)
    assert states("2025-12-01", CARE, with_one, without, name=name) == [("look", "2025-09-01")]


def test_a_check_is_one_json_object_and_holds_no_case_number() -> None:
    [check] = found("2025-06-30", CARE)
    assert check.as_json() == {
        "check": "lac.gate.ceasing",
        "case_ref": "A",
        "state": "stands",
        "since": "2025-06-30",
        "sentence": "The child has been looked after for 20 working days or more: the decision to "
        "cease to do so is approved before it is carried out.",
        "source": "Care Planning, Placement and Case Review (England) Regulations 2010 "
        "(SI 2010/959), regulation 39(4)",
    }


def test_a_case_without_events_has_no_checks() -> None:
    assert case_checks([], *rules_of("statutory"), day("2025-06-30"), Trust()) == []
