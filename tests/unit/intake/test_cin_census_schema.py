"""A census and the schema of its year: what it does not allow is told with its place."""

from pathlib import Path

import pytest

from domain.errors import ProblemError
from tests.support.cin_census import (
    assessment,
    box,
    census,
    child,
    enquiry,
    episode,
    in_need_plan,
    read,
    read_child,
    tag,
)
from tests.unit.intake.rows import all_counted, of_type, where

GENDER = "<GenderCurrent>2</GenderCurrent>"


# Where the schema alone is at fault: the year, the child, the path and the code.
AGAINST_THE_SCHEMA: list[tuple[str, str, str, str]] = [
    ("2025", child(episode("2024-05-01"), sex=GENDER), "ChildIdentifiers/Sex", "element_missing"),
    ("2025", child(episode("2024-05-01"), sex=None), "ChildIdentifiers/Sex", "element_missing"),
    (
        "2024",
        child(episode("2023-05-01")),
        "ChildIdentifiers/GenderCurrent",
        "element_missing",
    ),
    (
        "2025",
        child(episode("2024-05-01"), ethnicity="MARTIAN"),
        "ChildCharacteristics/Ethnicity",
        "value_not_valid",
    ),
    (
        "2025",
        child(episode("2024-05-01"), ethnicity=None),
        "ChildCharacteristics/Ethnicity",
        "element_missing",
    ),
    (
        "2025",
        child(episode("2024-05-01"), "<Notes>Jane</Notes>"),
        "?",
        "element_not_expected",
    ),
    (
        "2025",
        child(episode("2024-05-01").replace("<ReferralNFA>", "Jane<ReferralNFA>")),
        "CINdetails[1]",
        "text_not_expected",
    ),
    (
        "2021",
        child(episode("2020-05-01", before_flag=[in_need_plan("2020-06-01")]), sex=GENDER),
        "CINdetails[1]/CINPlanDates[1]",
        "element_not_expected",
    ),
    (
        "2022",
        child(episode("2021-05-01", closed="2021-06-01", reason="RC9"), sex=GENDER),
        "CINdetails[1]/ReasonForClosure",
        "cin_8640",
    ),
    (
        "2024",
        child(
            episode("2023-05-01", before_flag=[assessment("2023-05-02", None, "18A")]),
            sex=GENDER,
        ),
        "CINdetails[1]/Assessments[1]/FactorsIdentifiedAtAssessment/AssessmentFactors",
        "value_not_valid",
    ),
    (
        "2025",
        child(episode("2024-05-01", plans=["<PreProceedingsandFGDM/>"])),
        "CINdetails[1]/PreProceedingsandFGDM[1]",
        "element_not_expected",
    ),
]


@pytest.mark.parametrize(("year", "element", "path", "code"), AGAINST_THE_SCHEMA)
def test_what_the_schema_of_the_year_does_not_allow_is_told_with_its_place(
    tmp_path: Path, year: str, element: str, path: str, code: str
) -> None:
    good = child(
        episode(f"{int(year) - 1}-07-01"),
        number="C2",
        sex="<Sex>F</Sex>" if year >= "2025" else GENDER,
    )
    text = census(element, good, reference=f"{year}-03-31", year=year)
    reading = read(tmp_path, text)
    assert [(one.column, one.code) for one in reading.refusals] == [(f"Child[1]/{path}", code)]
    (refusal,) = reading.refusals
    assert 7 <= refusal.line < 7 + len(element.splitlines())
    assert "Jane" not in str(refusal)
    assert len(of_type(reading, "referral_received")) == 2
    assert all_counted(reading)


def with_factor(factor: str) -> str:
    return episode("2020-05-01", before_flag=[assessment("2020-05-02", None, factor)])


