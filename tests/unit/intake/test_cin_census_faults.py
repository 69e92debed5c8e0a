"""Bad data in a census: what is refused and where, what is kept, and that all is counted."""

from pathlib import Path

import pytest

from tests.support.cin_census import (
    assessment,
    census,
    child,
    enquiry,
    episode,
    plan,
    read,
    read_child,
    tag,
)
from tests.unit.intake.rows import accounting, all_counted, events, of_type, where

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


def test_of_two_records_that_contradict_each_other_the_longer_is_kept(tmp_path: Path) -> None:
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
    assert [str(event.on) for event in of_type(reading, "assessment_completed")] == ["2024-06-10"]
    assert all_counted(reading)


def test_an_element_given_twice_is_not_guessed_at(tmp_path: Path) -> None:
    doubled = tag("CINreferralDate", "2024-05-01")
    details = episode("2024-05-02").replace("<CINreferralDate>", doubled + "<CINreferralDate>")
    reading = read_child(tmp_path, details)
    assert [one.code for one in reading.refusals] == ["element_repeated"]
    assert not of_type(reading, "referral_received")
