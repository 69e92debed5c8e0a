"""The children in need census as the XML file that authorities send.

Source: DfE, "Children in need census: guide": its modules, their order and their codes.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from demo.export.protected_children import (
    Enquiry,
    Plan,
    ProtectedChild,
    shows_assessment,
    shows_enquiry,
)
from demo.export.pupil_numbers import NOT_AT_SCHOOL, pupil_number
from demo.export.walking import working_days_on
from demo.export.years import Span

if TYPE_CHECKING:
    from lxml import etree

FILE: Final = "cin-census.xml"
# No local authority has this number.
_NO_AUTHORITY: Final = "999"
# From the census of 2025 on Sex stands in place of GenderCurrent.
_SEX_SINCE: Final = 2025
_SOURCES: Final = ("1A", "2A", "3A", "5B", "6", "8")
_FACTORS: Final = ("1B", "2B", "3B", "4B", "5B", "16A", "17A", "20")
_CLOSED_AFTER_ASSESSMENT: Final = "RC8"
_CLOSED: Final = "RC7"


def census_tree(seed: int, children: Iterable[ProtectedChild], year: Span) -> "etree._Element":
    """The census of the year, as its Message element."""
    from lxml import etree

    message = etree.Element("Message")
    header = _add(message, "Header")
    details = _add(header, "CollectionDetails")
    _add(details, "Collection", "CIN")
    _add(details, "Year", year.last.year)
    _add(details, "ReferenceDate", year.last)
    source = _add(header, "Source")
    _add(source, "SourceLevel", "L")
    _add(source, "LEA", _NO_AUTHORITY)
    _add(source, "SoftwareCode", "timescales")
    _add(source, "Release", "1")
    _add(source, "SerialNo", "001")
    _add(source, "DateTime", f"{year.last.year}-05-01T09:00:00")
    box = _add(message, "Children")
    for child in children:
        _child(box, child, year, seed)
    return message


def census_bytes(message: "etree._Element") -> bytes:
    """The file: an element a line."""
    from lxml import etree

    etree.indent(message, space=" ")
    return etree.tostring(message, encoding="UTF-8", xml_declaration=True) + b"\n"


def write_census(message: "etree._Element", folder: Path, file: str = FILE) -> Path:
    """Write the census into a folder, which must be there."""
    path = folder / file
    path.write_bytes(census_bytes(message))
    return path


def _child(box: "etree._Element", child: ProtectedChild, year: Span, seed: int) -> None:
    element = _add(box, "Child")
    identifiers = _add(element, "ChildIdentifiers")
    _add(identifiers, "LAchildID", child.number)
    age = (year.first - child.born_on).days // 366
    upn = pupil_number(seed, child.number, child.born_on, age)
    _add(identifiers, "UPNunknown" if upn == NOT_AT_SCHOOL else "UPN", upn)
    _add(identifiers, "PersonBirthDate", child.born_on)
    if year.last.year < _SEX_SINCE:
        _add(identifiers, "GenderCurrent", child.sex)
    else:
        _add(identifiers, "Sex", "MF"[int(child.sex) - 1])
    characteristics = _add(element, "ChildCharacteristics")
    _add(characteristics, "Ethnicity", child.ethnicity)
    _add(_add(characteristics, "Disabilities"), "Disability", "NONE")
    random = Random(f"{seed} {child.number} cin")
    _details(_add(element, "CINdetails"), child, year, random)


def _details(details: "etree._Element", child: ProtectedChild, year: Span, random: Random) -> None:
    _add(details, "CINreferralDate", child.referred_on)
    _add(details, "ReferralSource", random.choice(_SOURCES))
    _add(details, "PrimaryNeedCode", random.choice(("N1", "N1", "N1", "N4", "N5")))
    if child.closed_on is not None:
        _add(details, "CINclosureDate", child.closed_on)
        assessed_only = child.initial_conference_on is None
        _add(details, "ReasonForClosure", _CLOSED_AFTER_ASSESSMENT if assessed_only else _CLOSED)
    if child.conference_on is not None and child.conference_on in year:
        _add(details, "DateOfInitialCPC", child.conference_on)
    if shows_assessment(child, year):
        _assessment(_add(details, "Assessments"), child, random)
    if child.enquiry is not None and shows_enquiry(child, year):
        _enquiry(_add(details, "Section47"), child.enquiry)
    _add(details, "ReferralNFA", "0")
    plan = child.plan
    if plan is not None and (plan.ended_on is None or plan.ended_on >= year.first):
        _plan(_add(details, "ChildProtectionPlans"), plan, year)


def _assessment(element: "etree._Element", child: ProtectedChild, random: Random) -> None:
    _add(element, "AssessmentActualStartDate", child.assessed_from)
    if child.assessed_on is not None:
        _add(element, "AssessmentAuthorisationDate", child.assessed_on)
        factors = _add(element, "FactorsIdentifiedAtAssessment")
        for factor in sorted(random.sample(_FACTORS, random.randint(1, 3))):
            _add(factors, "AssessmentFactors", factor)


def _enquiry(element: "etree._Element", enquiry: Enquiry) -> None:
    _add(element, "S47ActualStartDate", enquiry.began_on)
    if not enquiry.no_conference:
        _add(element, "InitialCPCtarget", working_days_on(enquiry.began_on, 15))
    if enquiry.conference_on is not None:
        _add(element, "DateOfInitialCPC", enquiry.conference_on)
    _add(element, "ICPCnotRequired", "1" if enquiry.no_conference else "0")


def _plan(element: "etree._Element", plan: Plan, year: Span) -> None:
    _add(element, "CPPstartDate", plan.made_on)
    if plan.ended_on is not None:
        _add(element, "CPPendDate", plan.ended_on)
    _add(element, "InitialCategoryOfAbuse", plan.category)
    _add(element, "LatestCategoryOfAbuse", plan.category)
    _add(element, "NumberOfPreviousCPP", plan.previous_plans)
    held = [day for day in plan.reviews if day in year]
    if held:
        reviews = _add(element, "Reviews")
        for day in held:
            _add(reviews, "CPPreviewDate", day)


def _add(
    parent: "etree._Element", name: str, text: str | int | date | None = None
) -> "etree._Element":
    """Add an element; a date is written as YYYY-MM-DD."""
    from lxml import etree

    element = etree.SubElement(parent, name)
    if text is not None:
        element.text = str(text)
    return element
