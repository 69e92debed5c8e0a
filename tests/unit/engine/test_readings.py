"""A profile may choose another reading of a rule, where the rule's file names it."""

from pathlib import Path

from domain.rules.profiles import Profile, vary
from engine.scenarios import ScenarioRunner
from intake.other_files.rule_files import every_rule, read_rulebook
from intake.other_files.scenario_files import read_scenarios

PROFILE = """\
id: county
title: A county
vary:
  - rule: {rule}
    reading: {reading}
    because: The county counts in this way.
    source:
      title: Practice of a county
"""


def failures(folder: Path, rule: str, reading: str, scenario: str) -> tuple[str, ...]:
    county = folder / "county"
    county.mkdir(exist_ok=True)
    (county / "profile.yaml").write_text(PROFILE.format(rule=rule, reading=reading))
    [one] = read_scenarios("law.yaml", f"profile: county\n{scenario}")
    return ScenarioRunner(folder).run(one).failures


def test_stage_2_may_count_from_the_statement_and_until_then_from_the_request(
    tmp_path: Path,
) -> None:
    scenario = """
events:
  - {subject: A, type: complaint_received, at: 2025-06-02, procedure: statutory}
  - {subject: A, type: stage2_requested, at: 2025-07-01}
  - {subject: A, type: statement_agreed, at: 2025-07-14}
  - {subject: A, type: complaint_responded, at: 2025-08-15, stage: 2}
  - {subject: B, type: complaint_received, at: 2025-06-02, procedure: statutory}
  - {subject: B, type: stage2_requested, at: 2025-07-01}
as_of: 2025-08-15
expect:
  clocks:
    - {subject: A, rule: complaint.statutory.stage2, started_on: 2025-07-01, state: stopped}
    - {subject: A, rule: complaint.statutory.stage2, started_on: 2025-07-14,
       due_on: 2025-08-18, state: met}
    - {subject: B, rule: complaint.statutory.stage2, due_on: 2025-08-05, state: overdue}
"""
    assert failures(tmp_path, "complaint.statutory.stage2", "from_the_statement", scenario) == ()


def test_the_initial_conference_may_count_from_the_last_discussion(tmp_path: Path) -> None:
    scenario = """
events:
  - {subject: A, type: strategy_discussion_held, at: 2025-06-02, section_47_initiated: true}
  - {subject: A, type: strategy_discussion_held, at: 2025-06-09}
as_of: 2025-06-10
expect:
  clocks:
    - {subject: A, rule: cp.conference.initial, started_on: 2025-06-02, state: superseded}
    - {subject: A, rule: cp.conference.initial, started_on: 2025-06-09,
       due_on: 2025-06-30, state: running}
"""
    name = "from_the_last_discussion"
    assert failures(tmp_path, "cp.conference.initial", name, scenario) == ()


def test_an_extra_review_may_be_set_apart_from_the_second(tmp_path: Path) -> None:
    scenario = """
events:
  - {subject: A, type: became_looked_after, at: 2025-01-06}
  - {subject: A, type: review_held, at: 2025-01-31}
  - {subject: A, type: review_held, at: 2025-02-28, extra: true}
  - {subject: A, type: review_held, at: 2025-04-29}
as_of: 2025-04-30
expect:
  clocks:
    - {subject: A, rule: lac.review.second, due_on: 2025-04-30, state: met,
       completed_on: 2025-04-29}
"""
    assert failures(tmp_path, "lac.review.second", "extra_reviews_apart", scenario) == ()


def test_an_extra_review_may_be_set_apart_from_the_later_ones(tmp_path: Path) -> None:
    scenario = """
events:
  - {subject: A, type: became_looked_after, at: 2025-01-06}
  - {subject: A, type: review_held, at: 2025-01-31}
  - {subject: A, type: review_held, at: 2025-04-29}
  - {subject: A, type: review_held, at: 2025-06-02, extra: true}
as_of: 2025-06-30
expect:
  clocks:
    - {subject: A, rule: lac.review.subsequent, started_on: 2025-04-29,
       due_on: 2025-10-29, state: running}
  absent:
    - {subject: A, rule: lac.review.subsequent, started_on: 2025-06-02}
"""
    assert failures(tmp_path, "lac.review.subsequent", "extra_reviews_apart", scenario) == ()


def test_every_reading_makes_a_rule_with_its_own_limits_and_says_what_it_is() -> None:
    named = {name: rule for name, rule in every_rule().items() if rule.readings}
    assert sorted(named) == [
        "complaint.statutory.stage2",
        "cp.conference.initial",
        "lac.review.second",
        "lac.review.subsequent",
    ]
    for rule in named.values():
        for reading in rule.readings:
            read = rule.read_as(reading)
            assert (read.id, read.limits, read.ladder) == (rule.id, rule.limits, rule.ladder)
            assert read.starts != rule.starts


def test_a_reading_and_a_limit_may_be_chosen_together() -> None:
    core = dict(read_rulebook("statutory").rules)
    profile = Profile.model_validate(
        {
            "id": "county",
            "title": "A county",
            "vary": [
                {
                    "rule": "cp.conference.initial",
                    "reading": "from_the_last_discussion",
                    "limits": [{"from": "2020-01-01", "working_days": 10}],
                    "because": "The county counts in this way.",
                    "source": {"title": "Practice of a county"},
                }
            ],
        }
    )
    varied = vary(core, profile)[0]["cp.conference.initial"]
    assert varied.starts[0].latest_until == ("initial_conference_held",)
    assert [str(limit.amount) for limit in varied.limits] == ["10 working days", "15 working days"]
