"""Scenario files: what they may say, and what a failing one prints."""

import pytest

from domain.errors import ProblemError
from engine.scenarios import ScenarioRunner
from intake.other_files.scenario_files import read_scenarios

CARE = "events:\n  - {subject: A, type: became_looked_after, at: 2025-06-02}\nas_of: 2025-07-01\n"
RUNNER = ScenarioRunner()


def run(expect: str, events: str = CARE) -> tuple[str, ...]:
    """The failures of one scenario of case A, which became looked after on 2 June 2025."""
    [scenario] = read_scenarios("law.yaml", f"{events}expect:\n{expect}")
    return RUNNER.run(scenario).failures


def refused(text: str) -> tuple[str, str]:
    with pytest.raises(ProblemError) as raised:
        read_scenarios("law.yaml", text)
    return raised.value.message, raised.value.remedy


def test_what_fits_passes() -> None:
    assert run("  clocks:\n    - {subject: A, rule: lac.review.first, due_on: 2025-06-30}\n") == ()


def test_what_is_not_listed_is_not_checked() -> None:
    assert run("  clocks:\n    - {subject: A, rule: lac.review.first}\n") == ()


def test_a_wrong_date_prints_expected_and_found_side_by_side_with_the_explanation() -> None:
    [failure] = run("  clocks:\n    - {subject: A, rule: lac.review.first, due_on: 2025-07-01}\n")
    lines = failure.splitlines()
    assert lines[0] == "expected clock: subject A, rule lac.review.first, due_on 2025-07-01"
    assert lines[1] == "found:          subject A, rule lac.review.first, due_on 2025-06-30"
    assert lines[2] == "Due Monday 30 June 2025: 20 working days after 2 June 2025."


def test_a_clock_that_is_not_there_shows_those_that_are() -> None:
    [failure] = run("  clocks:\n    - {subject: A, rule: lac.review.second}\n")
    assert "found:          subject A, rule lac.review.first" in failure


def test_a_subject_without_any_clock_says_so() -> None:
    [failure] = run("  clocks:\n    - {subject: B, rule: lac.review.first}\n")
    assert failure.endswith("no clock of this subject and rule")


def test_what_was_to_be_absent_and_is_there_fails() -> None:
    [failure] = run("  absent:\n    - {subject: A, rule: lac.review.first, state: overdue}\n")
    assert failure.startswith("expected no clock: subject A, rule lac.review.first, state overdue")
    assert "20 working days after 2 June 2025" in failure


def test_what_was_to_be_absent_passes_where_one_field_differs() -> None:
    assert run("  absent:\n    - {subject: A, rule: lac.review.first, state: met}\n") == ()


@pytest.mark.parametrize("kind", ["clocks", "absent", "alerts"])
def test_a_rule_that_no_profile_has_fails_whatever_is_expected_of_it(kind: str) -> None:
    said = run(f"  {kind}:\n    - {{subject: A, rule: lac.review.frist}}\n")[0]
    assert said.startswith(f"expect, {kind} 1: there is no rule 'lac.review.frist' in any profile.")
    assert said.endswith("timescales rules list")


def test_a_rule_of_another_profile_may_be_expected_to_be_absent() -> None:
    assert run("  absent:\n    - {subject: A, rule: lac.review.booked}\n") == ()


def test_an_alert_that_nobody_would_have_raised_fails() -> None:
    wrong = '  alerts:\n    - {subject: A, rule: lac.review.first, rung: "-10wd", on: 2025-06-17}\n'
    [failure] = run(wrong)
    assert "expected alert: subject A, rule lac.review.first, rung -10wd, on 2025-06-17" in failure
    assert "found:          subject A, rule lac.review.first, rung -10wd, on 2025-06-16" in failure


@pytest.mark.parametrize("rung", ['"0"', "0"])
def test_the_rung_of_the_due_date_may_be_written_with_or_without_quotes(rung: str) -> None:
    listed = (
        f"  alerts:\n    - {{subject: A, rule: lac.review.first, rung: {rung}, on: 2025-06-30}}\n"
    )
    assert run(listed) == ()


