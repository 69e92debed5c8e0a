"""The lists of Ofsted's Annex A: their headers, and the county's rows under them.

Source: Ofsted, "Inspecting local authority children's services: Annex A, child-level data".
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from demo.export.children_in_care import ChildInCare, age_on
from demo.export.protected_children import ProtectedChild
from demo.export.years import Span

Cell = str | int | date | None

_CHILD: Final = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age")
_DISABLED: Final = "Does the Child have a Disability"
_WORKERS: Final = ("Allocated Team", "Allocated Worker")

HEADERS: Final[dict[int, tuple[str, ...]]] = {
    1: (*_CHILD, "Date of Contact", "Contact Source"),
    2: (
        *_CHILD,
        "Assessment start date",
        "Assessment completion date",
        "Organisation completing assessment",
    ),
    3: (
        *_CHILD,
        "Date of Referral",
        "Referral Source",
        "Referral NFA?",
        "Number of Referrals in Last 12 Months",
        *_WORKERS,
    ),
    4: (
        *_CHILD,
        _DISABLED,
        "Continuous Assessment Start Date",
        "Child Seen During Continuous Assessment",
        "Continuous Assessment Date of Authorisation",
        "Was the child assessed as requiring LA children's social care support?",
        *_WORKERS,
    ),
    5: (
        *_CHILD,
        _DISABLED,
        "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Was an Initial Child Protection Conference deemed unnecessary?",
        "Date of Initial Child Protection Conference",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        "Number of Section 47 Enquiries in the last 12 months",
        "Number of ICPCs in the last 12 months",
        *_WORKERS,
    ),
    6: (
        *_CHILD,
        _DISABLED,
        "CIN Start Date",
        "Primary Need Code",
        "Date Child Was Last Seen",
        "CIN Closure Date",
        "Reason for Closure",
        "Case Status",
        *_WORKERS,
    ),
    7: (
        *_CHILD,
        _DISABLED,
        "Child Protection Plan Start Date",
        "Initial Category of Abuse",
        "Latest Category of Abuse",
        "Date of the Last Statutory Visit",
        "Was the Child Seen Alone?",
        "Date of latest review conference",
        "Child Protection Plan End Date",
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six "
        "Months (Y/N)",
        "Number of Previous Child Protection Plans",
        *_WORKERS,
    ),
    8: (
        *_CHILD,
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
        _DISABLED,
        "Date Started to be Looked After",
        "Child's Category of Need",
        "Is this a second or subsequent period of being a Looked After Child within the last 12 "
        "months (Y/N)",
        "Start date of current legal status",
        "Child's Legal Status",
        "Date of Latest Statutory Review",
        "Date of Last Social Work Visit",
        "What is the permanence plan for this child?",
        "Date of Last IRO Visit / Contact to the Child",
        "Date of Last Health Assessment",
        "Date of Last Dental Check",
        "Number of Placements in the Last 12 months",
        "Date Ceased to be Looked After",
        "Reason Ceased to be Looked After",
        "Start Date of Most Recent Placement",
        "Placement Type",
        "Placement Provider",
        "Placement postcode",
        "URN of Placement",
        "Placement Location",
        "LA of Placement",
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 "
        "months",
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        "Did the child accept a Return Interview after their last missing episode (Y/N)?",
        *_WORKERS,
    ),
    9: (
        *_CHILD,
        _DISABLED,
        *_WORKERS,
        "Eligibility Category",
        "LA in Touch",
        "Latest Pathway Plan Review Date",
        "Type of Accommodation",
        "Suitability of Accommodation",
        "Activity Status",
    ),
    10: (
        "Child Unique ID",
        "Family identifier",
        *_CHILD[1:4],
        "Age of Child (Years)",
        _DISABLED,
        "Date the Child Entered Care",
        "Date of Decision that Child Should be Placed for Adoption",
        "Date of Placement Order",
        "Date of Matching Child and Prospective Adopters",
        "Date Placed for Adoption",
        "Date of Adoption Order",
        "Date of Decision that Child Should No Longer be Placed for Adoption",
        "Reason Why Child No Longer Placed for Adoption",
        "Date the child was placed for fostering in FFA or concurrent planning placement",
    ),
    11: (
        "Individual adopter identifier",
        "Family identifier",
        "Gender",
        "Ethnicity",
        "Disability",
        "Is the (prospective) adopter fostering for adoption?",
        "Date enquiry received",
        "Date Stage 1 started",
        "Date Stage 1 ended",
        "Date Stage 2 started",
        "Date Stage 2 ended",
        "Date application submitted",
        "Date application approved",
        "Date adopter matched with child(ren)",
        "Date child/children placed with adopter(s)",
        "No. of children placed",
        "Date of Adoption Order",
        "Date of leaving adoption process",
        "Reason for leaving adoption process",
    ),
}

_GENDERS: Final = {"1": "a) Male", "2": "b) Female"}
_CATEGORIES: Final = {
    "NEG": "Neglect",
    "EMO": "Emotional abuse",
    "PHY": "Physical abuse",
    "SAB": "Sexual abuse",
}
_YES, _NO = "a) Yes", "b) No"
_NO_WORKERS: Final = (None, None)


@dataclass(slots=True)
class AnnexList:
    """The rows of one list; the first row of a sheet is its header."""

    number: int
    rows: list[list[Cell]] = field(default_factory=list)

    def add(self, *cells: Cell) -> None:
        """Add a row that fills every column."""
        if len(cells) != len(HEADERS[self.number]):
            raise ValueError(f"List {self.number} has {len(HEADERS[self.number])} columns")
        self.rows.append(list(cells))

    def place(self, header: str) -> int:
        """The place of a column, from 0."""
        return HEADERS[self.number].index(header)


def annex_lists(
    protected: Iterable[ProtectedChild], in_care: Iterable[ChildInCare], recent: Span
) -> dict[int, AnnexList]:
    """Every list, as known on the last day of ``recent``.

    ``recent`` are the months of which lists 1 to 7 tell. Lists 2 and 9 to 11 hold no rows.
    """
    lists = {number: AnnexList(number) for number in HEADERS}
    for child in protected:
        _referral(lists, child, recent)
        _assessment(lists, child, recent)
        _enquiry(lists, child, recent)
        _in_need(lists, child)
        _plan(lists, child, recent)
    for looked_after in in_care:
        _care(lists[8], looked_after, recent.last)
    return lists


def _about(child: ProtectedChild | ChildInCare, on: date) -> tuple[Cell, ...]:
    gender, age = _GENDERS[child.sex], age_on(child.born_on, on)
    return child.number, gender, child.ethnicity, child.born_on, max(age, 0)


def _referral(lists: dict[int, AnnexList], child: ProtectedChild, recent: Span) -> None:
    if child.referred_on in recent:
        about = _about(child, recent.last)
        lists[1].add(*about, child.referred_on, "q) 6: Police")
        lists[3].add(*about, child.referred_on, "q) 6: Police", "No", 1, *_NO_WORKERS)


def shows_assessment(child: ProtectedChild, recent: Span) -> bool:
    """Whether list 4 holds the assessment: it goes on, or ended in the months of the list."""
    if child.assessed_from is None:
        return False
    return child.assessed_on is None or child.assessed_on in recent


def _assessment(lists: dict[int, AnnexList], child: ProtectedChild, recent: Span) -> None:
    if shows_assessment(child, recent):
        seen, needs = ("Yes", "Yes") if child.assessed_on else ("No", None)
        lists[4].add(
            *_about(child, recent.last),
            _NO,
            child.assessed_from,
            seen,
            child.assessed_on,
            needs,
            *_NO_WORKERS,
        )


def _enquiry(lists: dict[int, AnnexList], child: ProtectedChild, recent: Span) -> None:
    enquiry = child.enquiry
    if enquiry is None or enquiry.began_on not in recent:
        return
    held_on = enquiry.conference_on
    unnecessary = "Yes" if enquiry.no_conference else "No"
    lists[5].add(
        *_about(child, recent.last),
        _NO,
        enquiry.began_on,
        unnecessary if enquiry.no_conference or held_on else None,
        held_on,
        None if held_on is None else "Yes" if child.plan else "No",
        1,
        0 if held_on is None else 1,
        *_NO_WORKERS,
    )


def _in_need(lists: dict[int, AnnexList], child: ProtectedChild) -> None:
    closed = (child.closed_on, "RC7", "e) Closed") if child.closed_on else (None, None, "b) Open")
    cells = (child.referred_on, "N1 - Abuse or Neglect", None, *closed, *_NO_WORKERS)
    lists[6].add(*_about(child, child.closed_on or child.referred_on), _NO, *cells)


def shows_plan(child: ProtectedChild, recent: Span) -> bool:
    """Whether list 7 holds the plan: it goes on, or ended in the months of the list."""
    plan = child.plan
    return plan is not None and (plan.ended_on is None or plan.ended_on in recent)


def _plan(lists: dict[int, AnnexList], child: ProtectedChild, recent: Span) -> None:
    plan = child.plan
    if plan is None or not shows_plan(child, recent):
        return
    category = _CATEGORIES[plan.category]
    lists[7].add(
        *_about(child, recent.last),
        _NO,
        plan.made_on,
        category,
        category,
        None,
        None,
        max(plan.reviews, default=None),
        plan.ended_on,
        _NO,
        plan.previous_plans,
        *_NO_WORKERS,
    )


def _care(annex: AnnexList, child: ChildInCare, on: date) -> None:
    stay = child.stays[-1]
    last = stay.episodes[-1]
    status_since = next(
        each.began_on for each in stay.episodes if each.legal_status == last.legal_status
    )
    placed_on = max(each.began_on for each in stay.episodes if each.reason_began != "L")
    moved = sum(each.reason_began != "L" for each in stay.episodes)
    until = stay.ended_on or on

    def latest(type_name: str) -> date | None:
        days = [day for day in child.days_of(type_name) if stay.began_on <= day <= until]
        return max(days, default=None)

    annex.add(
        *_about(child, on),
        _NO,
        _NO,
        stay.began_on,
        f"{child.need} - category of need",
        _YES if len(child.stays) > 1 else _NO,
        status_since,
        f"{last.legal_status}: legal status",
        max((day for day, _ in stay.reviews), default=None),
        latest("child_visited"),
        None,
        None,
        latest("health_assessment_completed"),
        latest("dental_check_completed"),
        moved,
        stay.ended_on,
        f"{last.reason_ended}: reason ceased" if stay.ended_on else None,
        placed_on,
        f"{last.placement.type}: placement",
        f"{last.placement.provider}: provider",
        last.placement.place_post,
        last.placement.urn,
        None,
        None,
        len(child.days_of("went_missing")),
        0,
        None,
        None,
        *_NO_WORKERS,
    )
