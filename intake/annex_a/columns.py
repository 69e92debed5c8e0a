"""The lists of Ofsted's Annex A that hold dates with a time limit, and their columns.

Source: Ofsted, "Inspecting local authority children's services: Annex A, child-level data". The
wording of the headers is Ofsted's; what stands after it is what authorities write instead.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read. ``header`` is Ofsted's wording."""

    header: str
    others: tuple[str, ...] = ()
    needed: bool = False

    def is_called(self, given: str) -> bool:
        """Whether a header, as ``plain`` writes it, is this column's."""
        return given in {plain(name) for name in (self.header, *self.others)}


def plain(header: object) -> str:
    """A header without capitals, spaces, line breaks and marks, so that variants are equal."""
    text = unicodedata.normalize("NFKC", str(header))[:300].lower()
    return _NOT_LETTERS.sub("", text.replace("&", "and").replace("'s", "s"))


CHILD = Column(
    "Child Unique ID",
    (
        "Child ID",
        "Unique ID",
        "Child Unique Identifier",
        "Unique Child ID",
        "Child Identifier",
        "Child Unique ID Number",
        "LA Child ID",
        "Person ID",
    ),
    needed=True,
)
BORN = Column("Date of Birth", ("DOB", "D.O.B.", "Birth Date", "Child Date of Birth"))