def test_an_alert_after_the_day_asked_about_has_not_been_raised() -> None:
    late = '  alerts:\n    - {subject: A, rule: lac.review.first, rung: "+5wd"}\n'
    assert len(run(late)) == 1


@pytest.mark.parametrize("at", ["2025-06-25T14:00:00+01:00", "2025-06-25T13:00:00Z"])
def test_an_instant_is_the_same_in_any_offset(at: str) -> None:
    text = (
        "profile: leicestershire\nevents:\n"
        "  - {subject: A, type: became_looked_after, at: 2025-06-02}\n"
        "  - {subject: A, type: review_booked, at: 2025-06-04, "
        "meeting_at: 2025-06-26T14:00+01:00}\n"
        f"expect: {{clocks: [{{subject: A, rule: lac.review.report, due_at: {at}}}]}}\n"
    )
    assert RUNNER.run(read_scenarios("law.yaml", text)[0]).passed


def test_what_had_not_happened_by_the_day_asked_about_is_left_out() -> None:
    earlier = CARE.replace("as_of: 2025-07-01", "as_of: 2025-06-01")
    assert run("  absent:\n    - {subject: A}\n", earlier) == ()


def test_each_subject_is_a_case_of_its_own() -> None:
    two = CARE.replace("as_of", "  - {subject: B, type: review_held, at: 2025-06-20}\nas_of")
    assert run("  clocks:\n    - {subject: A, rule: lac.review.first, state: overdue}\n", two) == ()


def test_a_file_holds_one_scenario_or_a_list_and_names_those_without_a_name() -> None:
    one = "{as_of: 2025-07-01, expect: {}}"
    assert [each.name for each in read_scenarios("law.yaml", one)] == ["law.yaml, scenario 1"]
    two = f"- {one}\n- {one}\n"
    assert [each.name for each in read_scenarios("law.yaml", two)] == [
        "law.yaml, scenario 1",
        "law.yaml, scenario 2",
    ]


def test_without_a_day_the_last_event_s_day_is_asked_about() -> None:
    [scenario] = read_scenarios("law.yaml", CARE.replace("as_of: 2025-07-01\n", ""))
    assert scenario.as_of.isoformat() == "2025-06-02"
    assert scenario.profile == "statutory"


def test_a_subject_of_figures_stays_as_it_is_written() -> None:
    [scenario] = read_scenarios("law.yaml", CARE.replace("subject: A", "subject: 0104"))
    assert scenario.events[0].case == "0104"


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("a: [", "law.yaml, line 2: this is not YAML.", "Check indentation, quotes and dates."),
        (
            "as_of: 2025-06-31",
            "law.yaml, line 1: 2025-06-31 is not a date that exists.",
            "Correct it and run it again.",
        ),
        (
            "as_of: 2025-06-01\nas_of: 2025-06-02",
            "law.yaml, line 2: the key 'as_of' stands twice.",
            "Correct it and run it again.",
        ),
        (
            "event: []",
            "law.yaml, scenario 1: there is no key 'event' here.",
            "Use only: as_of, events, expect, name, profile.",
        ),
        (
            "just words",
            "law.yaml, scenario 1: this is not a set of keys and values.",
            "Write it as key: value.",
        ),
        (
            "expect: {}",
            "law.yaml, scenario 1: there is no as_of and no event.",
            "Add as_of: YYYY-MM-DD.",
        ),
        (
            "events: [{subject: A, type: found}]",
            "law.yaml, scenario 1, event 1: an event needs subject, type and at.",
            "Add what is missing.",
        ),
        (
            "events: [{subject: A, type: lost, at: 2025-06-02}]",
            "law.yaml, scenario 1, event 1: The engine has no event of this type.",
            "Use a type from docs/reference/events.md, or ask for the type to be added.",
        ),
        (
            "events: [{subject: A, type: found, at: 2025-06-02T10:00:00}]",
            "law.yaml, scenario 1, event 1: The time has no offset from UTC.",
            "Write it with one, for example 2024-12-20T09:30:00+00:00, or give the date alone.",
        ),
        (
            "events: [{subject: A, type: found, at: soon}]",
            "law.yaml, scenario 1, event 1: "
            "This cannot be read as a date, or there is no such day.",
            "Write dates as YYYY-MM-DD, for example 2024-12-20.",
        ),
        (
            "events: [words]",
            "law.yaml, scenario 1, event 1: this is not an event.",
            "Write {subject: A, type: ..., at: ...}.",
        ),
        (
            "{as_of: 2025-06-01, expect: {alerts: [{rang: '0'}]}}",
            "law.yaml, scenario 1, expect, alerts 1: there is no key 'rang' here.",
            "Use only: on, roles, rule, rung, subject.",
        ),
    ],
)
def test_a_file_that_is_wrong_says_where_what_and_what_to_do(
    text: str, message: str, remedy: str
) -> None:
    assert refused(text) == (message, remedy)


