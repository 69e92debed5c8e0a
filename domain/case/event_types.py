"""Every type of event the engine accepts, and what each may say about its case.

The store holds no names and no free text: an attribute is a date, an instant, a yes or no,
a whole number, one of a list of words, or a short code. Anything else is refused.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.case.concerned import CHILD_CONCERNED, read_child_number
from domain.days import read_day
from domain.errors import ProblemError

Reader = Callable[[Any], Any]

# A staff code. No spaces, so no full name.
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-/]{0,39}")
# A team, a reason or a category: a few words, too short for a sentence.
# Its letters are of any alphabet, its marks those in names of teams; none starts a formula.
_LABEL = re.compile(r"[^\W_][\w .\-/&()']{0,39}")
# Curved apostrophes and the dashes of typesetters, as a keyboard has them.
_SAME_MARK = {0x2018: "'", 0x2019: "'", 0x02BC: "'"} | dict.fromkeys(range(0x2010, 0x2016), "-")


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event: the family it belongs to and the attributes it may carry."""

    name: str
    family: str
    attributes: Mapping[str, Reader]
    required: frozenset[str] = frozenset()


def _when(value: Any) -> date | datetime:
    day, instant = read_day(value)
    return instant or day


def _day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = str(value).strip()
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError("a date, such as 2024-12-20")
    return date.fromisoformat(text)


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    try:
        return known[str(value).strip().lower()]
    except KeyError:
        raise ValueError("true or false") from None


def _number(value: Any) -> int:
    text = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,6}", text):
        raise ValueError("a whole number")
    return int(text)


def _code(value: Any) -> str:
    text = str(value).strip()
    if not _CODE.fullmatch(text):
        raise ValueError("a short code of letters and digits without spaces")
    return text


def _label(value: Any) -> str:
    text = unicodedata.normalize("NFC", " ".join(str(value).split())).translate(_SAME_MARK)
    if not _LABEL.fullmatch(text) or text.count(" ") > 4:
        raise ValueError(
            "a short label of at most five words and 40 letters, digits, spaces and _ . - / & ( ) '"
            ", a letter or digit first"
        )
    return text


def _one_of(*words: str) -> Reader:
    def read(value: Any) -> str:
        text = str(value).strip()
        if text not in words:
            raise ValueError("one of " + ", ".join(words))
        return text

    return read


_PARTICIPATION = _one_of("PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7")
_LEGAL_STATUS = _one_of(
    "C1", "C2", "D1", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3"
)
_OUTCOME = _one_of("plan", "no_plan")
_PANEL = _one_of("fostering", "adoption")


def _plain(*names: str) -> dict[str, dict[str, Reader]]:
    """Types of event that say no more than that it happened."""
    return {name: {} for name in names}


