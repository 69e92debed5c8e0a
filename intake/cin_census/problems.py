"""What can be wrong with a census, in the codes that data teams know.

Codes that begin ``cin_`` are the DfE's validation rules for 2022 to 2025 (Open Government
Licence v3.0), their wording shortened; the others are ours.
"""

from domain.errors import ProblemError

_CORRECT = "Correct the record in the case system and export the census again."
_DATE = "Write the date as YYYY-MM-DD."
_CODE = "Use a code from the guide to the census."
_CHECK = "Check the dates and correct the one that is wrong."
_NOTHING = "Nothing to do: it is counted and left alone."
_AS_SCHEMA = "Correct it as the schema of the census says and export the census again."

PROBLEMS: dict[str, tuple[str, str]] = {
    "cin_100": (
        "Reference Date is incorrect: it is not 31 March of a year from 2021 on.",
        "Correct ReferenceDate, or give --year.",
    ),
    "cin_1103": ("The assessment start date cannot be before the referral date.", _CHECK),
    "cin_1104": (
        "The date of the initial child protection conference cannot be before the referral date.",
        _CHECK,
    ),
    "cin_1105": (
        "The child protection plan start date cannot be before the referral date.",
        _CHECK,
    ),
    "cin_1570": ("LA Child ID must not be longer than 20 characters.", _CORRECT),
    "cin_1580": ("LA Child ID must not contain any non-alphanumeric characters.", _CORRECT),
    "cin_2884": (
        "An initial child protection conference is recorded at both the S47 and CIN Details "
        "level and it should only be recorded in one.",
        _CORRECT,
    ),
    "cin_2885": (
        "Child protection plan shown as starting a different day to the initial child "
        "protection conference.",
        _CHECK,
    ),
    "cin_2889": ("The S47 start date cannot be before the referral date.", _CHECK),
    "cin_2991Q": (
        "A Section 47 module is recorded and there is no assessment on the episode.",
        _CORRECT,
    ),
    "cin_8500": ("LA Child ID missing.", "Give every child its LAchildID."),
    "cin_8510": (
        "More than one child record with the same LA Child ID.",
        "Put all that the census says of a child into one Child element.",
    ),
    "cin_8520": (
        "Date of Birth is after data collection period (must be on or before the end of the "
        "census period).",
        _CHECK,
    ),
    "cin_8525Q": (
        "Either Date of Birth or Expected Date of Birth must be provided (but not both).",
        _CORRECT,
    ),
    "cin_8565": ("Activity shown after a case has been closed.", _CHECK),
    "cin_8568": ("RNFA flag is missing or invalid.", "Write ReferralNFA as 0 or 1."),
    "cin_8590": ("Child does not have a recorded CIN episode.", _CORRECT),
    "cin_8600": ("Child referral date missing or after data collection period.", _DATE),
    "cin_8606": ("Child referral date is more than 40 weeks before DOB or expected DOB.", _CHECK),
    "cin_8608": ("Assessment Start Date cannot be later than its End Date.", _CHECK),
    "cin_8615": (
        "Section 47 Enquiry Start Date must be present and cannot be later than the date of the "
        "initial Child Protection Conference.",
        _CHECK,
    ),
    "cin_8620": ("CIN Closure Date present and does not fall within the Census year.", _CHECK),
    "cin_8630": ("CIN Closure Date is before CIN Referral Date for the same CIN episode.", _CHECK),
    "cin_8640": ("CIN Reason for closure code invalid.", _CODE),
    "cin_8696": ("Assessment end date must fall within the census year.", _CHECK),
    "cin_8715": (
        "Date of Initial Child Protection Conference must fall within the census year.",
        _CHECK,
    ),
    "cin_8720": (
        "Child Protection Plan Start Date missing or out of data collection period.",
        _CHECK,
    ),
    "cin_8730": ("Total Number of previous Child Protection Plans missing.", _CORRECT),
    "cin_8736": (
        "For an Assessment that has not been completed, the start date must fall within the "
        "census year.",
        _CHECK,
    ),
    "cin_8740": (
        "For a Section 47 Enquiry that has not held the Initial Child Protection Conference by "
        "the end of the census year, the start date must fall within the census year.",
        _CHECK,
    ),
    "cin_8805": ("A CIN case cannot have a CIN closure date without a Reason for Closure.", _CODE),
    "cin_8810": (
        "A CIN case cannot have a Reason for Closure without a CIN Closure Date.",
        _CORRECT,
    ),
    "cin_8815": (
        "More than one open CIN Details episode (a module with no CIN Closure Date) has been "
        "provided for this child and case is not a referral with no further action.",
        _CORRECT,
    ),
    "cin_8820": ("The dates on the CIN episodes for this child overlap.", _CHECK),
    "cin_8831": (
        "Activity is recorded against a case marked as a referral with no further action.",
        _CORRECT,
    ),
    "cin_8839": ("Within one CINDetails group there are 2 or more open S47 Assessments.", _CORRECT),
    "cin_8840": ("Child Protection Plan cannot start and end on the same day.", _CHECK),
    "cin_8841": (
        "The review date cannot be on the same day or before the Child protection Plan start date.",
        _CHECK,
    ),
    "cin_8842Q": ("Review Record has a missing date.", _DATE),
    "cin_8863Q": (
        "An Assessment is shown as starting when there is another Assessment ongoing.",
        _CHECK,
    ),
    "cin_8867": (
        "CIN episode is shown as closed, however Assessment is not shown as completed.",
        _CORRECT,
    ),
    "cin_8868": (
        "CIN episode is shown as closed, however Section 47 enquiry is not shown as completed by "
        "ICPC date or ICPC not required flag.",
        _CORRECT,
    ),
    "cin_8875": ("The Date of Initial Child Protection Conference cannot be a weekend.", _CHECK),
    "cin_8890": (
        "A Section 47 enquiry is shown as starting when there is another Section 47 Enquiry "
        "ongoing.",
        _CHECK,
    ),
    "cin_8896": (
        "Within one CINDetails group there are 2 or more open Assessments groups.",
        _CORRECT,
    ),
    "cin_8905": ("Initial Category of Abuse code missing or invalid.", _CODE),
    "cin_8925": ("Child Protection Plan End Date earlier than Start Date.", _CHECK),
    "cin_8930": ("Child Protection Plan End Date must fall within the census year.", _CHECK),
    "cin_8935": (
        "This child is showing more than one open Child Protection plan, i.e. with no End Date.",
        _CORRECT,
    ),
    "cin_8940": ("Child Protection Plan data contains overlapping dates.", _CHECK),
    "no_children": (
        "The file holds no Child.",
        "Check that it is a census, and that it was exported with its children.",
    ),
    "too_many_records": (
        "There are more than 500,000 records, so the rest was not read.",
        "Check that this is the census of one authority, and import one year at a time.",
    ),
    "too_many_faults": (
        "There are more than 100,000 faults, so the rest was not read.",
        "Correct what is wrong with every record first, for example the year.",
    ),
    "element_missing": ("The schema asks for this element, and it is not there.", _AS_SCHEMA),
    "element_not_expected": (
        "The schema has no such element, or not at this place or so many times.",
        _AS_SCHEMA,
    ),
    "value_not_valid": ("The element's value is not one that the schema allows.", _AS_SCHEMA),
    "text_not_expected": ("There is text between the elements, where none may be.", _AS_SCHEMA),
    "not_as_the_schema": ("The element is not as the schema says.", _AS_SCHEMA),
    "element_repeated": ("The element is given more than once.", "Keep the one that is right."),
    "future_fact": ("The date is more than 24 hours in the future.", _CORRECT),
    "contradicts_earlier_row": (
        "Another record says something else about the same child and date, and is believed.",
        "Keep the record that is right.",
    ),
    "end_not_believed": (
        "By another record this went on beyond the day on which it is said to have ended here.",
        "Correct the end in whichever of the two records is wrong.",
    ),
    "conference_held_and_not_required": (
        "A conference is dated, and ICPCnotRequired says that none was required. The conference "
        "was taken to have been held.",
        _CORRECT,
    ),
    "plan_without_conference": (
        "No initial conference is recorded for the plan. It was taken to have been held on the "
        "day on which the plan starts.",
        "Record the conference, at the section 47 enquiry or at the CIN episode.",
    ),
    "review_after_plan_ended": ("The review is dated after the plan ended.", _CHECK),
    "unborn_child": ("The child is not born yet, so there is no date of birth.", _NOTHING),
    "no_date_of_birth": ("There is no date of birth to use.", _NOTHING),
    "referred_before_the_year": (
        "The child was referred before the census year, and the census does not hold an "
        "assessment begun within nine weeks of it. It may have been done in an earlier year, so "
        "none is asked for.",
        "Import the earlier census too, if there is one.",
    ),
    "no_further_action_during_episode": (
        "A referral without further action, while another episode of the child was open.",
        _NOTHING,
    ),
    "nothing_to_use": ("The record has no date from which a clock could run.", _NOTHING),
    "table_holds_no_clock_dates": ("This table holds no date that sets or ends a clock.", _NOTHING),
}


def problem(code: str) -> ProblemError:
    """The problem with this code."""
    message, remedy = PROBLEMS[code]
    return ProblemError(code, message, remedy)
