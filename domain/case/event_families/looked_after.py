"""What is told of a child who is looked after, or was."""

from domain.case.attribute_readers import (
    Types,
    code,
    day,
    label,
    number,
    one_of,
    plain,
    when,
    yes_no,
)

PARTICIPATION = one_of("PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7")
LEGAL_STATUS = one_of("C1", "C2", "D1", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3")

TYPES: Types = {
    # already_looked_after: a return shows the child in care but not when care began.
    # remand: to the authority's accommodation, or to youth detention accommodation.
    "became_looked_after": {
        "legal_status": LEGAL_STATUS,
        "already_looked_after": yes_no,
        "remand": one_of("accommodation", "detention"),
    },
    "legal_status_changed": {"legal_status": LEGAL_STATUS},
    "ceased_looked_after": {"reason": label},
    # Of the decision to cease to look after the child, by the officer who may approve it.
    "ceasing_approved": {},
    "placement_started": {
        "type": label,
        "planned": yes_no,
        "emergency": yes_no,
        "out_of_area": yes_no,
        "long_term": yes_no,
        "with_parents": yes_no,
        # With parents, before their suitability was assessed (regulation 19).
        "before_assessment": yes_no,
        "temporary_approval": yes_no,
    },
    "placement_ended": {"reason": label},
    "placement_notified": {},
    "placement_plan_recorded": {},
    "care_plan_recorded": {},
    "iro_unit_notified": {},
    "iro_allocated": {},
    "review_booked": {"meeting_at": when},
    "review_held": {
        "part": one_of("whole", "1", "2"),
        "complete": yes_no,
        "participation": PARTICIPATION,
        # One more than the regulations ask for, at the reviewing officer's discretion.
        "extra": yes_no,
        # In a long-term foster placement of over twelve months a review may need no meeting.
        "without_meeting": yes_no,
    },
    "review_adjourned": {"reason": label},
    # Why the review that is due on a date is late or will be, and what a manager decided of it
    # beforehand. No clock looks at this: a delay that was agreed is a delay.
    "review_delay_recorded": {
        "due_on": day,
        "reason": label,
        "decision": one_of("agreed", "not_agreed"),
        "decided_by": code,
    },
    "review_report_received": {},
    "review_decisions_recorded": {},
    "review_record_completed": {},
    "review_record_distributed": {},
    "midway_check_recorded": {},
    "permanence_plan_agreed": {"plan": label},
    "permanence_achieved": {"plan": label},
    "child_visited": {"seen_alone": yes_no},
    "health_assessment_completed": {},
    "dental_check_completed": {},
    "sdq_completed": {"score": number},
    "pep_completed": {},
    "temporary_approval_granted": {},
    "temporary_approval_extended": {"because": one_of("assessment", "review_of_refusal")},
    "temporary_approval_ended": {"reason": label},
    "short_break_started": {},
    "short_break_ended": {},
    **plain("parents_assessment_completed", "parents_placement_decided"),
    # order: a court has made an order that the child be kept in secure accommodation.
    "secure_placement_started": {"order": yes_no},
    **plain("secure_placement_ended", "secure_order_made", "secure_review_held"),
    **plain("detention_plan_recorded", "detention_started"),
    **plain("police_protection_started", "police_protection_ended"),
    # until: the end that the court set.
    "emergency_protection_ordered": {"until": when},
    "emergency_protection_extended": {"until": when},
    "emergency_protection_ended": {},
    "care_proceedings_issued": {},
    "proceedings_extended": {"until": day},
    "care_proceedings_concluded": {},
    # What the yearly return says of a child's health: done at some time in the year to
    # 31 March. It gives no dates, so it neither starts nor ends anything.
    "annual_health_return_recorded": {
        "health_assessment": yes_no,
        "dental_check": yes_no,
        "immunisations": yes_no,
        "development_checks": yes_no,
        "sdq_score": number,
        "sdq_reason": code,
    },
    # The agency's decision that the child should be placed for adoption.
    "adoption_decision_made": {},
    "adoption_authority_granted": {},
    "placed_for_adoption": {},
    "adoption_placement_disrupted": {},
    "adoption_order_made": {},
    # It was decided that the child should no longer be placed for adoption.
    "adoption_decision_reversed": {},
    "dispute_raised": {},
    "dispute_resolved": {},
    "quality_alert_raised": {
        "kind": one_of("good_practice", "concern"),
        "formal": yes_no,
        "category": label,
        "team": label,
    },
    "quality_alert_responded": {},
    "quality_alert_closed": {},
    "went_missing": {"kind": one_of("missing", "away_without_authorisation")},
    "found": {},
    "return_interview_completed": {},
    "pathway_assessment_completed": {},
    # A relevant child: 16 or 17, no longer looked after, and eligible before that.
    "became_relevant_child": {},
    "pathway_plan_made": {},
    "pathway_plan_reviewed": {},
    "accommodation_provided": {},
    "adviser_visited": {},
    # A care leaver of 21 or more in education or training, or who asks: to the age of 25.
    "leaving_care_support_continued": {},
    "leaving_care_support_ended": {},
}

# Without these the engine cannot tell what is meant, so it refuses to guess.
REQUIRED: dict[str, frozenset[str]] = {
    # Nobody could tell which review.
    "review_delay_recorded": frozenset({"due_on"}),
}