_FAMILIES: dict[str, dict[str, dict[str, Reader]]] = {
    "any": {
        "responsible_assigned": {"role": _label, "person": _code, "team": _label},
        # A removal may say only which event it removes.
        "event_voided": {},
        "born": {},
    },
    "looked_after": {
        # already_looked_after: a return shows the child in care but not when care began.
        "became_looked_after": {"legal_status": _LEGAL_STATUS, "already_looked_after": _yes_no},
        "legal_status_changed": {"legal_status": _LEGAL_STATUS},
        "ceased_looked_after": {"reason": _label},
        # Of the decision to cease to look after the child, by the officer who may approve it.
        "ceasing_approved": {},
        "placement_started": {
            "type": _label,
            "planned": _yes_no,
            "emergency": _yes_no,
            "out_of_area": _yes_no,
            "long_term": _yes_no,
            "with_parents": _yes_no,
            "temporary_approval": _yes_no,
        },
        "placement_ended": {"reason": _label},
        "placement_notified": {},
        "placement_plan_recorded": {},
        "care_plan_recorded": {},
        "iro_unit_notified": {},
        "iro_allocated": {},
        "review_booked": {"meeting_at": _when},
        "review_held": {
            "part": _one_of("whole", "1", "2"),
            "complete": _yes_no,
            "participation": _PARTICIPATION,
            # One more than the regulations ask for, at the reviewing officer's discretion.
            "extra": _yes_no,
            # In a long-term foster placement of over twelve months a review may need no meeting.
            "without_meeting": _yes_no,
        },
        "review_adjourned": {"reason": _label},
        # Why the review that is due on a date is late or will be, and what a manager decided of it
        # beforehand. No clock looks at this: a delay that was agreed is a delay.
        "review_delay_recorded": {
            "due_on": _day,
            "reason": _label,
            "decision": _one_of("agreed", "not_agreed"),
            "decided_by": _code,
        },
        "review_report_received": {},
        "review_decisions_recorded": {},
        "review_record_completed": {},
        "review_record_distributed": {},
        "midway_check_recorded": {},
        "permanence_plan_agreed": {"plan": _label},
        "permanence_achieved": {"plan": _label},
        "child_visited": {"seen_alone": _yes_no},
        "health_assessment_completed": {},
        "dental_check_completed": {},
        "sdq_completed": {"score": _number},
        "pep_completed": {},
        "temporary_approval_granted": {},
        "temporary_approval_extended": {},
        "temporary_approval_ended": {"reason": _label},
        "short_break_started": {},
        "short_break_ended": {},
        "secure_placement_started": {},
        "secure_review_held": {},
        # What the yearly return says of a child's health: done at some time in the year to
        # 31 March. It gives no dates, so it neither starts nor ends anything.
        "annual_health_return_recorded": {
            "health_assessment": _yes_no,
            "dental_check": _yes_no,
            "immunisations": _yes_no,
            "development_checks": _yes_no,
            "sdq_score": _number,
            "sdq_reason": _code,
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
            "kind": _one_of("good_practice", "concern"),
            "formal": _yes_no,
            "category": _label,
            "team": _label,
        },
        "quality_alert_responded": {},
        "quality_alert_closed": {},
        "went_missing": {"kind": _one_of("missing", "away_without_authorisation")},
        "found": {},
        "return_interview_completed": {},
        "pathway_assessment_completed": {},
        "pathway_plan_reviewed": {},
        "accommodation_provided": {},
        "adviser_visited": {},
        # A care leaver of 21 or more in education or training, or who asks: to the age of 25.
        "leaving_care_support_continued": {},
        "leaving_care_support_ended": {},
    },
    "child_protection": {
        # no_further_action: a return says that nothing follows, but not when that was decided.
        "referral_received": {"no_further_action": _yes_no},
        # A referral may be decided without an assessment: nothing then waits to be done.
        "referral_decided": {"assessment_required": _yes_no},
        "assessment_started": {},
        "assessment_completed": {},
        # conference_required: a return says whether one was needed, but not when that was decided.
        "strategy_discussion_held": {
            "section_47_initiated": _yes_no,
            "conference_required": _yes_no,
        },
        # How a section 47 enquiry ended: without it, one that needs no conference stays open.
        # With several open, strategy_discussion gives the id of the one that is meant.
        "section_47_concluded": {"conference_required": _yes_no, "strategy_discussion": _code},
        "conference_booked": {"meeting_at": _when},
        "initial_conference_held": {"outcome": _OUTCOME},
        "transfer_in_notified": {},
        "child_protection_plan_started": {"category": _label, "number": _number},
        "core_group_held": {},
        "review_conference_held": {"outcome": _OUTCOME},
        "child_protection_plan_ended": {"reason": _label},
        "conference_report_shared": {},
        "conference_record_distributed": {},
        "child_born": {},
        # The child is no longer in need: what was still to be done for the referral falls away.
        "case_closed": {"reason": _label},
    },
    "complaints": {
        **_plain("contact_received", "informally_resolved"),
        "complaint_received": {
            "procedure": _one_of("statutory", "corporate", "adult"),
            "by": _label,
            "aware_on": _when,
            CHILD_CONCERNED: read_child_number,
        },
        "complaint_acknowledged": {},
        "extension_agreed": {
            "stage": _one_of("1", "2", "3"),
            "reason": _label,
            "agreed_by": _label,
        },
        **_plain("stage2_offered", "stage2_requested", "statement_agreed", "stage3_requested"),
        **_plain("review_panel_held", "review_panel_report_issued"),
        **_plain("review_panel_report_received"),
        "complaint_responded": {
            "stage": _one_of("1", "2", "3"),
            "outcome": _one_of("fault_found", "not_upheld", "no_finding"),
            "received_on": _when,
        },
        **_plain("complaint_withdrawn", "ombudsman_enquiry_received"),
        "ombudsman_decided": {"fault": _yes_no},
    },
    "others": {
        **_plain("foster_application_received", "foster_application_withdrawn"),
        **_plain("foster_carer_approved", "foster_review_held", "foster_carer_approval_ended"),
        # Where nobody says which panel it is, it is taken for a fostering panel.
        "panel_booked": {"meeting_at": _when, "panel": _PANEL},
        "panel_papers_sent": {"panel": _PANEL},
        "panel_held": {"panel": _PANEL},
        **_plain("adopter_interest_registered"),
        **_plain("adopter_accepted", "adopter_refused", "adopter_withdrew"),
        "adopter_stage_started": {"stage": _one_of("1", "2")},
        "adopter_stage_completed": {"stage": _one_of("1", "2")},
        **_plain("panel_minutes_received", "decision_made", "representations_made"),
        "decision_notified": {"suitable": _yes_no},
        "placement_order_made": {"relinquished": _yes_no},
        **_plain("placement_order_revoked", "match_approved", "ehc_request_received"),
        **_plain("ehc_request_withdrawn", "ehc_responsibility_began"),
        "ehc_decision_made": {"assessment_required": _yes_no},
        # The regulations lift the time limit, as where the school was closed for four weeks.
        "ehc_exception_applied": {"reason": _label},
        **_plain("ehc_draft_plan_sent", "ehc_plan_declined", "ehc_plan_finalised"),
        **_plain("serious_incident_known", "serious_incident_notified", "rapid_review_completed"),
        **_plain("practice_review_started", "practice_review_published"),
        **_plain("private_fostering_notified", "private_fostering_visited"),
        **_plain("private_fostering_ended"),
    },
}

