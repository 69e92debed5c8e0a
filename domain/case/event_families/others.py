"""What is told of carers, adopters, EHC plans, private fostering and serious incidents."""

from domain.case.attribute_readers import Types, label, one_of, plain, when, yes_no

PANEL = one_of("fostering", "adoption")

TYPES: Types = {
    **plain("foster_application_received", "foster_application_withdrawn"),
    **plain("foster_carer_approved", "foster_review_held", "foster_carer_approval_ended"),
    # Where nobody says which panel it is, it is taken for a fostering panel.
    "panel_booked": {"meeting_at": when, "panel": PANEL},
    "panel_papers_sent": {"panel": PANEL},
    "panel_held": {"panel": PANEL},
    **plain("adopter_interest_registered"),
    **plain("adopter_accepted", "adopter_refused", "adopter_withdrew"),
    "adopter_stage_started": {"stage": one_of("1", "2")},
    "adopter_stage_completed": {"stage": one_of("1", "2")},
    **plain("panel_minutes_received", "decision_made", "representations_made"),
    "decision_notified": {"suitable": yes_no},
    "approval_review_held": {},
    "fostering_decision_notified": {"suitable": yes_no},
    "placement_order_made": {"relinquished": yes_no},
    **plain("placement_order_revoked", "match_approved", "ehc_request_received"),
    **plain("ehc_request_withdrawn", "ehc_responsibility_began"),
    "ehc_decision_made": {"assessment_required": yes_no},
    # The regulations lift the time limit, as where the school was closed for four weeks.
    "ehc_exception_applied": {
        "reason": label,
        "limit": one_of("decision", "no_plan", "final"),
    },
    **plain("ehc_draft_plan_sent", "ehc_plan_declined", "ehc_plan_finalised"),
    # Advice for an assessment, such as that of a psychologist.
    **plain("advice_requested", "advice_received"),
    **plain("ehc_review_held", "ehc_review_reported", "ehc_review_decided"),
    **plain("ehc_amendment_notified"),
    "ehc_phase_transfer_due": {"kind": one_of("school", "post_16")},
    **plain("serious_incident_known", "serious_incident_notified", "rapid_review_completed"),
    **plain("practice_review_started", "practice_review_published"),
    **plain("private_fostering_notified", "private_fostering_visited"),
    **plain("private_fostering_ended"),
}
