"""The register of rules follows the files, and no rule goes without a scenario."""

from cli.rules_register import rules_register, scenarios_by_rule
from intake.other_files.rule_files import every_rule, profile_ids, read_rulebook
from tests.conventions.source_files import ROOT

SCENARIOS = ROOT / "tests" / "scenarios"


def test_the_register_of_rules_is_up_to_date() -> None:
    page = (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
    assert page == rules_register(SCENARIOS)


def test_every_rule_has_a_scenario() -> None:
    tested = scenarios_by_rule(SCENARIOS)
    assert [name for name in every_rule() if not tested[name]] == []


def test_no_scenario_names_a_rule_that_does_not_exist() -> None:
    unknown = set(scenarios_by_rule(SCENARIOS)) - set(every_rule())
    assert unknown == set()


def test_the_end_of_care_stops_every_clock_of_a_looked_after_child() -> None:
    for profile in profile_ids():
        rulebook = read_rulebook(profile)
        for rule in rulebook.rules.values():
            if rule.family != "lac":
                continue
            period: str | None = rule.period
            while period not in ("in_care", None):
                period = rulebook.periods[period].inside if period in rulebook.periods else None
            assert period == "in_care", rule.id
