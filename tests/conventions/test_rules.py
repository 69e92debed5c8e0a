"""No rule goes without a scenario, and none that it names is missing."""

from domain.rules.sources import Authority
from intake.other_files.rule_files import every_rule, profile_ids, read_rulebook
from reference_pages.rules import SCENARIOS, scenarios_by_rule


def test_every_rule_has_a_scenario() -> None:
    tested = scenarios_by_rule(SCENARIOS)
    assert [name for name in every_rule() if not tested[name]] == []


def test_no_scenario_names_a_rule_that_does_not_exist() -> None:
    unknown = set(scenarios_by_rule(SCENARIOS)) - set(every_rule())
    assert unknown == set()


# What the law asks of a child who may not be looked after: each ends by itself.
NOT_OF_CARE = {
    "lac.detention.visit",
    "lac.police_protection",
    "lac.emergency_protection",
    "lac.proceedings",
}


def test_the_end_of_care_stops_every_clock_of_a_looked_after_child() -> None:
    for profile in profile_ids():
        rulebook = read_rulebook(profile)
        for rule in rulebook.rules.values():
            if rule.family != "lac" or rule.id in NOT_OF_CARE:
                continue
            period: str | None = rule.period
            while period not in ("in_care", None):
                period = rulebook.periods[period].inside if period in rulebook.periods else None
            assert period == "in_care", rule.id


def test_a_local_number_without_a_published_source_says_that_the_authority_set_it() -> None:
    for rule in every_rule().values():
        said = "Set by this authority" in {source.title for source in rule.sources}
        assert said == (rule.confidence is None), rule.id


def test_no_local_number_is_in_force_unless_a_profile_sets_it() -> None:
    core = read_rulebook("statutory").rules.values()
    assert [rule.id for rule in core if rule.authority is Authority.LOCAL] == []


def test_what_rests_on_working_together_says_that_a_later_edition_was_not_read() -> None:
    for rule in every_rule().values():
        for source in rule.sources:
            if source.title == "Working Together to Safeguard Children":
                assert source.version, rule.id
                assert source.later, rule.id