# The years in which each child is as the schema says.
YEARS: list[tuple[str, set[int]]] = [
    (child(episode("2020-05-01"), sex=GENDER), {2021, 2022, 2023, 2024}),
    (child(episode("2020-05-01")), {2025, 2026}),
    (
        child(episode("2020-05-01", before_flag=[in_need_plan("2020-06-01")]), sex=GENDER),
        {2022, 2023, 2024},
    ),
    (
        child(
            episode("2020-05-01", before_flag=[assessment("2020-05-02", None, "19A")]), sex=GENDER
        ),
        {2021, 2022, 2023},
    ),
    (
        child(
            episode("2020-05-01", before_flag=[assessment("2020-05-02", None, "24A")]), sex=GENDER
        ),
        {2022, 2023, 2024},
    ),
    (
        child(
            episode("2020-05-01").replace("<ReferralSource>1A", "<ReferralSource>5D"), sex=GENDER
        ),
        {2023, 2024},
    ),
    (child(episode("2020-05-01", plans=["<PreProceedingsandFGDM/>"])), {2026}),
]


@pytest.mark.parametrize(("element", "good_in"), YEARS)
def test_each_year_has_its_own_schema(tmp_path: Path, element: str, good_in: set[int]) -> None:
    found = {
        year
        for year in range(2021, 2027)
        if not read(tmp_path, census(element), year=year).refusals
    }
    assert found == good_in


def test_modules_in_another_order_are_read_with_a_warning(tmp_path: Path) -> None:
    details = episode(
        "2024-05-01", before_flag=[enquiry("2024-05-02", "2024-05-20"), assessment("2024-05-02")]
    )
    reading = read_child(tmp_path, details)
    assert not reading.refusals
    assert where(reading.warnings)[-1] == (
        "Assessments",
        "Child[1]/CINdetails[1]/Assessments[1]",
        "element_not_expected",
    )
    assert len(of_type(reading, "assessment_started")) == 1


# The DfE's arrangement: one root element, types by name, no global element Child.
OFFICIAL = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="Message" type="m"/>
<xs:complexType name="m"><xs:sequence><xs:element name="Children" type="c"/></xs:sequence>
</xs:complexType>
<xs:complexType name="c"><xs:sequence>CHILD</xs:sequence></xs:complexType>
<xs:complexType name="one"><xs:sequence><xs:any processContents="skip"/></xs:sequence>
</xs:complexType>
</xs:schema>"""


@pytest.mark.parametrize(
    "declared",
    [
        '<xs:element name="Child" type="one"/>',
        '<xs:element name="Child"><xs:complexType><xs:sequence>'
        '<xs:any processContents="skip"/></xs:sequence></xs:complexType></xs:element>',
    ],
)
def test_a_schema_of_the_dfe_can_be_given(tmp_path: Path, declared: str) -> None:
    schema = tmp_path / "official.xsd"
    schema.write_text(OFFICIAL.replace("CHILD", declared))
    reading = read(tmp_path, census(child(episode("2024-05-01"))), schema=schema)
    # This one allows a child a single element.
    assert where(reading.refusals) == [
        ("Children", "Child[1]/ChildCharacteristics", "element_not_expected")
    ]
    assert len(of_type(reading, "referral_received")) == 1


@pytest.mark.parametrize("content", ["", "no schema", "<a/>", OFFICIAL.replace("CHILD", "")])
def test_a_schema_that_is_none_is_an_error(tmp_path: Path, content: str) -> None:
    schema = tmp_path / "official.xsd"
    schema.write_text(content)
    with pytest.raises(ProblemError) as raised:
        read(tmp_path, census(child()), schema=schema)
    assert raised.value.code == "schema_unusable"


def test_an_unknown_module_is_told_and_not_dropped_in_silence(tmp_path: Path) -> None:
    details = episode("2024-05-01", plans=[box("FamilyHelp", tag("Start", "2024-05-01"))])
    reading = read_child(tmp_path, details)
    assert where(reading.refusals) == [
        ("CINdetails", "Child[1]/CINdetails[1]/?", "element_not_expected")
    ]
    assert len(of_type(reading, "referral_received")) == 1


def test_of_several_records_at_a_wrong_place_none_is_dropped_in_silence(tmp_path: Path) -> None:
    text = census(child(episode("2024-05-01"), enquiry("2024-05-02"), enquiry("2024-06-03")))
    reading = read(tmp_path, text)
    assert where(reading.refusals) == [
        ("Children", "Child[1]/Section47[1]", "element_not_expected"),
        ("Children", "Child[1]/Section47[2]", "element_not_expected"),
    ]
    assert len(of_type(reading, "referral_received")) == 1
