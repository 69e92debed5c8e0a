"""A rulebook that is kept comes back as it was."""

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from domain.errors import ProblemError
from domain.rules.rule import Rule
from domain.rules.rulebook_document import read_document, write_document
from domain.rules.sources import Source
from intake.other_files.rule_files import profile_ids, read_rulebook


@pytest.mark.parametrize("profile", profile_ids())
def test_every_profile_comes_back_as_it_was(profile: str) -> None:
    rulebook = read_rulebook(profile)
    text = write_document(rulebook)
    again = read_document(text)
    assert again == rulebook
    assert again.in_order == rulebook.in_order
    assert write_document(again) == text
    for rule in rulebook.rules.values():
        for limit, copy in zip(rule.limits, again.rules[rule.id].limits, strict=True):
            assert copy.model_fields_set == limit.model_fields_set
            assert copy.amount == limit.amount


def test_a_part_that_an_older_text_does_not_have_is_as_when_left_out() -> None:
    rulebook = read_rulebook("statutory")
    text = write_document(replace(rulebook, switched_off={}))
    assert '"switched_off":{}' in text
    assert read_document(text.replace(',"switched_off":{}', "")).switched_off == {}


def test_rules_that_were_kept_before_readings_were_dated_are_still_read() -> None:
    rulebook = read_rulebook("statutory")
    rules = {}
    for name, rule in rulebook.rules.items():
        older = tuple(
            Source.model_validate(source.model_dump(include={"title", "provision", "href"}))
            for source in rule.sources
        )
        rules[name] = rule.model_copy(update={"sources": older})
    text = write_document(replace(rulebook, rules=rules, switched_off={}))
    assert "read_on" not in text
    assert read_document(text).rules == rules


def test_a_text_of_another_form_is_refused() -> None:
    text = write_document(read_rulebook("statutory"))
    with pytest.raises(ValidationError):
        read_document(text.replace('"responsible":', '"answerable":'))


def test_a_rule_that_would_come_back_as_another_is_not_kept() -> None:
    rulebook = read_rulebook("statutory")
    rule = rulebook.rules["lac.review.record"]
    limit = rule.limits[0].model_copy(update={"when": {"at": (date(2026, 1, 1),)}})
    other: Rule = rule.model_copy(update={"limits": (limit,)})
    with pytest.raises(ProblemError) as problem:
        write_document(replace(rulebook, rules={**rulebook.rules, rule.id: other}))
    assert problem.value.code == "rules_not_keepable"
