"""Every measure is one file that says what it means, and none goes without a scenario."""

from pathlib import Path

import pytest

import domain.measures
from domain.measures.catalogue import every_measure
from domain.measures.measure import UNKNOWN, Measure
from domain.rules.rulebooks import Rulebook
from intake.other_files.rule_files import every_rule, profile_ids, read_rulebook
from intake.other_files.scenario_files import read_scenarios
from tests.conventions.source_files import ROOT

FOLDER = Path(domain.measures.__path__[0])
IN_CONTRACT = {
    *("lac.reviews.on_time", "lac.reviews.decisions_on_time", "lac.reviews.records_on_time"),
    *("lac.participation", "lac.permanence.second_review", "lac.health.on_time"),
    *("lac.dental.on_time", "lac.pep.on_time", "cp.reviews.on_time", "cp.conferences.within_15"),
    *("cp.plans.over_18_months", "cp.plans.over_2_years", "cp.plans.repeat"),
    *("cin.assessments.within_45", "missing.interviews.within_72h", "complaint.fault_found"),
    *("complaint.stage1.within_10", "complaint.stage1.within_20", "complaint.stage2.within_25"),
    *("complaint.stage2.within_65", "complaint.stage3.on_time"),
    *("complaint.corporate.stage1.on_time", "complaint.corporate.stage2.on_time"),
}
MEASURES = list(every_measure().values())


def test_every_measure_that_others_rely_on_is_there() -> None:
    assert set(every_measure()) >= IN_CONTRACT


def test_every_file_in_a_family_is_one_measure_with_its_own_name() -> None:
    files = {path.stem for path in FOLDER.glob("*/*.py") if path.stem != "__init__"}
    assert files == {name.replace(".", "_") for name in every_measure()}


def test_every_measure_has_a_scenario_that_has_a_unit_of_it() -> None:
    tested = {
        wanted["measure"]
        for file in (ROOT / "tests" / "scenarios").rglob("*.yaml")
        for scenario in read_scenarios(file.name, file.read_text("utf-8"))
        for wanted in scenario.measures
        if wanted.get("denominator")
    }
    assert set(every_measure()) - tested == set()


# A rule that an authority may add to its own profile, because practice differs.
@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.id)
def test_every_rule_that_a_measure_looks_at_exists(measure: Measure) -> None:
    assert set(measure.rules) - set(every_rule()) <= {"lac.pep.termly"}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.id)
def test_every_measure_says_what_it_means(measure: Measure) -> None:
    assert measure.readings
    assert set(measure.at_end) <= set(measure.readings)
    assert UNKNOWN not in measure.bands[:-1]
    assert measure.rules or measure.events


@pytest.mark.parametrize("profile", profile_ids())
def test_a_profile_reads_only_measures_there_are(profile: str) -> None:
    rulebook: Rulebook = read_rulebook(profile)
    assert set(rulebook.measures) <= set(every_measure())