def test_a_misspelt_field_cannot_make_an_absence_pass() -> None:
    message, _ = refused(f"{CARE}expect: {{absent: [{{subject: A, due: 2025-06-30}}]}}")
    assert message == "law.yaml, scenario 1, expect, absent 1: there is no key 'due' here."


def test_a_profile_that_is_not_there_says_so() -> None:
    [scenario] = read_scenarios("law.yaml", f"profile: rutland\n{CARE}")
    with pytest.raises(ProblemError, match="no such authority profile"):
        RUNNER.run(scenario)


GROUP = (
    "events:\n"
    "  - subject: child {n}\n"
    "    times: 3\n"
    "    events:\n"
    "      - {type: became_looked_after, at: 2025-06-02, id: 'came {n}'}\n"
    "      - {type: review_held, at: 2025-06-30}\n"
    "  - {subject: another, type: became_looked_after, at: 2025-06-02}\n"
    "as_of: 2025-08-01\n"
)


def test_a_group_of_events_happens_to_as_many_cases_as_it_says() -> None:
    expected = "  clocks:\n    - {subject: child 3, rule: lac.review.first, state: met}\n"
    assert run(expected, GROUP) == ()
    [failure] = run("  clocks:\n    - {subject: child 4, rule: lac.review.first}\n", GROUP)
    assert "no clock of this subject" in failure


@pytest.mark.parametrize(
    "group",
    [
        "{times: 3, subject: child, events: []}",
        "{times: many, subject: 'child {n}', events: []}",
        "{times: -1, subject: 'child {n}', events: []}",
        "{times: 1000000, subject: 'child {n}', events: []}",
        "{times: true, subject: 'child {n}', events: []}",
        "{times: 2, subject: 'child {n}', events: [A]}",
        "{times: 2, subject: 'child {n}', event: []}",
    ],
)
def test_a_group_that_cannot_be_repeated_is_refused(group: str) -> None:
    message, _ = refused(f"events:\n  - {group}\nas_of: 2025-08-01\n")
    assert message.startswith("law.yaml, scenario 1, event 1")


def measured(expected: str) -> tuple[str, ...]:
    wanted = f"{{measure: lac.reviews.on_time, from: 2025-04-01, to: 2026-03-31, {expected}}}"
    return run(f"  measures:\n    - {wanted}\n", GROUP)


@pytest.mark.parametrize(
    "expected", ["numerator: 3, denominator: 3", "value: 100", "value: 100.0", "outstanding: 1"]
)
def test_a_measure_that_fits_passes(expected: str) -> None:
    assert measured(expected) == ()


def test_a_measure_that_does_not_fit_prints_both_side_by_side() -> None:
    [failure] = measured("numerator: 2")
    asked = "measure lac.reviews.on_time, from 2025-04-01, to 2026-03-31, numerator"
    assert failure.splitlines() == [f"expected measure: {asked} 2", f"found:            {asked} 3"]


def test_a_reading_that_the_measure_does_not_have_fits_nothing() -> None:
    assert len(measured("reading: guess")) == 1


def test_a_measure_without_its_period_is_refused() -> None:
    with pytest.raises(ProblemError) as raised:
        run("  measures:\n    - {measure: lac.reviews.on_time, from: 2025-04-01}\n", GROUP)
    assert raised.value.code == "scenario_invalid"
