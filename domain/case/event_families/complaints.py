"""What is told of a complaint."""

from domain.case.attribute_readers import Types, day, label, one_of, plain, when, yes_no
from domain.case.concerned import CHILD_CONCERNED, read_child_number

TYPES: Types = {
    **plain("contact_received", "informally_resolved"),
    "complaint_received": {
        "procedure": one_of("statutory", "corporate", "adult", "data_protection"),
        "by": label,
        "aware_on": when,
        # Made by word of mouth, so that it is written down before an investigation.
        "oral": yes_no,
        CHILD_CONCERNED: read_child_number,
    },
    "complaint_acknowledged": {},
    "extension_agreed": {
        "stage": one_of("1", "2", "3"),
        "reason": label,
        "agreed_by": label,
        "until": day,
    },
    **plain("advocate_requested", "advocate_appointed", "sufficient_interest_decided"),
    # At the complainant's request, a later day on which the time begins.
    "start_agreed": {"stage": one_of("1", "2", "3"), "start_on": day},
    # Both agreed to leave stage 1 out.
    **plain("stage2_agreed", "written_record_produced"),
    **plain("stage2_offered", "stage2_requested", "statement_agreed", "stage3_requested"),
    **plain("review_panel_held", "review_panel_report_issued"),
    **plain("review_panel_report_received"),
    "complaint_responded": {
        "stage": one_of("1", "2", "3"),
        "outcome": one_of("fault_found", "not_upheld", "no_finding"),
        "received_on": when,
    },
    **plain("complaint_withdrawn", "ombudsman_enquiry_received"),
    "ombudsman_decided": {"fault": yes_no},
}

# Without these the engine cannot tell what is meant, so it refuses to guess.
REQUIRED: dict[str, frozenset[str]] = {
    "complaint_received": frozenset({"procedure"}),
    "complaint_responded": frozenset({"stage"}),
    "extension_agreed": frozenset({"stage"}),
    "start_agreed": frozenset({"stage", "start_on"}),
}
