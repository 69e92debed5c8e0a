"""What SI 2020/445 relaxed between 24 April and 25 September 2020, rule by rule.

A note stands on every clock whose limit was relaxed on the day it fell due, or was saved for it,
and on no other.
"""

from datetime import date
from typing import Any

import pytest

from domain.case.events import Event
from tests.unit.domain.cases import event
from tests.unit.domain.temporary_law import DAY, LAST, Story, due, relaxed_rules, started

FIRST = date(2020, 4, 24)
IN_CARE = event("became_looked_after", "2018-01-08", already_looked_after=True)


def placed(on: str, **attributes: Any) -> list[Event]:
    return [IN_CARE, event("placement_started", on, **attributes)]


# A rule of which the limit was looked at on the day it fell due, and what starts a clock of it.
BY_DUE_DATE: dict[str, Story] = {
    "lac.review.subsequent": lambda on: [IN_CARE, event("review_held", on)],
    "lac.review.adjourned": lambda on: [IN_CARE, event("review_adjourned", on)],
    "lac.placement_plan": placed,
    "lac.visit.first": placed,
    "lac.visit.regular": lambda on: [*placed("2018-01-08"), event("child_visited", on)],
    "lac.visit.with_parents": lambda on: placed(on, with_parents=True, before_assessment=True),
    "lac.visit.connected_person": lambda on: placed(on, temporary_approval=True),
    "lac.adoption.review.placed": lambda on: [IN_CARE, event("placed_for_adoption", on)],
    "lac.adoption.review.authorised": lambda on: [IN_CARE, event("placement_order_made", on)],
    "lac.adoption.disruption": lambda on: [
        *(IN_CARE, event("placed_for_adoption", "2018-02-05")),
        event("adoption_placement_disrupted", on),
    ],
}
# One whose relaxation was saved for what began on one of these days.
SAVED: dict[str, Story] = {
    "lac.parents.assessment": lambda on: placed(on, with_parents=True, before_assessment=True),
    "lac.emergency_foster": lambda on: placed(on, emergency=True, type="foster"),
    "lac.connected.approval": lambda on: [IN_CARE, event("temporary_approval_granted", on)],
    "lac.short_break.review": lambda on: [
        event("became_looked_after", on, legal_status="V4"),
        event("short_break_started", on),
    ],
    "lac.short_break.visit": lambda on: [
        event("became_looked_after", on, legal_status="V4"),
        event("short_break_started", on),
    ],
}
# Not touched: 33(1), the second review of 33(2), regulation 4, regulation 13.
UNTOUCHED: dict[str, Story] = {
    "lac.review.first": lambda on: [event("became_looked_after", on)],
    "lac.review.second": lambda on: [
        event("became_looked_after", "2019-12-02"),
        event("review_held", on),
    ],
    "lac.care_plan": lambda on: [
        event("became_looked_after", on),
        event("placement_started", on),
    ],
    "lac.placement.emergency_notice": lambda on: placed(on, emergency=True),
    "lac.parents.decision": lambda on: [
        *placed("2019-12-02", with_parents=True, before_assessment=True),
        event("parents_assessment_completed", on),
    ],
}


@pytest.mark.parametrize("rule", BY_DUE_DATE)
def test_a_limit_is_relaxed_by_the_day_on_which_it_falls_due(rule: str) -> None:
    # Monday to Friday of a week on each side of the two days, so that working days can end there.
    for wanted in (FIRST, LAST, date(2020, 7, 1)):
        assert len(due(rule, BY_DUE_DATE[rule], wanted).relaxed) == 1, wanted
    for wanted in (FIRST - DAY, date(2020, 9, 28), date(2019, 7, 1), date(2021, 7, 1)):
        assert due(rule, BY_DUE_DATE[rule], wanted).relaxed == (), wanted


@pytest.mark.parametrize("rule", SAVED)
def test_what_began_in_that_summer_stays_relaxed_after_it(rule: str) -> None:
    for on in (FIRST, LAST):
        assert len(started(rule, SAVED[rule], on).relaxed) == 1, on
    assert started(rule, SAVED[rule], LAST + DAY).relaxed == ()
    # What began the day before fell due in the summer; only of regulation 19 did that matter.
    by_due_date = rule == "lac.parents.assessment"
    assert bool(started(rule, SAVED[rule], FIRST - DAY).relaxed) is by_due_date
    assert started(rule, SAVED[rule], date(2019, 6, 3)).relaxed == ()


@pytest.mark.parametrize("rule", UNTOUCHED)
def test_what_the_regulations_did_not_touch_has_no_note(rule: str) -> None:
    assert due(rule, UNTOUCHED[rule], date(2020, 7, 1)).relaxed == ()


def test_every_relaxed_rule_of_these_families_is_asked_about() -> None:
    relaxed = {name for name in relaxed_rules() if name.startswith("lac.")}
    assert relaxed == {*BY_DUE_DATE, *SAVED, "lac.connected.extension"}
