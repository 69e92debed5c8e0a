"""Where clocks start, what ends them, and which of a chain they belong to."""

from dataclasses import replace
from datetime import UTC, datetime

from domain.case.events import Event
from tests.unit.domain.cases import CARE, clock, clocks, day, event

COUNTY = "leicestershire"
REPORT = "lac.review.report"


def booked(at: str, meeting_at: str | None) -> Event:
    given = {"meeting_at": meeting_at} if meeting_at else {}
    return event("review_booked", at, **given)


def test_a_moved_meeting_keeps_its_lineage() -> None:
    one, two, three = clocks(
        [
            CARE,
            booked("2025-06-04", "2025-06-19"),
            booked("2025-06-10", "2025-06-26"),
            booked("2025-06-12", "2025-06-24"),
        ],
        REPORT,
        COUNTY,
    )
    assert {one.lineage, two.lineage, three.lineage} == {one.clock}
    assert [one.superseded_on, two.superseded_on] == [day("2025-06-10"), day("2025-06-12")]
    assert three.open


def test_the_next_review_s_meeting_has_a_lineage_of_its_own() -> None:
    held = event("review_held", "2025-06-19")
    one, two = clocks(
        [CARE, booked("2025-06-04", "2025-06-19"), held, booked("2025-06-23", "2025-09-18")],
        REPORT,
        COUNTY,
    )
    assert two.lineage == two.clock != one.lineage


def test_a_meeting_whose_date_comes_later_does_not_join_the_review_before() -> None:
    # Otherwise the warnings of the review before would count as given for this one.
    events = [
        CARE,
        booked("2025-06-04", "2025-06-19"),
        event("review_held", "2025-06-19"),
        booked("2025-06-23", None),
        booked("2025-07-01", "2025-09-18"),
    ]
    one, two = clocks(events, REPORT, COUNTY)
    assert two.lineage == two.clock != one.lineage


def test_a_booking_without_a_date_sets_no_time_for_the_report() -> None:
    assert clocks([CARE, booked("2025-06-04", None)], REPORT, COUNTY) == []


def test_a_clock_keeps_its_id_when_a_correction_moves_its_start() -> None:
    moved = event("became_looked_after", "2025-06-04", "care-2", corrects="care")
    before, after = clock([CARE]), clock([CARE, moved])
    assert before.clock == after.clock
    assert (before.due_on, after.due_on) == (day("2025-06-30"), day("2025-07-02"))


def test_two_cases_with_the_same_event_id_have_clocks_of_their_own() -> None:
    assert clock([CARE]).clock != clock([replace(CARE, case="B")]).clock


def test_one_plan_recorded_early_serves_one_placement_only() -> None:
    plan = event("placement_plan_recorded", "2025-06-02")
    first, second = [event("placement_started", at) for at in ("2025-06-04", "2025-06-10")]
    one, two = clocks([CARE, plan, first, second], "lac.placement_plan")
    assert one.completed_on == day("2025-06-02")
    assert two.completed_on is None


def test_a_meeting_booked_before_the_review_counts_only_if_it_is_for_a_later_day() -> None:
    first = booked("2025-06-04", "2025-06-19")
    held = event("review_held", "2025-06-19")
    _, open_one = clocks([CARE, first, held], "lac.review.booked", COUNTY)
    assert open_one.completed_on is None
    ahead = booked("2025-06-10", "2025-09-11")
    _, met = clocks([CARE, first, ahead, held], "lac.review.booked", COUNTY)
    assert met.completed_on == day("2025-06-10")


def test_a_visit_before_the_placement_does_not_count_as_its_first_visit() -> None:
    early = event("child_visited", "2025-06-03")
    placed = event("placement_started", "2025-06-04")
    assert clock([CARE, early, placed], "lac.visit.first").completed_on is None


