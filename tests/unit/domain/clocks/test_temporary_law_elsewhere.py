"""What SI 2020/445 and SI 2020/471 relaxed in 2020 outside the care of children, rule by rule."""

from datetime import date

import pytest

from tests.unit.domain.cases import event
from tests.unit.domain.temporary_law import DAY, LAST, Story, due, relaxed_rules, started

# SI 2020/445 came into force on the first of these days, SI 2020/471 on the second.
CARE, EDUCATION = date(2020, 4, 24), date(2020, 5, 1)

COMPLAINT = event("complaint_received", "2019-01-07", procedure="statutory")
STAGE_2 = event("complaint_responded", "2019-02-04", stage="2")

# A rule whose limit was relaxed where it fell due in that time, and what starts a clock of it.
OF_EDUCATION: dict[str, Story] = {
    "ehc.decision": lambda on: [event("ehc_request_received", on)],
    "ehc.advice": lambda on: [event("advice_requested", on)],
    "ehc.no_plan": lambda on: [event("ehc_request_received", on)],
    "ehc.final": lambda on: [event("ehc_request_received", on)],
    "ehc.review": lambda on: [event("ehc_review_held", on)],
    "ehc.review.report": lambda on: [event("ehc_review_held", on)],
    "ehc.review.decision": lambda on: [event("ehc_review_held", on)],
    "ehc.review.final": lambda on: [event("ehc_amendment_notified", on)],
}
OF_CARE: dict[str, Story] = {
    "adoption.stage1": lambda on: [event("adopter_accepted", on)],
    "adoption.stage2": lambda on: [event("adopter_stage_started", on, stage=2)],
    "fostering.review": lambda on: [event("foster_carer_approved", on)],
    "private_fostering.first_action": lambda on: [event("private_fostering_notified", on)],
    "private_fostering.visit": lambda on: [
        event("private_fostering_notified", "2019-01-07"),
        event("private_fostering_visited", on),
    ],
    "complaint.statutory.stage3.request": lambda on: [
        COMPLAINT,
        event("complaint_responded", on, stage="2"),
    ],
    "complaint.statutory.stage3.panel": lambda on: [
        *(COMPLAINT, STAGE_2),
        event("stage3_requested", on),
    ],
    "complaint.statutory.stage3.report": lambda on: [
        *(COMPLAINT, STAGE_2),
        event("review_panel_held", on),
    ],
    "complaint.statutory.stage3.response": lambda on: [
        *(COMPLAINT, STAGE_2),
        event("review_panel_report_received", on),
    ],
}
RELAXED = [
    *((rule, story, EDUCATION) for rule, story in OF_EDUCATION.items()),
    *((rule, story, CARE) for rule, story in OF_CARE.items()),
]
# What the law looked at in that summer, so that the clock stays relaxed when it falls due later.
SAVED: dict[str, Story] = {
    "private_fostering.first_action": OF_CARE["private_fostering.first_action"],
    "private_fostering.visit": lambda on: [
        event("private_fostering_notified", on),
        event("private_fostering_visited", "2021-02-01"),
    ],
    "complaint.statutory.stage3.request": OF_CARE["complaint.statutory.stage3.request"],
    "complaint.statutory.stage3.panel": lambda on: [
        *(COMPLAINT, event("complaint_responded", on, stage="2")),
        event("stage3_requested", "2021-02-01"),
    ],
    "complaint.statutory.stage3.report": lambda on: [
        *(COMPLAINT, event("complaint_responded", on, stage="2")),
        event("review_panel_held", "2021-02-01"),
    ],
    "complaint.statutory.stage3.response": lambda on: [
        *(COMPLAINT, event("complaint_responded", on, stage="2")),
        event("review_panel_report_received", "2021-02-01"),
    ],
}
UNTIL_THE_LAST_DAY = ("adoption.stage1", "adoption.stage2")
UNTOUCHED: dict[str, Story] = {
    "complaint.statutory.stage1": lambda on: [
        event("complaint_received", on, procedure="statutory")
    ],
    "complaint.statutory.stage2": lambda on: [COMPLAINT, event("stage2_requested", on)],
}


@pytest.mark.parametrize(("rule", "story", "first"), RELAXED)
def test_a_limit_is_relaxed_by_the_day_on_which_it_falls_due(
    rule: str, story: Story, first: date
) -> None:
    for wanted in (first, LAST, date(2020, 7, 1)):
        assert len(due(rule, story, wanted).relaxed) == 1, wanted
    for wanted in (first - DAY, date(2019, 7, 1), date(2021, 7, 1)):
        assert due(rule, story, wanted).relaxed == (), wanted


@pytest.mark.parametrize("rule", SAVED)
def test_what_began_in_that_summer_stays_relaxed_after_it(rule: str) -> None:
    for on in (CARE, LAST):
        assert len(started(rule, SAVED[rule], on).relaxed) == 1, on
    assert started(rule, SAVED[rule], LAST + DAY).relaxed == ()
    assert started(rule, SAVED[rule], date(2019, 9, 2)).relaxed == ()


@pytest.mark.parametrize("rule", UNTIL_THE_LAST_DAY)
def test_an_assessment_under_way_on_the_last_day_stays_relaxed_to_its_end(rule: str) -> None:
    story = OF_CARE[rule]
    assert len(started(rule, story, LAST).relaxed) == 1
    assert started(rule, story, LAST + DAY).relaxed == ()


@pytest.mark.parametrize("rule", OF_CARE.keys() - SAVED.keys() - {*UNTIL_THE_LAST_DAY})
def test_what_was_saved_by_nothing_is_as_before_from_the_day_after(rule: str) -> None:
    assert due(rule, OF_CARE[rule], date(2020, 9, 28)).relaxed == ()


@pytest.mark.parametrize("rule", OF_EDUCATION)
def test_no_limit_of_education_plans_was_relaxed_after_the_last_day(rule: str) -> None:
    assert due(rule, OF_EDUCATION[rule], LAST + DAY).relaxed == ()


@pytest.mark.parametrize("rule", UNTOUCHED)
def test_what_the_regulations_did_not_touch_has_no_note(rule: str) -> None:
    found = [started(rule, UNTOUCHED[rule], date(2020, 6, 1) + DAY * days) for days in range(7)]
    assert all(one.relaxed == () for one in found)


def test_every_relaxed_rule_outside_care_is_asked_about() -> None:
    relaxed = {name for name in relaxed_rules() if not name.startswith("lac.")}
    assert relaxed == {*OF_EDUCATION, *OF_CARE}
