"""Each note under the tables of the rulebook, and the scenario or test that proves it.

The rows of the tables are proved rule by rule (test_rules.py), and docs/reference/rules.md
lists what the scenarios say of each.
"""

import ast

from intake.other_files.scenario_files import read_scenarios
from tests.conventions.source_files import ROOT

SCENARIOS = {
    "a later review runs from the day the previous one was held": (
        "An early review pulls the whole chain forward"
    ),
    "ceasing to be looked after stops every clock": (
        "Ceasing to be looked after stops every clock of the child's care"
    ),
    "coming back starts the first review afresh": (
        "Coming back into care starts the first review afresh"
    ),
    "a change of placement or status resets no review": (
        "A change of placement or of legal status does not reset the review clocks"
    ),
    "a change of placement restarts visits and plan": (
        "A change of placement restarts the visits and the placement plan"
    ),
    "an order or consent moves the reviews to adoption's": (
        "Authority to place a child moves the reviews to those of adoption, three months on"
    ),
    "short breaks have no ordinary reviews": (
        "A child in a series of short breaks has no ordinary reviews"
    ),
    "a series leaves its rules past 17 days a stay": (
        "A stay of eighteen days ends the series, and ordinary reviews count from the "
        "eighteenth day"
    ),
    "a series leaves its rules past 75 days in 12 months": (
        "The seventy-fifth day of short breaks in twelve months passes nothing and the "
        "seventy-sixth does"
    ),
    "complete is the end of a review in two parts": (
        "A review in two parts is met when part 2 is, and the second review runs from part 1"
    ),
    "adjourned once only": "A review may be adjourned only once",
    "a date-only return gives the end of the third day": (
        "A date without a time gives until the end of the third day"
    ),
    "remanded children take the ordinary reviews": (
        "A remanded child has the ordinary reviews until the rules of remand have been checked"
    ),
    "one clock per child": "Each child of a family has clocks of their own",
    "each section 47 has its own clock": "Each section 47 enquiry has a clock of its own",
    "care does not stop child protection": (
        "Becoming looked after does not stop a child protection clock"
    ),
    "a combined review meets both dates": (
        "A combined review of a child in care and on a plan must meet both dates"
    ),
    "meetings do not stop a complaint": "Meetings do not stop a complaint's clock",
    "65 working days in all, not 13 weeks": (
        "With an extension stage 2 has 65 working days in all, which is not 13 weeks"
    ),
    "a breach stays a breach": (
        "An extension of stage 2 agreed after the 25th working day leaves the breach"
    ),
    "the law of 2020, to its last day": (
        "The connected person's 24 weeks held on 25 September 2020 and not on the day after"
    ),
    "no deadline rolls off a weekend": (
        "A review that is due on a Saturday is acted on by the Friday, and the date itself does "
        "not move"
    ),
}
TESTS = {
    "extra reviews, a choice of the profile": (
        "tests/unit/engine/test_readings.py",
        "test_an_extra_review_may_be_set_apart_from_the_second",
    ),
    "the last discussion, a choice of the profile": (
        "tests/unit/engine/test_readings.py",
        "test_the_initial_conference_may_count_from_the_last_discussion",
    ),
    "stage 2 from the statement, a choice of the profile": (
        "tests/unit/engine/test_readings.py",
        "test_stage_2_may_count_from_the_statement_and_until_then_from_the_request",
    ),
    "no change of the plan before a review": (
        "tests/unit/domain/clocks/test_case_checks.py",
        "test_a_plan_recorded_anew_without_a_review_needs_a_look",
    ),
    "approval before ceasing to look after": (
        "tests/unit/domain/clocks/test_case_checks.py",
        "test_approval_is_wanted_from_the_twentieth_working_day_on",
    ),
    "a review without a meeting": (
        "tests/unit/domain/clocks/test_case_checks.py",
        "test_a_review_without_a_meeting_is_for_long_placements_of_over_twelve_months",
    ),
    "an extension needs a reason and who agreed": (
        "tests/unit/domain/explaining/test_explaining.py",
        "test_an_extension_without_a_reason_or_without_who_agreed_is_told_of",
    ),
    "a month ends on the corresponding date": (
        "tests/unit/domain/test_worked_dates.py",
        "test_four_months_from_30_september_1978_end_on_30_january_1979_and_not_at_the_month_s_end",
    ),
}


def test_every_note_has_a_scenario() -> None:
    files = (ROOT / "tests" / "scenarios").rglob("*.yaml")
    texts = (file.read_text("utf-8") for file in files)
    names = {one.name for text in texts for one in read_scenarios("scenarios", text)}
    assert [note for note, name in SCENARIOS.items() if name not in names] == []


def test_every_note_that_no_scenario_can_prove_has_a_test() -> None:
    missing = []
    for note, (file, name) in TESTS.items():
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        if name not in {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}:
            missing.append(note)
    assert missing == []