def test_a_visit_on_the_day_of_the_placement_counts_whatever_was_told_first() -> None:
    placed = event("placement_started", "2025-06-04", "b")
    visit = event("child_visited", "2025-06-04", "a")
    assert clock([CARE, placed, visit], "lac.visit.first").completed_on == day("2025-06-04")


def test_an_interview_timed_before_the_child_was_found_belongs_to_another_time() -> None:
    found = event("found", "2025-06-06T10:00:00+01:00")
    earlier = event("return_interview_completed", "2025-06-06T09:00:00+01:00")
    assert clock([found, earlier], "missing.return_interview").completed_on is None


def test_of_two_ends_the_first_is_the_one() -> None:
    one, other = [event("review_held", at) for at in ("2025-06-20", "2025-06-24")]
    found = clock([CARE, other, one])
    assert found.end_event == ("mosaic", "review_held-2025-06-20")


def test_the_first_extension_decides_and_a_second_gives_nothing_more() -> None:
    complaint = event("complaint_received", "2025-03-03", procedure="statutory")
    late, later = [event("extension_agreed", at, stage="1") for at in ("2025-03-18", "2025-03-19")]
    in_time = event("extension_agreed", "2025-03-10", stage="1")
    rule = "complaint.statutory.stage1"
    assert clock([complaint, late, later], rule).due_on == day("2025-03-17")
    assert clock([complaint, in_time, late], rule).extended_on == day("2025-03-10")


def test_a_duty_that_fell_away_before_it_arose_never_was() -> None:
    complaint = event("complaint_received", "2025-03-03", procedure="statutory")
    offer = "complaint.statutory.stage1.offer_stage2"
    for ended in ("stage2_offered", "stage2_requested", "complaint_withdrawn"):
        assert clocks([complaint, event(ended, "2025-03-31")], offer) == []


def test_each_complaint_of_a_case_may_give_a_duty_to_offer_stage_2() -> None:
    answered = event("complaint_responded", "2025-03-10", stage="1")
    extended = event("extension_agreed", "2025-05-08", stage="1")
    received = [
        event("complaint_received", on, procedure="statutory")
        for on in ("2025-03-03", "2025-05-01", "2025-07-01")
    ]
    ends = [event("complaint_responded", "2025-05-20", stage="1"), answered, extended]
    found = clocks([*received, *ends], "complaint.statutory.stage1.offer_stage2")
    assert [one.started_on for one in found] == [day("2025-07-30")]


def test_before_the_regulations_came_into_force_there_is_no_clock() -> None:
    assert clocks([event("became_looked_after", "2011-03-31")], "lac.review.first") == []
    assert clocks([event("became_looked_after", "2011-04-01")], "lac.review.first") != []


def test_a_yearly_return_starts_no_duty_that_it_could_never_show_as_done() -> None:
    returned = [
        event("became_looked_after", "2025-06-02", source="ssda903"),
        event("placement_started", "2025-06-02", source="ssda903"),
    ]
    assert clocks(returned, "lac.visit.first") == []
    assert clocks(returned, "lac.review.first") != []
    assert clocks([*returned, event("child_visited", "2025-06-30")], "lac.visit.first") != []


def test_what_one_source_could_never_show_hides_nothing_that_another_told() -> None:
    placed = [
        event("placement_started", "2025-06-02", source="ssda903"),
        event("placement_started", "2025-08-04"),
    ]
    assert clock([CARE, *placed], "lac.visit.first").started_on == day("2025-08-04")


def test_a_duty_that_fell_away_hides_no_later_one() -> None:
    offered = event("stage2_offered", "2025-03-10")
    received = [
        event("complaint_received", on, procedure="statutory")
        for on in ("2025-03-03", "2025-07-01")
    ]
    found = clock([*received, offered], "complaint.statutory.stage1.offer_stage2")
    assert found.started_on == day("2025-07-30")


