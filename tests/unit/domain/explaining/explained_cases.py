"""The cases whose explanations are approved, by the name of the file."""

from domain.case.events import Event
from tests.unit.domain.cases import CARE, event

COMPLAINT = event("complaint_received", "2025-03-03", procedure="statutory")
BOOKED = event("review_booked", "2025-06-04", meeting_at="2025-06-26T14:00:00+01:00")
STAGE_2 = event("stage2_requested", "2024-08-02")
LONGER = event(
    "extension_agreed", "2024-09-09", stage="2", reason="complex", agreed_by="complaints manager"
)
ANSWER = event("complaint_responded", "2025-09-03", stage="2", received_on="2025-09-08")

SHORT_BREAKS = event("became_looked_after", "2025-06-02", legal_status="V4")
STAY = event("short_break_started", "2025-06-02")
PART_1 = event("review_held", "2025-06-25", part="1")
PART_2 = event("review_held", "2025-07-10", part="2")

Asked = tuple[str, str, str, list[Event]]

# The file; the profile, the rule and the day asked about; the events.
CASES: dict[str, Asked] = {
    "the_sooner_of_two": (
        "leicestershire",
        "cp.conference.pre_birth",
        "2025-04-14",
        [
            event("initial_conference_held", "2025-01-20", outcome="plan"),
            event("child_born", "2025-04-14"),
        ],
    ),
    "a_watch_point": (
        "leicestershire",
        "cp.plan.watch_2_years",
        "2026-04-01",
        [event("child_protection_plan_started", "2024-03-31")],
    ),
    "beginning_with_the_day": (
        "statutory",
        "complaint.ombudsman.window",
        "2025-04-01",
        [event("complaint_received", "2025-03-03", procedure="corporate", aware_on="2025-01-15")],
    ),
    "working_days_over_christmas": (
        "statutory",
        "lac.review.first",
        "2025-01-10",
        [event("became_looked_after", "2024-12-20")],
    ),
    "months_to_a_shorter_month": (
        "statutory",
        "lac.review.second",
        "2024-02-29",
        [event("became_looked_after", "2023-11-03"), event("review_held", "2023-11-30")],
    ),
    "due_on_a_saturday": (
        "statutory",
        "lac.review.second",
        "2025-09-14",
        [event("became_looked_after", "2025-05-19"), event("review_held", "2025-06-13")],
    ),
    "hours_before_a_meeting": ("leicestershire", "lac.review.report", "2025-06-24", [CARE, BOOKED]),
    "days_before_a_due_date": (
        "leicestershire",
        "lac.review.booked",
        "2025-06-30",
        [CARE, BOOKED, event("review_held", "2025-06-26")],
    ),
    "half_way": (
        "leicestershire",
        "lac.review.midway",
        "2025-07-31",
        [
            CARE,
            event("review_held", "2025-06-26"),
            event("review_booked", "2025-07-01", meeting_at="2025-09-03T10:00:00+01:00"),
        ],
    ),
    "an_extension": (
        "statutory",
        "complaint.statutory.stage2",
        "2024-11-05",
        [event("complaint_received", "2024-07-01", procedure="statutory"), STAGE_2, LONGER],
    ),
    "a_duty_that_arises": (
        "statutory",
        "complaint.statutory.stage1.offer_stage2",
        "2025-04-03",
        [COMPLAINT],
    ),
    "time_that_closes": (
        "statutory",
        "complaint.statutory.stage3.request",
        "2025-12-03",
        [COMPLAINT, ANSWER],
    ),
    "hours_over_a_clock_change": (
        "statutory",
        "missing.return_interview",
        "2026-03-29",
        [event("found", "2026-03-27T18:00:00+00:00")],
    ),
    "hours_from_a_date": (
        "statutory",
        "missing.return_interview",
        "2026-03-29",
        [event("found", "2026-03-27")],
    ),
    "the_end_of_a_school_term": (
        "anyshire",
        "lac.pep.termly",
        "2028-05-02",
        [event("became_looked_after", "2028-04-25")],
    ),
    "closed_on_the_due_date": (
        "anyshire",
        "lac.review.first",
        "2024-12-16",
        [event("became_looked_after", "2024-11-29")],
    ),
    "past_the_announced_holidays": (
        "leicestershire",
        "lac.review.record",
        "2028-12-29",
        [event("became_looked_after", "2028-11-17"), event("review_held", "2028-12-11")],
    ),
    "a_window": (
        "statutory",
        "lac.adoption.disruption",
        "2025-07-01",
        [
            event("became_looked_after", "2025-01-06"),
            event("placed_for_adoption", "2025-03-03"),
            event("adoption_placement_disrupted", "2025-06-25"),
        ],
    ),
    "each_year": (
        "statutory",
        "lac.health.sdq",
        "2025-12-01",
        [event("born", "2015-05-05"), event("became_looked_after", "2025-01-06")],
    ),
    "limits_inside_limits": (
        "statutory",
        "lac.review.first",
        "2025-07-01",
        [SHORT_BREAKS, STAY, event("short_break_ended", "2025-06-20")],
    ),
    "a_series_that_passed_its_limits": (
        "statutory",
        "lac.short_break.review",
        "2025-07-01",
        [SHORT_BREAKS, STAY, event("short_break_ended", "2025-06-20")],
    ),
    "a_birthday": (
        "statutory",
        "leaving.assessment",
        "2025-07-01",
        [event("born", "2009-06-02"), event("became_looked_after", "2024-01-08")],
    ),
    "after_the_birthday": (
        "statutory",
        "leaving.assessment",
        "2025-07-01",
        [event("born", "2009-03-10"), event("became_looked_after", "2025-03-03")],
    ),
    "two_parts": ("statutory", "lac.review.first", "2025-07-11", [CARE, PART_1, PART_2]),
    "after_two_parts": ("statutory", "lac.review.decisions", "2025-07-11", [CARE, PART_1, PART_2]),
    "temporary_law": (
        "statutory",
        "lac.connected.approval",
        "2020-06-01",
        [
            event("became_looked_after", "2020-06-01"),
            event("temporary_approval_granted", "2020-06-01"),
        ],
    ),
    "on_from_the_time_before": (
        "statutory",
        "lac.connected.extension",
        "2025-10-01",
        [
            CARE,
            event("temporary_approval_granted", "2025-06-02"),
            event("temporary_approval_extended", "2025-09-15"),
        ],
    ),
    "moved_to_the_reviews_of_adoption": (
        "statutory",
        "lac.review.subsequent",
        "2025-12-01",
        [
            CARE,
            event("review_held", "2025-06-27"),
            event("review_held", "2025-09-25"),
            event("adoption_authority_granted", "2025-11-28"),
        ],
    ),
    "the_second_of_two_section_47s": (
        "statutory",
        "cp.conference.initial",
        "2025-06-20",
        [
            event("strategy_discussion_held", "2025-06-02", section_47_initiated=True),
            event("strategy_discussion_held", "2025-06-09", section_47_initiated=True),
        ],
    ),
    "with_another_date": (
        "statutory",
        "lac.pep.initial",
        "2025-06-12",
        [CARE, event("born", "2015-01-01"), event("placement_started", "2025-06-02")],
    ),
    "a_day_before_another_date": (
        "statutory",
        "lac.pep.before_review",
        "2025-06-12",
        [CARE, event("born", "2015-01-01")],
    ),
    "days_before_a_panel": (
        "leicestershire",
        "fostering.panel_papers",
        "2025-06-12",
        [event("panel_booked", "2025-06-02", panel="fostering", meeting_at="2025-07-01")],
    ),
    "an_extension_that_may_be_agreed": (
        "statutory",
        "complaint.statutory.stage2",
        "2024-08-05",
        [event("complaint_received", "2024-07-01", procedure="statutory"), STAGE_2],
    ),
    "the_end_that_a_court_set": (
        "statutory",
        "lac.emergency_protection",
        "2025-06-11",
        [event("emergency_protection_ordered", "2025-06-07", until="2025-06-16T12:00:00+01:00")],
    ),
    "hours_in_any_28_days": (
        "statutory",
        "lac.secure.without_order",
        "2025-06-11",
        [
            CARE,
            event("secure_placement_started", "2025-06-02T10:00:00+01:00", "first"),
            event("secure_placement_ended", "2025-06-04T10:00:00+01:00"),
            event("secure_placement_started", "2025-06-10T10:00:00+01:00", "second"),
        ],
    ),
    "an_extension_to_a_day": (
        "statutory",
        "complaint.statutory.stage2",
        "2024-10-02",
        [
            event("complaint_received", "2024-07-01", procedure="statutory"),
            STAGE_2,
            event(
                "extension_agreed",
                "2024-09-06",
                stage="2",
                until="2025-01-31",
                agreed_by="complaints manager",
                reason="complex",
            ),
        ],
    ),
    "extended_again_and_again": (
        "statutory",
        "lac.proceedings",
        "2026-01-19",
        [
            event("care_proceedings_issued", "2025-06-02"),
            event("proceedings_extended", "2025-11-24"),
            event("proceedings_extended", "2026-01-19", until="2026-02-20"),
        ],
    ),
    "a_lifted_limit": (
        "statutory",
        "ehc.final",
        "2025-08-01",
        [
            event("ehc_request_received", "2025-03-03"),
            event("ehc_exception_applied", "2025-06-02", limit="final", reason="school closed"),
        ],
    ),
    "a_day_of_the_year": (
        "statutory",
        "ehc.transfer",
        "2024-10-01",
        [event("ehc_phase_transfer_due", "2024-10-01", kind="school")],
    ),
    "no_day_in_law": (
        "statutory",
        "leaving.accommodation_review",
        "2025-07-07",
        [event("accommodation_provided", "2025-06-02")],
    ),
    "a_start_that_was_agreed": (
        "statutory",
        "complaint.statutory.stage1",
        "2025-03-10",
        [COMPLAINT, event("start_agreed", "2025-03-05", stage="1", start_on="2025-03-17")],
    ),
    "born_on_29_february": (
        "statutory",
        "leaving.assessment",
        "2025-03-03",
        [
            event("born", "2008-02-29"),
            event("became_looked_after", "2022-01-10"),
        ],
    ),
    "relaxed_by_a_saving": (
        "statutory",
        "lac.connected.approval",
        "2020-11-02",
        [
            event("became_looked_after", "2020-06-01"),
            event("temporary_approval_granted", "2020-06-01"),
        ],
    ),
}
