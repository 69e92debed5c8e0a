"""Bad data in a census: what is refused and where, what is kept, and that all is counted."""

from pathlib import Path

import pytest

from domain.errors import ProblemError
from intake.cin_census import read_census
from intake.reading import Reading, Refusal
from tests.support.cin_census import (
    NOW,
    assessment,
    box,
    census,
    child,
    enquiry,
    episode,
    in_need_plan,
    plan,
    read,
    read_child,
    tag,
)
from tests.unit.intake.rows import accounting, events, of_type

GENDER = "<GenderCurrent>2</GenderCurrent>"


def where(refusals: list[Refusal]) -> list[tuple[str, str | None, str]]:
    """The table, the path and the code of each refusal or warning."""
    return [(one.table, one.column, one.code) for one in refusals]


def all_counted(reading: Reading) -> bool:
    return all(line.accounted_for == line.rows_read for line in accounting(reading).values())


# What is wrong with the one episode, where it is refused and why, and what is kept of its row.
REFUSED: list[tuple[str, str, str, set[str]]] = [
    (episode(None), "CINreferralDate", "cin_8600", set()),
    (episode(""), "CINreferralDate", "cin_8600", set()),
    (episode("2024-02-30"), "CINreferralDate", "cin_8600", set()),
    (episode("01/05/2024"), "CINreferralDate", "cin_8600", set()),
    (episode("2026-05-01"), "CINreferralDate", "future_fact", set()),
    (
        episode("2024-05-01", no_further_action="maybe"),
        "ReferralNFA",
        "cin_8568",
        {"referral_received"},
    ),
    (
        episode("2024-05-01", no_further_action=None),
        "ReferralNFA",
        "cin_8568",
        {"referral_received"},
    ),
    (
        episode("2024-05-01", closed="2024-04-30", reason="RC7"),
        "CINclosureDate",
        "cin_8630",
        {"referral_received"},
    ),
    (
        episode("2024-05-01", closed="2024-06-30", reason="RC99"),
        "ReasonForClosure",
        "cin_8640",
        {"referral_received", "case_closed"},
    ),
    (
        episode("2024-05-01", before_flag=[assessment(None, "2024-06-01")]),
        "Assessments[1]/AssessmentActualStartDate",
        "element_missing",
        set(),
    ),
    (
        episode("2024-05-01", before_flag=[assessment("2024-06-02", "2024-06-01")]),
        "Assessments[1]/AssessmentAuthorisationDate",
        "cin_8608",
        {"assessment_started"},
    ),
    (
        episode("2024-05-01", before_flag=[assessment("2024-06-02", "2024-06-31")]),
        "Assessments[1]/AssessmentAuthorisationDate",
        "value_not_valid",
        {"assessment_started"},
    ),
    (
        episode("2024-05-01", before_flag=[assessment("2024-05-02", None, "99Z")]),
        "Assessments[1]/FactorsIdentifiedAtAssessment/AssessmentFactors",
        "value_not_valid",
        {"assessment_started"},
    ),
    (
        episode("2024-05-01", before_flag=[enquiry(None)]),
        "Section47[1]/S47ActualStartDate",
        "cin_8615",
        set(),
    ),
    (
        episode("2024-05-01", before_flag=[enquiry("2024-06-03", "2024-05-31")]),
        "Section47[1]/DateOfInitialCPC",
        "cin_8615",
        {"strategy_discussion_held"},
    ),
    (
        episode("2024-05-01", before_flag=[enquiry("2024-06-03", not_required="perhaps")]),
        "Section47[1]/ICPCnotRequired",
        "value_not_valid",
        {"strategy_discussion_held"},
    ),
    (
        episode("2024-05-01", plans=[plan(None)]),
        "ChildProtectionPlans[1]/CPPstartDate",
        "cin_8720",
        set(),
    ),
    (
        episode("2024-05-01", plans=[plan("2024-05-20", "2024-05-19")]),
        "ChildProtectionPlans[1]/CPPendDate",
        "cin_8925",
        {"child_protection_plan_started", "initial_conference_held"},
    ),
    (
        episode("2024-05-01", plans=[plan("2024-05-20", category="BAD")]),
        "ChildProtectionPlans[1]/InitialCategoryOfAbuse",
        "cin_8905",
        {"child_protection_plan_started", "initial_conference_held"},
    ),
    (
        episode("2024-05-01", plans=[plan("2024-05-20", previous=None)]),
        "ChildProtectionPlans[1]/NumberOfPreviousCPP",
        "cin_8730",
        {"child_protection_plan_started", "initial_conference_held"},
    ),
    (
        episode("2024-05-01", plans=[plan("2024-05-20", reviews=["2024-05-20"])]),
        "ChildProtectionPlans[1]/Reviews/CPPreviewDate[1]",
        "cin_8841",
        set(),
    ),
    (
        episode("2024-05-01", plans=[plan("2024-05-20", reviews=[""])]),
        "ChildProtectionPlans[1]/Reviews/CPPreviewDate[1]",
        "cin_8842Q",
        set(),
    ),
]