REFERRALS = {
    "child": CHILD,
    "received": Column("Date of Referral", ("Referral Date", "Referral Start Date"), needed=True),
    "no_further_action": Column("Referral NFA?", ("Referral No Further Action", "NFA", "NFA?")),
}
ASSESSMENTS = {
    "child": CHILD,
    "started": Column(
        "Continuous Assessment Start Date",
        ("Assessment Start Date", "Date Assessment Started"),
        needed=True,
    ),
    "completed": Column(
        "Continuous Assessment Date of Authorisation",
        (
            "Assessment Date of Authorisation",
            "Assessment Authorisation Date",
            "Assessment Completion Date",
            "Date Assessment Authorised",
        ),
    ),
}
ENQUIRIES = {
    "child": CHILD,
    "discussed": Column(
        "Strategy discussion initiating Section 47 Enquiry Start Date",
        (
            "Section 47 Enquiry Start Date",
            "Section 47 Start Date",
            "S47 Start Date",
            "Strategy Discussion Date",
            "Date of Strategy Discussion",
        ),
        needed=True,
    ),
    "unnecessary": Column(
        "Was an Initial Child Protection Conference deemed unnecessary?",
        ("ICPC deemed unnecessary", "Was an ICPC deemed unnecessary?", "ICPC not required"),
    ),
    "conference": Column(
        "Date of Initial Child Protection Conference",
        ("Initial Child Protection Conference Date", "ICPC Date", "Date of ICPC"),
    ),
    "plan": Column(
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        (
            "Did the ICPC Result in a Child Protection Plan",
            "ICPC resulted in a Child Protection Plan",
            "Did the ICPC result in a CPP",
        ),
    ),
}
PLANS = {
    "child": CHILD,
    "started": Column(
        "Child Protection Plan Start Date", ("CP Plan Start Date", "CPP Start Date"), needed=True
    ),
    "category": Column("Initial Category of Abuse", ("Initial Category", "Category of Abuse")),
    "reviewed": Column(
        "Date of latest review conference",
        (
            "Date of the latest review conference",
            "Latest Review Conference Date",
            "Date of latest RCPC",
            "Latest RCPC Date",
        ),
    ),
    "ended": Column("Child Protection Plan End Date", ("CP Plan End Date", "CPP End Date")),
    "before": Column(
        "Number of Previous Child Protection Plans",
        ("Number of Previous CP Plans", "Previous Child Protection Plans"),
    ),
}
CARE = {
    "child": CHILD,
    "born": BORN,
    "started": Column(
        "Date Started to be Looked After",
        (
            "Date Child Started to be Looked After",
            "Looked After Start Date",
            "Date Became Looked After",
            "LAC Start Date",
            "CLA Start Date",
        ),
        needed=True,
    ),
    "status_since": Column(
        "Start date of current legal status",
        ("Legal Status Start Date", "Current Legal Status Start Date"),
    ),
    "status": Column("Child's Legal Status", ("Legal Status", "Current Legal Status")),
    "reviewed": Column(
        "Date of Latest Statutory Review",
        (
            "Date of the Latest Statutory Review",
            "Latest Statutory Review Date",
            "Date of Last Statutory Review",
            "Date of Latest Review",
        ),
    ),
    "visited": Column(
        "Date of Last Social Work Visit",
        (
            "Date of the Last Social Work Visit",
            "Date of Last Statutory Visit",
            "Last Social Work Visit Date",
            "Date of Latest Social Work Visit",
        ),
    ),
    "health": Column(
        "Date of Last Health Assessment",
        ("Last Health Assessment Date", "Date of Latest Health Assessment"),
    ),
    "dental": Column(
        "Date of Last Dental Check", ("Last Dental Check Date", "Date of Latest Dental Check")
    ),
    "ceased": Column(
        "Date Ceased to be Looked After",
        ("Date Child Ceased to be Looked After", "LAC End Date", "CLA End Date"),
    ),
    "reason": Column(
        "Reason Ceased to be Looked After", ("Reason Child Ceased to be Looked After",)
    ),
    "placed": Column(
        "Start Date of Most Recent Placement",
        ("Most Recent Placement Start Date", "Placement Start Date"),
    ),
    "placement": Column("Placement Type", ("Type of Placement",)),
}
LEAVERS = {
    "child": CHILD,
    "reviewed": Column(
        "Latest Pathway Plan Review Date",
        (
            "Date of Latest Pathway Plan Review",
            "Date of Last Pathway Plan Review",
            "Pathway Plan Review Date",
            "Latest Pathway Plan Date",
            "Date of Latest Pathway Plan",
        ),
    ),
}
ADOPTION = {
    "child": CHILD,
    "born": BORN,
    "decided": Column(
        "Date of Decision that Child Should be Placed for Adoption",
        ("Date of ADM Decision", "Date of Decision that the Child Should be Placed for Adoption"),
        needed=True,
    ),
    "ordered": Column("Date of Placement Order", ("Placement Order Date",)),
    "matched": Column(
        "Date of Matching Child and Prospective Adopters", ("Date Matched", "Matching Date")
    ),
    "placed": Column("Date Placed for Adoption", ("Date Child Placed for Adoption",)),
    "adopted": Column("Date of Adoption Order", ("Adoption Order Date",)),
    "reversed": Column(
        "Date of Decision that Child Should No Longer be Placed for Adoption",
        ("Date of Decision that the Child Should No Longer be Placed for Adoption",),
    ),
}
ADOPTERS = {
    "adopter": Column(
        "Individual adopter identifier",
        ("Adopter Identifier", "Adopter ID", "Individual Adopter ID"),
        needed=True,
    ),
    "family": Column("Family identifier", ("Family ID", "Adoptive Family Identifier")),
    "stage_1": Column("Date Stage 1 started", ("Stage 1 Start Date",)),
    "stage_1_ended": Column("Date Stage 1 ended", ("Stage 1 End Date",)),
    "stage_2": Column("Date Stage 2 started", ("Stage 2 Start Date",)),
    "stage_2_ended": Column("Date Stage 2 ended", ("Stage 2 End Date",)),
    "approved": Column("Date application approved", ("Date Approved", "Approval Date")),
    "left": Column("Date of leaving adoption process", ("Date Left Adoption Process",)),
}

# By the number of the list. Those that are left out hold no date with a time limit.
LISTS: Mapping[int, Mapping[str, Column]] = {
    3: REFERRALS,
    4: ASSESSMENTS,
    5: ENQUIRIES,
    7: PLANS,
    8: CARE,
    9: LEAVERS,
    10: ADOPTION,
    11: ADOPTERS,
}
WITHOUT_LIMITS = frozenset({1, 2, 6})
