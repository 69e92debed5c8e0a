"""Building a children in need census, element by element. Every child is invented."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from intake.cin_census.reader import read_census
from intake.reading import Reading

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)

_FIRST_YEAR_OF_SEX = 2025


def lines(*parts: str) -> str:
    """Parts of a file, each on a line of its own, without those that are empty."""
    return "\n".join(part for part in parts if part)


def tag(name: str, content: str | None) -> str:
    """One element on one line; nothing for None."""
    return "" if content is None else f"<{name}>{content}</{name}>"


def box(name: str, *parts: str) -> str:
    """An element whose children each have a line of their own."""
    return lines(f"<{name}>", *parts, f"</{name}>")


def assessment(started: str | None, completed: str | None = None, *factors: str) -> str:
    """An Assessments module."""
    given = [tag("AssessmentFactors", factor) for factor in factors]
    return box(
        "Assessments",
        tag("AssessmentActualStartDate", started),
        tag("AssessmentAuthorisationDate", completed),
        box("FactorsIdentifiedAtAssessment", *given) if given else "",
    )


def enquiry(
    started: str | None,
    conference: str | None = None,
    *,
    not_required: str | None = "0",
    target: str | None = None,
) -> str:
    """A Section47 module."""
    return box(
        "Section47",
        tag("S47ActualStartDate", started),
        tag("InitialCPCtarget", target),
        tag("DateOfInitialCPC", conference),
        tag("ICPCnotRequired", not_required),
    )


def plan(
    started: str | None,
    ended: str | None = None,
    *,
    reviews: Iterable[str] = (),
    category: str | None = "NEG",
    previous: str | None = "0",
) -> str:
    """A ChildProtectionPlans module."""
    held = [tag("CPPreviewDate", day) for day in reviews]
    return box(
        "ChildProtectionPlans",
        tag("CPPstartDate", started),
        tag("CPPendDate", ended),
        tag("InitialCategoryOfAbuse", category),
        tag("LatestCategoryOfAbuse", category),
        tag("NumberOfPreviousCPP", previous),
        box("Reviews", *held) if held else "",
    )


def in_need_plan(started: str, ended: str | None = None) -> str:
    """A CINPlanDates module, which is counted and left alone."""
    return box("CINPlanDates", tag("CINPlanStartDate", started), tag("CINPlanEndDate", ended))


def episode(
    referred: str | None,
    *,
    closed: str | None = None,
    reason: str | None = None,
    conference: str | None = None,
    before_flag: Iterable[str] = (),
    no_further_action: str | None = "0",
    plans: Iterable[str] = (),
) -> str:
    """A CINdetails module. ``before_flag`` are its assessments, in-need plans and enquiries."""
    return box(
        "CINdetails",
        tag("CINreferralDate", referred),
        tag("ReferralSource", "1A"),
        tag("PrimaryNeedCode", "N1"),
        tag("CINclosureDate", closed),
        tag("ReasonForClosure", reason),
        tag("DateOfInitialCPC", conference),
        *before_flag,
        tag("ReferralNFA", no_further_action),
        *plans,
    )


def child(
    *episodes: str,
    number: str | None = "C1",
    born: str | None = "2015-02-01",
    expected: str | None = None,
    sex: str | None = "<Sex>F</Sex>",
    ethnicity: str | None = "WBRI",
) -> str:
    """A Child element."""
    return box(
        "Child",
        box(
            "ChildIdentifiers",
            tag("LAchildID", number),
            tag("UPNunknown", "UN1"),
            tag("PersonBirthDate", born),
            tag("ExpectedPersonBirthDate", expected),
            sex or "",
        ),
        box("ChildCharacteristics", tag("Ethnicity", ethnicity)),
        *episodes,
    )


def census(*children: str, reference: str | None = "2025-03-31", year: str = "2025") -> str:
    """A whole file. Children begin on line 7, each element on a line of its own."""
    return lines(
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<Message><Header><CollectionDetails><Collection>CIN</Collection>",
        tag("Year", year),
        tag("ReferenceDate", reference) or "<!-- no date -->",
        "</CollectionDetails></Header>",
        "<Children>",
        *children,
        "</Children></Message>",
    )


def read(
    folder: Path,
    text: str | bytes,
    *,
    name: str = "census.xml",
    year: int | None = None,
    schema: Path | None = None,
    now: datetime = NOW,
) -> Reading:
    """Write a census to a file and read it."""
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_census([file], now=now, year=year, schema=schema)


def read_child(folder: Path, *episodes: str) -> Reading:
    """Read a census of one good child with these episodes."""
    return read(folder, census(child(*episodes)))