@pytest.mark.parametrize(("details", "path", "code", "kept"), REFUSED)
def test_what_cannot_be_used_is_refused_by_its_rule_and_the_rest_is_kept(
    tmp_path: Path, details: str, path: str, code: str, kept: set[str]
) -> None:
    reading = read_child(tmp_path, details)
    found = [one for one in reading.refusals if one.column == f"Child[1]/CINdetails[1]/{path}"]
    assert [one.code for one in found] == [code]
    (refusal,) = found
    refused = {number for number, row in enumerate(reading.rows) if row.refused == code}
    assert {read.event.type for read in reading.events if read.row in refused} == kept
    assert len(of_type(reading, "born")) == 1
    assert accounting(reading)[refusal.table].refused == {code: 1}
    assert all_counted(reading)


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


def test_the_line_and_the_path_lead_to_the_element(tmp_path: Path) -> None:
    element = child(
        episode("2024-05-01"),
        episode("2024-09-02", before_flag=[enquiry("2024-09-03"), enquiry("2024-10-99")]),
        number="C2",
    )
    text = census(child(episode("2024-05-01")), element)
    reading = read(tmp_path, text)
    (refusal,) = reading.refusals
    assert refusal.column == "Child[2]/CINdetails[2]/Section47[2]/S47ActualStartDate"
    assert text.splitlines()[refusal.line - 1] == tag("S47ActualStartDate", "2024-10-99")
    assert refusal.file == "census.xml"


# What is odd but kept: the episodes, and the code of the warning.
ODD: list[tuple[list[str], str]] = [
    ([episode("2025-04-15")], "cin_8600"),
    ([episode("2024-05-01", closed="2025-04-15", reason="RC7")], "cin_8620"),
    ([episode("2024-05-01", closed="2024-06-15")], "cin_8805"),
    ([episode("2024-05-01", reason="RC7")], "cin_8810"),
    ([episode("2012-05-01")], "cin_8606"),
    ([episode("2024-05-01"), episode("2024-06-01")], "cin_8815"),
    (
        [
            episode("2024-05-01", closed="2024-07-01", reason="RC7"),
            episode("2024-06-01", closed="2024-08-01", reason="RC7"),
        ],
        "cin_8820",
    ),
    ([episode("2024-05-01", before_flag=[assessment("2024-04-30", "2024-05-20")])], "cin_1103"),
    ([episode("2024-02-01", before_flag=[assessment("2024-02-05", "2024-03-20")])], "cin_8696"),
    ([episode("2024-02-01", before_flag=[assessment("2024-02-05")])], "cin_8736"),
    (
        [episode("2024-05-01", before_flag=[assessment("2024-05-05"), assessment("2024-05-06")])],
        "cin_8896",
    ),
    (
        [
            episode(
                "2024-05-01",
                before_flag=[assessment("2024-05-05", "2024-06-05"), assessment("2024-05-06")],
            )
        ],
        "cin_8863Q",
    ),
    (
        [
            episode(
                "2024-05-01",
                closed="2024-06-03",
                reason="RC7",
                before_flag=[assessment("2024-05-05")],
            )
        ],
        "cin_8867",
    ),
    (
        [
            episode(
                "2024-05-01",
                closed="2024-06-03",
                reason="RC7",
                before_flag=[assessment("2024-06-05", "2024-06-06")],
            )
        ],
        "cin_8565",
    ),
    ([episode("2024-05-01", before_flag=[enquiry("2024-04-29")])], "cin_2889"),
    ([episode("2024-05-01", before_flag=[enquiry("2024-05-02")])], "cin_2991Q"),
    ([episode("2024-05-01", before_flag=[enquiry("2024-04-22", "2024-04-29")])], "cin_1104"),
    ([episode("2024-02-01", before_flag=[enquiry("2024-02-05", "2024-02-19")])], "cin_8715"),
    ([episode("2024-02-01", before_flag=[enquiry("2024-02-05")])], "cin_8740"),
    ([episode("2024-05-01", before_flag=[enquiry("2024-05-02", "2024-05-18")])], "cin_8875"),
    (
        [episode("2024-05-01", before_flag=[enquiry("2024-05-02"), enquiry("2024-05-20")])],
        "cin_8839",
    ),
    (
        [
            episode(
                "2024-05-01",
                before_flag=[enquiry("2024-05-02", "2024-05-21"), enquiry("2024-05-20")],
            )
        ],
        "cin_8890",
    ),
    (
        [
            episode(
                "2024-05-01", closed="2024-06-03", reason="RC7", before_flag=[enquiry("2024-05-02")]
            )
        ],
        "cin_8868",
    ),
    (
        [
            episode(
                "2024-05-01", before_flag=[enquiry("2024-05-02", "2024-05-21", not_required="1")]
            )
        ],
        "conference_held_and_not_required",
    ),
    ([episode("2024-05-01", plans=[plan("2024-04-30")])], "cin_1105"),
    ([episode("2024-05-01", plans=[plan("2025-04-30")])], "cin_8720"),
    ([episode("2024-05-01", plans=[plan("2024-05-20", "2024-05-20")])], "cin_8840"),
    ([episode("2024-05-01", plans=[plan("2024-05-20", "2025-04-20")])], "cin_8930"),
    ([episode("2024-05-01", plans=[plan("2024-05-20"), plan("2024-06-20")])], "cin_8935"),
    (
        [episode("2024-05-01", plans=[plan("2024-05-20", "2024-06-25"), plan("2024-06-20")])],
        "cin_8940",
    ),
    (
        [episode("2024-05-01", plans=[plan("2024-05-20", "2024-06-25", reviews=["2024-06-26"])])],
        "review_after_plan_ended",
    ),
]