# Without these the engine cannot tell what is meant, so it refuses to guess.
_REQUIRED: dict[str, frozenset[str]] = {
    "complaint_received": frozenset({"procedure"}),
    "complaint_responded": frozenset({"stage"}),
    "extension_agreed": frozenset({"stage"}),
    "responsible_assigned": frozenset({"role"}),
    # Without it nobody can tell which review is meant.
    "review_delay_recorded": frozenset({"due_on"}),
}

EVENT_TYPES: Mapping[str, EventType] = {
    name: EventType(name, family, attributes, _REQUIRED.get(name, frozenset()))
    for family, types in _FAMILIES.items()
    for name, attributes in types.items()
}


def read_attributes(type_name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Check and normalise the attributes of one event.

    Raises ProblemError with code ``unknown_type``, ``unknown_attribute``, ``bad_attribute``
    or ``missing_attribute``. An attribute that is empty (None or "") counts as not given.
    """
    event_type = EVENT_TYPES.get(type_name)
    if event_type is None:
        raise ProblemError(
            "unknown_type",
            "The engine has no event of this type.",
            "Use a type from docs/reference/events.md, or ask for the type to be added.",
        )
    values: dict[str, Any] = {}
    for name, value in given.items():
        if value is None or value == "":
            continue
        reader = event_type.attributes.get(name)
        if reader is None:
            allowed = ", ".join(event_type.attributes) or "none"
            raise ProblemError(
                "unknown_attribute",
                f"{type_name} has an attribute that it does not take.",
                f"Leave it out. {type_name} takes: {allowed}.",
            )
        try:
            values[name] = reader(value)
        except ValueError as wanted:
            raise ProblemError(
                "bad_attribute", f"{type_name}.{name} cannot be read.", f"Give {wanted}."
            ) from None
    for name in sorted(event_type.required - values.keys()):
        raise ProblemError(
            "missing_attribute",
            f"{type_name} needs {name}, which decides the dates that follow.",
            f"Add {name} to the attributes.",
        )
    return values
