"""Types of event that several returns carry, for what each says of its evidence."""

IN_NEED_AND_PROTECTION = frozenset(
    {
        "referral_received",
        "assessment_started",
        "assessment_completed",
        "strategy_discussion_held",
        "initial_conference_held",
        "child_protection_plan_started",
        "review_conference_held",
        "child_protection_plan_ended",
    }
)
IN_CARE = frozenset(
    {
        "became_looked_after",
        "legal_status_changed",
        "placement_started",
        "ceased_looked_after",
        "review_held",
    }
)
DONE_IN_CARE = frozenset(
    {
        "child_visited",
        "health_assessment_completed",
        "dental_check_completed",
        "pathway_plan_reviewed",
        "decision_made",
        "placement_order_made",
        "match_approved",
        "placed_for_adoption",
        "adoption_order_made",
        "adoption_decision_reversed",
    }
)