@pytest.mark.parametrize(("episodes", "code"), ODD)
def test_what_is_odd_is_kept_with_a_warning(tmp_path: Path, episodes: list[str], code: str) -> None:
    reading = read_child(tmp_path, *episodes)
    assert code in {one.code for one in reading.warnings}
    assert not reading.refusals
    assert all_counted(reading)


def test_a_child_without_its_number_is_refused_with_all_that_belongs_to_it(
    tmp_path: Path,
) -> None:
    details = episode("2024-05-01", before_flag=[assessment("2024-05-02")])
    text = census(child(details, number=None), child(details, number="C2"))
    reading = read(tmp_path, text)
    assert where(reading.refusals) == [
        ("Children", "Child[1]/ChildIdentifiers/LAchildID", "cin_8500")
    ]
    assert {event.case for event in events(reading)} == {"C2"}
    for table in ("Children", "CINdetails", "Assessments"):
        line = accounting(reading)[table]
        assert (line.rows_read, line.rows_giving_events, line.refused["cin_8500"]) == (2, 1, 1)


def test_a_second_record_of_a_child_is_refused_unless_it_says_the_same(tmp_path: Path) -> None:
    first, other = child(episode("2024-05-01")), child(episode("2024-06-03"))
    reading = read(tmp_path, census(first, first, other))
    assert where(reading.refusals) == [
        ("Children", "Child[3]/ChildIdentifiers/LAchildID", "cin_8510")
    ]
    for table in ("Children", "CINdetails"):
        line = accounting(reading)[table]
        assert (line.rows_giving_events, line.unchanged, line.refused["cin_8510"]) == (1, 1, 1)
    assert len(of_type(reading, "referral_received")) == 1


def test_a_record_told_twice_is_counted_and_gives_its_events_once(tmp_path: Path) -> None:
    twice = plan("2024-05-20", "2024-09-20", reviews=["2024-08-12"])
    reading = read_child(tmp_path, episode("2024-05-01", plans=[twice, twice]))
    assert accounting(reading)["ChildProtectionPlans"].unchanged == 1
    assert accounting(reading)["Reviews"].unchanged == 1
    assert len(of_type(reading, "child_protection_plan_started")) == 1


