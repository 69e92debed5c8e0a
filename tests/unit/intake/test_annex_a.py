"""Annex A: what each list tells, and what it cannot tell."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from domain.case.events import Event
from intake.annex_a.reader import read_annex_a
from intake.reading import Reading
from tests.support.annex_a import Rows, write_lists
from tests.unit.domain.cases import reckonings
from tests.unit.intake.rows import NOW, accounting, events, refused, told


def read(folder: Path, lists: Mapping[int, Rows]) -> Reading:
    reading = read_annex_a([write_lists(folder / "annex_a.xlsx", lists)], now=NOW)
    assert all(line.accounted_for == line.rows_read for line in accounting(reading).values())
    return reading


def write_example(folder: Path) -> None:
    """A workbook, for the tests that every format passes."""
    write_lists(folder / "annex_a.xlsx", {8: [CHILD]})


CHILD = {"child": 4101, "started": date(2024, 3, 4)}


def test_a_referral_says_whether_anything_followed(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"child": 1, "received": date(2025, 5, 1), "no_further_action": "a) Yes"},
        {"child": 2, "received": date(2025, 5, 2), "no_further_action": "No"},
        {"child": 3, "received": date(2025, 5, 2)},
    ]
    reading = read(tmp_path, {3: rows})
    assert told(reading) == [
        ("referral_received", "2025-05-01", {"no_further_action": True}),
        ("referral_received", "2025-05-02", {"no_further_action": False}),
        ("referral_received", "2025-05-02", {}),
    ]
    assert {event.source for event in events(reading)} == {"annex-a"}


def test_no_assessment_is_awaited_after_a_referral_from_which_nothing_followed(
    tmp_path: Path,
) -> None:
    row = {"child": 1, "received": date(2025, 5, 1), "no_further_action": "Yes"}
    assert reckonings(events(read(tmp_path, {3: [row]}))) == []
    awaited = reckonings(events(read(tmp_path, {3: [row | {"no_further_action": "No"}]})))
    assert [one.rule.id for one in awaited] == ["cin.assessment"]


def test_an_assessment_is_completed_when_it_is_authorised(tmp_path: Path) -> None:
    row = {"child": 1, "started": date(2025, 4, 1), "completed": date(2025, 5, 20)}
    assert told(read(tmp_path, {4: [row]})) == [
        ("assessment_started", "2025-04-01", {}),
        ("assessment_completed", "2025-05-20", {}),
    ]


def test_an_assessment_completed_before_it_started_is_half_refused(tmp_path: Path) -> None:
    row = {"child": 1, "started": date(2025, 4, 1), "completed": date(2025, 3, 20)}
    reading = read(tmp_path, {4: [row]})
    assert [name for name, *_ in told(reading)] == ["assessment_started"]
    header = "Continuous Assessment Date of Authorisation"
    assert refused(reading) == [(header, "impossible_order")]


def test_a_section_47_enquiry_leads_to_a_conference_or_to_none(tmp_path: Path) -> None:
    rows = [
        {
            "child": 1,
            "discussed": date(2025, 5, 1),
            "unnecessary": "No",
            "conference": date(2025, 5, 15),
            "plan": "Yes",
        },
        {"child": 2, "discussed": date(2025, 5, 1), "unnecessary": "Yes"},
    ]
    reading = read(tmp_path, {5: rows})
    assert told(reading) == [
        (
            "strategy_discussion_held",
            "2025-05-01",
            {"section_47_initiated": True, "conference_required": True},
        ),
        ("initial_conference_held", "2025-05-15", {"outcome": "plan"}),
        (
            "strategy_discussion_held",
            "2025-05-01",
            {"section_47_initiated": True, "conference_required": False},
        ),
    ]
    assert reckonings([event for event in events(reading) if event.case == "2"]) == []


def test_a_conference_that_was_held_was_not_unnecessary(tmp_path: Path) -> None:
    days = {"discussed": date(2025, 5, 1), "conference": date(2025, 5, 15)}
    reading = read(tmp_path, {5: [{"child": 1, "unnecessary": "Yes", **days}]})
    header = "Was an Initial Child Protection Conference deemed unnecessary?"
    assert refused(reading) == [(header, "contradicts_other_cell")]
    assert [name for name, *_ in told(reading)] == [
        "strategy_discussion_held",
        "initial_conference_held",
    ]


def test_a_plan_has_a_category_a_number_and_a_latest_review(tmp_path: Path) -> None:
    row = {
        **CHILD,
        "category": "Emotional abuse",
        "reviewed": date(2025, 4, 1),
        "ended": date(2025, 4, 1),
        "before": 1,
    }
    assert told(read(tmp_path, {7: [row]})) == [
        ("child_protection_plan_started", "2024-03-04", {"category": "emotional", "number": 2}),
        ("review_conference_held", "2025-04-01", {}),
        ("child_protection_plan_ended", "2025-04-01", {}),
    ]


def test_a_child_in_care_has_a_status_a_placement_and_the_latest_of_each_check(
    tmp_path: Path,
) -> None:
    row = {
        **CHILD,
        "born": date(2015, 2, 1),
        "status_since": date(2024, 9, 2),
        "status": "C2: FCO",
        "reviewed": date(2025, 3, 3),
        "visited": date(2025, 5, 6),
        "health": date(2025, 2, 4),
        "dental": date(2025, 1, 7),
        "placed": date(2024, 3, 4),
        "placement": "d) U4: Foster placement - long term",
    }
    assert told(read(tmp_path, {8: [row]})) == [
        ("became_looked_after", "2024-03-04", {"already_looked_after": True}),
        ("legal_status_changed", "2024-09-02", {"legal_status": "C2"}),
        ("placement_started", "2024-03-04", {"type": "U4", "long_term": True}),
        ("review_held", "2025-03-03", {}),
        ("child_visited", "2025-05-06", {}),
        ("health_assessment_completed", "2025-02-04", {}),
        ("dental_check_completed", "2025-01-07", {}),
    ]


def test_an_import_alone_shows_what_comes_next_and_no_breach_that_nobody_can_know(
    tmp_path: Path,
) -> None:
    row = {
        **CHILD,
        "born": date(2015, 2, 1),
        "status_since": date(2024, 9, 2),
        "status": "E1: Placement order",
        "reviewed": date(2025, 3, 3),
        "visited": date(2025, 5, 6),
        "health": date(2025, 2, 4),
        "placed": date(2024, 6, 4),
        "placement": "U6",
    }
    clocks = [one.clock for one in reckonings(events(read(tmp_path, {8: [row]})))]
    assert {clock.rule: clock.due_on for clock in clocks} == {
        "lac.adoption.review.authorised": date(2025, 9, 3),
        "lac.health.review.over_5": date(2026, 2, 4),
        "lac.visit.regular": date(2025, 6, 17),
    }
    assert all(clock.open for clock in clocks)


def test_a_child_new_in_care_without_a_review_awaits_the_first(tmp_path: Path) -> None:
    row = {"child": 1, "started": date(2025, 5, 19), "status": "V2: Section 20"}
    reading = read(tmp_path, {8: [row]})
    assert told(reading) == [("became_looked_after", "2025-05-19", {"legal_status": "V2"})]
    rules = {one.rule.id for one in reckonings(events(reading))}
    assert rules == {"lac.review.first", "lac.health.initial"}


def test_a_review_in_the_first_month_of_care_is_the_first(tmp_path: Path) -> None:
    row = {"child": 1, "started": date(2025, 4, 1), "reviewed": date(2025, 4, 25)}
    found = {
        one.rule.id: one.clock
        for one in reckonings(events(read(tmp_path, {8: [row]})))
        if one.rule.id.startswith("lac.review")
    }
    assert found["lac.review.first"].completed_on == date(2025, 4, 25)
    assert found["lac.review.second"].due_on == date(2025, 7, 25)


def test_what_was_known_before_can_be_late_in_the_next_workbook(tmp_path: Path) -> None:
    days = {"child": 1, "started": date(2023, 4, 1)}
    first = read(tmp_path, {8: [days | {"reviewed": date(2024, 7, 1)}]})
    later = read(tmp_path, {8: [days | {"reviewed": date(2025, 3, 3)}]})
    known = [_at(event, 2024) for event in events(first)] + [_at(e, 2025) for e in events(later)]
    met = [
        one.clock
        for one in reckonings(_without_repeats(known), "lac.review.subsequent")
        if one.clock.completed_on
    ]
    assert [(clock.due_on, clock.completed_on) for clock in met] == [
        (date(2025, 1, 1), date(2025, 3, 3))
    ]


def _at(event: Event, year: int) -> Event:
    return replace(event, recorded_at=NOW.replace(year=year))


def _without_repeats(known: list[Event]) -> list[Event]:
    return list({event.id: event for event in reversed(known)}.values())


def test_a_review_of_an_earlier_period_of_care_is_refused(tmp_path: Path) -> None:
    reading = read(tmp_path, {8: [CHILD | {"reviewed": date(2023, 1, 9)}]})
    assert refused(reading) == [("Date of Latest Statutory Review", "impossible_order")]


def test_a_child_who_left_care_has_a_day_and_a_reason(tmp_path: Path) -> None:
    row = CHILD | {"ceased": date(2025, 4, 4), "reason": "k) E47: Special Guardianship Orders"}
    assert told(read(tmp_path, {8: [row]}))[-1] == (
        "ceased_looked_after",
        "2025-04-04",
        {"reason": "E47"},
    )


def test_a_pathway_plan_review_is_told_where_the_list_has_the_column(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [{"child": 1, "reviewed": date(2025, 5, 1)}, {"child": 2}]
    reading = read(tmp_path, {9: rows})
    assert told(reading) == [("pathway_plan_reviewed", "2025-05-01", {})]
    assert accounting(reading)["list 9"].set_aside == {"no_date_to_use": 1}


def test_adoption_goes_from_the_decision_to_the_order(tmp_path: Path) -> None:
    row = {
        "child": 1,
        "born": date(2023, 2, 1),
        "decided": date(2024, 1, 8),
        "ordered": date(2024, 3, 4),
        "matched": date(2024, 7, 1),
        "placed": date(2024, 8, 5),
        "adopted": date(2025, 2, 3),
    }
    assert [name for name, *_ in told(read(tmp_path, {10: [row]}))] == [
        "decision_made",
        "placement_order_made",
        "match_approved",
        "placed_for_adoption",
        "adoption_order_made",
    ]


def test_no_match_is_awaited_once_the_plan_for_adoption_is_given_up(tmp_path: Path) -> None:
    row = {"child": 1, "decided": date(2025, 1, 8), "ordered": date(2025, 2, 3)}
    [clock] = [one.clock for one in reckonings(events(read(tmp_path, {10: [row]})))][:1]
    assert (clock.rule, clock.open) == ("adoption.match", True)
    given_up = row | {"reversed": date(2025, 3, 3)}
    found = reckonings(events(read(tmp_path, {10: [given_up]})), "adoption.match")
    assert [one.clock.stopped_on for one in found] == [date(2025, 3, 3)]


def test_partners_who_adopt_are_one_case_apart_from_the_children(tmp_path: Path) -> None:
    days = {"family": 9, "stage_1": date(2025, 1, 6), "stage_1_ended": date(2025, 2, 28)}
    reading = read(tmp_path, {11: [{"adopter": 1, **days}, {"adopter": 2, **days}]})
    assert [event.case for event in events(reading)] == ["adopter 9", "adopter 9"]
    line = accounting(reading)["list 11"]
    assert (line.rows_giving_events, line.unchanged) == (1, 1)
