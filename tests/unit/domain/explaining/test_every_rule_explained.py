"""One explanation of each rule, as a head of service would read it before a court.

Each is of the first clock of the rule that a scenario names, on the day that scenario asks about. A
change of a rule's words, source or reading shows here as a change of its text.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from domain.case.events import Event
from domain.clocks.reckoned import Reckoning
from domain.explaining.explanation import explain
from intake.other_files.rule_files import profile_ids
from intake.other_files.scenario_files import Scenario, read_scenarios
from tests.conventions.source_files import ROOT
from tests.unit.domain.cases import EXAMPLES, reckonings, rules_of

TEXTS = Path(__file__).parent / "every_rule"
FOLDER = ROOT / "tests" / "scenarios"
# One that no profile works by sets no clock.
RULES = sorted({rule for name in profile_ids(own=EXAMPLES) for rule in rules_of(name)[0].rules})


def scenarios() -> Iterator[Scenario]:
    for file in sorted(FOLDER.glob("**/*.yaml")):
        yield from read_scenarios(file.name, file.read_text("utf-8"))


SCENARIOS = list(scenarios())


def asked(rule: str) -> Iterator[tuple[Scenario, str]]:
    """The scenarios that name a clock of the rule, each with whose it is; working days first."""
    for scenario in SCENARIOS:
        for wanted in scenario.clocks:
            if wanted["rule"] == rule:
                yield scenario, wanted["subject"]


def explained(rule: str) -> str:
    for scenario, subject in asked(rule):
        events: list[Event] = [one for one in scenario.events if one.case == subject]
        for found in reckonings(events, rule, scenario.profile):
            if found.clock.started_on <= scenario.as_of:
                return text(found, scenario.as_of, scenario.profile)
    raise AssertionError(f"no scenario has a clock of {rule}")


def text(found: Reckoning, as_of: date, profile: str) -> str:
    return explain(found, as_of, rules_of(profile)[0]).as_text() + "\n"


@pytest.mark.parametrize("rule", RULES)
def test_the_explanation_of_a_rule_reads_as_approved(rule: str) -> None:
    assert explained(rule) == (TEXTS / f"{rule}.txt").read_text("utf-8")


def test_every_approved_text_is_of_a_rule() -> None:
    assert {file.stem for file in TEXTS.iterdir()} == set(RULES)