def test_two_records_that_contradict_each_other_are_not_both_kept(tmp_path: Path) -> None:
    reading = read_child(
        tmp_path,
        episode(
            "2024-05-01",
            before_flag=[
                assessment("2024-05-02", "2024-06-03"),
                assessment("2024-05-02", "2024-06-10"),
            ],
        ),
    )
    assert [one.code for one in reading.refusals] == ["contradicts_earlier_row"]
    assert [str(event.on) for event in of_type(reading, "assessment_completed")] == ["2024-06-03"]
    assert all_counted(reading)


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


def test_an_element_given_twice_is_not_guessed_at(tmp_path: Path) -> None:
    doubled = tag("CINreferralDate", "2024-05-01")
    details = episode("2024-05-02").replace("<CINreferralDate>", doubled + "<CINreferralDate>")
    reading = read_child(tmp_path, details)
    assert [one.code for one in reading.refusals] == ["element_repeated"]
    assert not of_type(reading, "referral_received")


@pytest.mark.parametrize(
    ("reference", "year"),
    [(None, "2025"), ("2025-03-30", "2025"), ("1999-03-31", "1999"), ("soon", "soon")],
)
def test_a_reference_date_that_is_none_is_told_and_the_census_read(
    tmp_path: Path, reference: str | None, year: str
) -> None:
    sex = "<Sex>F</Sex>" if year != "1999" else GENDER
    text = census(child(episode("2024-05-01"), sex=sex), reference=reference, year=year)
    reading = read(tmp_path, text)
    assert "cin_100" in {one.code for one in reading.warnings}
    assert len(of_type(reading, "referral_received")) == 1
    assert not reading.refusals


def test_the_year_can_be_given(tmp_path: Path) -> None:
    text = census(child(episode("2020-05-01"), sex=GENDER), reference="2025-03-31")
    reading = read(tmp_path, text, year=2021)
    assert not reading.refusals
    assert not reading.warnings


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


# Files that are no census, or only in part: the content, the code, and how many children remain.
GOOD = census(child(episode("2024-05-01")), child(episode("2024-06-03"), number="C2"))
HOSTILE: list[tuple[str | bytes, str, int]] = [
    ("", "xml_malformed", 0),
    ("CHILD,DOB\n1,01/02/2015\n", "xml_malformed", 0),
    ("<Message><Children/></Message>", "no_children", 0),
    ("<html><Child/></html>", "xml_other_root", 0),
    (GOOD[: GOOD.rindex("<CINdetails>")], "xml_cut_short", 1),
    (GOOD.replace("</Children>", "</Kinder>"), "xml_malformed", 2),
    (GOOD.replace("<Message>", "<!DOCTYPE Message><Message>"), "xml_document_type", 0),
    (
        GOOD.replace(
            "<Message>",
            '<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/hostname">]><Message>',
        ).replace("C2", "&x;"),
        "xml_document_type",
        0,
    ),
    (GOOD.replace("C2", "C\xe9").encode("latin-1"), "wrong_encoding", 1),
    (GOOD.replace("1A", "1" * 20_000, 1), "xml_too_large", 0),
    (GOOD.replace("<Children>", "<Children>" + "<a>" * 100 + "</a>" * 100), "xml_too_deep", 0),
]


@pytest.mark.parametrize(("content", "code", "children"), HOSTILE)
def test_a_file_that_is_damaged_or_hostile_is_refused_after_what_was_complete(
    tmp_path: Path, content: str | bytes, code: str, children: int
) -> None:
    reading = read(tmp_path, content)
    assert [(one.line, one.code) for one in reading.refusals] == [(0, code)]
    assert len({event.case for event in events(reading)}) == children
    assert all_counted(reading)


def test_a_bad_file_does_not_stop_the_one_beside_it(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<Message")
    (tmp_path / "good.xml").write_text(GOOD)
    reading = read_census([tmp_path / "bad.xml", tmp_path], now=NOW)
    assert [(one.file, one.code) for one in reading.refusals] == [("bad.xml", "xml_malformed")]
    assert len(events(reading)) == 4


def test_an_unknown_module_is_told_and_not_dropped_in_silence(tmp_path: Path) -> None:
    details = episode("2024-05-01", plans=[box("FamilyHelp", tag("Start", "2024-05-01"))])
    reading = read_child(tmp_path, details)
    assert where(reading.refusals) == [
        ("CINdetails", "Child[1]/CINdetails[1]/?", "element_not_expected")
    ]
    assert len(of_type(reading, "referral_received")) == 1