def test_the_clocks_of_a_rule_come_in_the_order_of_their_starts_whatever_starts_them() -> None:
    found = clocks(
        [
            event("initial_conference_held", "2025-01-06", outcome="plan"),
            event("review_conference_held", "2025-03-03", outcome="plan"),
            event("child_protection_plan_ended", "2025-04-01"),
            event("initial_conference_held", "2025-06-02", outcome="plan"),
        ],
        "cp.record.distribution",
        COUNTY,
    )
    starts = ("2025-01-06", "2025-03-03", "2025-06-02")
    assert [one.started_on for one in found] == [day(on) for on in starts]


def test_of_two_enquiries_that_ended_only_the_one_of_its_discussion_stops_a_conference() -> None:
    enquiries = [
        event(
            "section_47_concluded",
            on,
            conference_required=False,
            strategy_discussion=f"strategy_discussion_held-{discussed}",
        )
        for on, discussed in (("2025-06-05", "2025-05-30"), ("2025-06-06", "2025-06-02"))
    ]
    discussed = event("strategy_discussion_held", "2025-06-02")
    found = clock([discussed, *enquiries], "cp.conference.initial")
    assert found.stopped_on == day("2025-06-06")


def test_what_may_have_come_after_the_duty_was_done_hides_no_earlier_stop() -> None:
    found = clock(
        [
            event("complaint_received", "2025-03-03", procedure="statutory"),
            event("stage2_requested", "2025-04-02"),
            event("stage2_offered", "2025-04-03"),
            event("complaint_responded", "2025-04-03", stage="1"),
        ],
        "complaint.statutory.stage1.offer_stage2",
    )
    assert (found.stopped_on, found.completed_on) == (day("2025-04-02"), None)


def test_no_events_set_no_clocks() -> None:
    assert clocks([]) == []


def test_a_duty_done_before_the_meeting_was_moved_is_done_and_not_replaced() -> None:
    report = event("review_report_received", "2025-06-05")
    first, _ = clocks(
        [CARE, booked("2025-06-04", "2025-06-19"), report, booked("2025-06-10", "2025-06-26")],
        REPORT,
        COUNTY,
    )
    assert (first.completed_on, first.superseded_on) == (day("2025-06-05"), None)


def test_a_clock_that_was_replaced_did_not_also_stop_when_care_ended() -> None:
    first, second = clocks(
        [
            CARE,
            booked("2025-06-04", "2025-06-19"),
            booked("2025-06-10", "2025-06-26"),
            event("ceased_looked_after", "2025-06-12"),
        ],
        REPORT,
        COUNTY,
    )
    assert (first.superseded_on, first.stopped_on) == (day("2025-06-10"), None)
    assert (second.superseded_on, second.stopped_on) == (None, day("2025-06-12"))


def test_a_clock_of_hours_knows_the_instant_of_its_start() -> None:
    found = clock([event("found", "2025-01-06T10:30:00+00:00")], "missing.return_interview")
    assert found.started_at == datetime(2025, 1, 6, 10, 30, tzinfo=UTC)
    assert found.counted_from == day("2025-01-06")


def test_a_duty_that_arises_later_does_not_begin_at_the_instant_of_its_event() -> None:
    received = event("complaint_received", "2025-01-06T10:30:00+00:00", procedure="statutory")
    found = clock([received], "complaint.statutory.stage1.offer_stage2")
    assert (found.started_on > received.on, found.started_at) == (True, None)
    assert found.counted_from == found.due_on == found.started_on


def test_a_clock_keeps_the_id_that_stores_and_links_have_of_it() -> None:
    found = clock([CARE], "lac.review.first")
    assert found.clock == "b66d231b-3012-5e66-a0dd-57697794e3a0"


def test_of_two_starts_that_one_fact_makes_the_first_counts() -> None:
    """A child who came under another authority's plan, of which nobody here told the beginning."""
    events = [
        event("transfer_in_notified", "2025-06-02"),
        event("conference_booked", "2025-06-03", meeting_at="2025-06-20"),
    ]
    assert len(clocks(events, "cp.report.initial", "leicestershire")) == 1
