"""The gates that have no date: who is asked, and what somebody can still do something about."""

import pytest

from domain.case.events import Event
from domain.case.trust import Trust
from domain.clocks.case_check import CaseCheck
from domain.clocks.case_checks import case_checks, every_gate
from tests.unit.domain.cases import CARE, day, event, rules_of

PLANS = [event("care_plan_recorded", at) for at in ("2025-06-03", "2025-06-20")]
LEFT = event("ceased_looked_after", "2025-07-10")


def found(as_of: str, name: str, *events: Event) -> list[CaseCheck]:
    listed = case_checks(events, *rules_of("statutory"), day(as_of), Trust())
    return [check for check in listed if check.check == name]


def work(as_of: str, name: str, *events: Event) -> bool:
    return any(one.is_work for one in found(as_of, name, *events))


@pytest.mark.parametrize(
    ("more", "is_work"),
    [
        ([], True),
        # A review has considered it since, another plan is in its place, or care is over.
        ([event("review_held", "2025-06-27")], False),
        ([event("review_held", "2025-06-27"), event("care_plan_recorded", "2025-07-02")], False),
        ([LEFT], False),
    ],
)
def test_a_change_of_plan_is_work_until_a_review_has_considered_it(
    more: list[Event], is_work: bool
) -> None:
    assert work("2025-08-01", "lac.gate.plan_change", CARE, *PLANS, *more) is is_work


def test_an_approval_is_looked_for_until_a_month_after_care_ended() -> None:
    for as_of, is_work in (("2025-07-11", True), ("2025-08-07", True), ("2025-08-08", False)):
        assert work(as_of, "lac.gate.ceasing", CARE, LEFT) is is_work


def test_only_the_last_review_without_a_meeting_can_still_be_put_right() -> None:
    first = event("review_held", "2025-06-20", without_meeting=True)
    later = event("review_held", "2025-09-12")
    assert work("2025-10-01", "lac.review.without_meeting", CARE, first)
    assert not work("2025-10-01", "lac.review.without_meeting", CARE, first, later)


def test_leaving_care_at_sixteen_without_being_in_care_is_approved_by_the_director() -> None:
    born = event("born", "2009-06-16")
    accommodated = event("became_looked_after", "2025-06-02", legal_status="V2")
    ordered = event("became_looked_after", "2025-06-02", legal_status="C2")
    [stands] = found("2025-06-16", "lac.gate.ceasing", born, accommodated)
    assert "by the director of children's services" in stands.sentence
    assert stands.source.endswith("regulation 39(5)")
    assert found("2025-06-15", "lac.gate.ceasing", born, accommodated) == []
    assert found("2025-06-16", "lac.gate.ceasing", born, ordered) == []


def test_a_placement_with_parents_asks_whether_it_was_made_before_the_assessment() -> None:
    name = "lac.visit.before_assessment"
    care = event("became_looked_after", "2024-06-03", legal_status="C2")
    placed = event("placement_started", "2025-06-02", with_parents=True)
    assert work("2025-06-10", name, care, placed)
    assert not found("2025-06-10", name, care, event("placement_started", "2025-06-02"))
    for said in (True, False):
        told = event("placement_started", "2025-06-02", with_parents=True, before_assessment=said)
        assert not found("2025-06-10", name, care, told)
    interim = event("legal_status_changed", "2025-06-04", legal_status="C1")
    assert not found("2025-06-10", name, care, placed, interim)
    assert not found("2025-08-01", name, care, placed, event("placement_started", "2025-07-07"))


def test_an_approval_extended_until_an_outcome_says_that_it_has_no_date() -> None:
    granted = event("temporary_approval_granted", "2025-06-02")
    extended = event("temporary_approval_extended", "2025-09-15", because="review_of_refusal")
    usual = event("temporary_approval_extended", "2025-09-15", because="assessment")
    ended = event("temporary_approval_ended", "2025-10-01")
    name = "lac.connected.no_date"
    [one] = found("2025-09-20", name, CARE, granted, extended)
    assert (one.state.value, one.is_work) == ("stands", False)
    assert found("2025-09-20", name, CARE, granted, usual) == []
    assert found("2025-10-02", name, CARE, granted, extended, ended) == []


def test_a_complaint_made_after_more_than_a_year_is_work_until_it_is_answered() -> None:
    name = "complaint.gate.after_a_year"

    def made(aware_on: str, procedure: str = "statutory") -> Event:
        return event("complaint_received", "2025-03-03", procedure=procedure, aware_on=aware_on)

    answer = event("complaint_responded", "2025-03-14", stage="1")
    assert work("2025-03-10", name, made("2024-03-02"))
    assert not work("2025-03-20", name, made("2024-03-02"), answer)
    assert found("2025-03-10", name, made("2024-03-03")) == []
    assert found("2025-03-10", name, made("2024-03-02", "corporate")) == []


def test_an_oral_complaint_at_stage_2_is_work_until_it_is_written_down() -> None:
    name = "complaint.gate.written_record"
    oral = event("complaint_received", "2025-03-03", procedure="statutory", oral=True)
    asked = event("stage2_requested", "2025-03-20")
    written = event("written_record_produced", "2025-04-03")
    assert found("2025-03-10", name, oral) == []
    assert work("2025-03-21", name, oral, asked)
    assert found("2025-04-03", name, oral, asked, written) == []


def test_what_is_not_law_yet_is_known_and_off_with_its_reason() -> None:
    off = {gate.id: gate.off for gate in every_gate() if gate.off}
    assert off.keys() == {"lac.gate.family_group_meeting"}
    assert all(gate.found for gate in every_gate() if not gate.off)
