"""What is told of a child in need or in need of protection."""

from domain.case.attribute_readers import Types, code, label, number, one_of, when, yes_no

OUTCOME = one_of("plan", "no_plan")

TYPES: Types = {
    # no_further_action: a return says that nothing follows, but not when that was decided.
    "referral_received": {"no_further_action": yes_no},
    # A referral may be decided without an assessment: nothing then waits to be done.
    "referral_decided": {"assessment_required": yes_no},
    "assessment_started": {},
    "assessment_completed": {},
    # conference_required: a return says whether one was needed, but not when that was decided.
    "strategy_discussion_held": {
        "section_47_initiated": yes_no,
        "conference_required": yes_no,
    },
    # How a section 47 enquiry ended: without it, one that needs no conference stays open.
    # With several open, strategy_discussion gives the id of the one that is meant.
    "section_47_concluded": {"conference_required": yes_no, "strategy_discussion": code},
    "conference_booked": {"meeting_at": when},
    "initial_conference_held": {"outcome": OUTCOME},
    "transfer_in_notified": {},
    "child_protection_plan_started": {"category": label, "number": number},
    "core_group_held": {},
    "review_conference_held": {"outcome": OUTCOME},
    "child_protection_plan_ended": {"reason": label},
    "conference_report_shared": {},
    "conference_record_distributed": {},
    "child_born": {},
    # The child is no longer in need: what was still to be done for the referral falls away.
    "case_closed": {"reason": label},
}
