"""Cases about each rule of each profile in turn: in any order they give the same clocks."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.case.events import Event
from domain.case.fact_names import DERIVED_FACTS
from domain.clocks.schedule import schedule
from domain.rules.rulebooks import Rulebook
from intake.catalogue import evidence_of_returns
from intake.other_files.rule_files import profile_ids
from tests.unit.domain.cases import EXAMPLES, rules_of
from tests.unit.domain.random_cases import cases_about, story_of

PROFILES = profile_ids(own=EXAMPLES)
ENOUGH, MORE, MOST = 12, 60, 400


@cache
def every_rule_on(profile: str) -> Rulebook:
    """The profile's rulebook with the rules in force too that are switched off."""
    rulebook, _ = rules_of(profile)
    off = {name: rule for name, rule in rulebook.switched_off.items() if not rule.by_school_terms}
    return replace(rulebook, rules={**rulebook.rules, **off}, switched_off={})


def rules_to_try() -> list[tuple[str, str]]:
    """Every rule of the core, and those that a profile adds, varies or switches on."""
    core = every_rule_on("statutory").rules
    return [
        (profile, name)
        for profile in PROFILES
        for name, rule in every_rule_on(profile).rules.items()
        if profile == "statutory" or core.get(name) != rule
    ]


@pytest.mark.parametrize(("profile", "name"), rules_to_try())
def test_any_order_of_a_case_about_a_rule_gives_the_same_clocks_and_some_of_the_rule(
    profile: str, name: str
) -> None:
    rulebook, calendars = every_rule_on(profile), rules_of(profile)[1]
    evidence = evidence_of_returns()
    times = 0

    def holds(case: list[Event], data: st.DataObject) -> None:
        nonlocal times
        found = schedule(case, rulebook, calendars, evidence)
        times += any(clock.rule == name for clock in found)
        again = data.draw(st.lists(st.sampled_from(case), max_size=5))
        shuffled = data.draw(st.permutations([*case, *again]))
        assert schedule(shuffled, rulebook, calendars, evidence) == found

    about = given(case=cases_about(story_of(rulebook.rule(name), rulebook)), data=st.data())
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    for examples in (ENOUGH, MORE, MOST):  # few cases come upon a rule that asks for much
        settings(max_examples=examples, suppress_health_check=checks)(about(holds))()
        if times:
            return
    pytest.fail(f"{MOST} cases about {name} never set a clock of it")


@pytest.mark.parametrize("profile", PROFILES)
def test_the_cases_tell_of_every_type_of_event_that_a_rule_starts_ends_or_stops_on(
    profile: str,
) -> None:
    rulebook = every_rule_on(profile)
    for rule in rulebook.rules.values():
        ends = [*rule.ends, *rule.stops, *(end for start in rule.starts for end in start.ends)]
        named = {end.event for end in ends} | {one.event for one in rule.starts if one.event}
        types = {DERIVED_FACTS.get(event, event) for event in named}
        assert types <= set(story_of(rule, rulebook).types)
