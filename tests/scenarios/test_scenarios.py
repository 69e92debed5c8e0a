"""Every scenario of every file here is one test, named by its sentence."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from engine.scenarios import ScenarioRunner
from intake.other_files.scenario_files import Scenario, read_scenarios
from tests.conventions.source_files import ROOT

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("**/*.yaml"))
SCENARIOS = [
    scenario
    for file in FILES
    for scenario in read_scenarios(file.relative_to(HERE).as_posix(), file.read_text("utf-8"))
]


@cache
def runner() -> ScenarioRunner:
    """One for the whole process: it reads the rules once."""
    return ScenarioRunner(ROOT / "docs" / "examples" / "profiles")


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_scenario(scenario: Scenario) -> None:
    result = runner().run(scenario)
    assert result.passed, "\n\n".join(("", *result.failures))


def test_every_scenario_has_a_sentence_of_its_own() -> None:
    names = Counter(scenario.name for scenario in SCENARIOS)
    assert [name for name, times in names.items() if times > 1] == []


def test_every_scenario_expects_something() -> None:
    empty = [
        scenario.name
        for scenario in SCENARIOS
        if not (scenario.clocks or scenario.absent or scenario.alerts or scenario.measures)
    ]
    assert empty == []
