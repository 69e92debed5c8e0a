"""A report is shown what it declares, and makes the same of it as of everything."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calendars.library import calendar
from domain.case.event_types import EVENT_TYPES
from domain.measures.catalogue import chosen
from domain.measures.declared import EVERYTHING, RESPONSIBLE, Declared, UndeclaredError, together
from domain.measures.indicators import IndicatorQuestion
from domain.measures.recorded import Choices
from intake.other_files.rule_files import every_rule
from reports.catalogue import every_report
from reports.definition import Definition
from reports.findings import Findings
from reports.report import Report
from tests.support.county_sample import AS_OF, county_rulebook, sample_loaded

REPORTS = list(every_report().values())
# More than a year, so that even a part of the county has late reviews and complaints in it.
FIRST, LAST = date(2025, 1, 1), date(2026, 2, 28)


def made(definition: Definition, *, everything: bool = False) -> Report:
    rulebook = county_rulebook()
    asked = IndicatorQuestion(
        measures=chosen(definition.measures),
        first=FIRST,
        last=LAST,
        as_at=AS_OF,
        calendar=calendar("england-and-wales"),
        choices=Choices(rulebook.profile, rulebook.measures),
    )
    loaded = together("loaded", [definition.declared, asked.declared])
    return definition.make(
        Findings(
            asked=asked,
            files=sample_loaded() if everything else sample_loaded(loaded),
            declared=_all_but_the_rules(definition) if everything else definition.declared,
            rules=rulebook.rules,
        )
    )


def _all_but_the_rules(definition: Definition) -> Declared:
    """What it is shown of rules is part of its tables; what it is shown of events is not."""
    return replace(definition.declared, events=EVERYTHING.events)


@pytest.mark.parametrize("definition", REPORTS, ids=lambda one: one.id)
def test_a_report_that_is_shown_everything_says_the_same(definition: Definition) -> None:
    report = made(definition)
    assert report == made(definition, everything=True)
    assert any(table.rows for table in report.tables)


@pytest.mark.parametrize("definition", REPORTS, ids=lambda one: one.id)
def test_a_report_declares_events_and_rules_that_exist(definition: Definition) -> None:
    assert set(definition.events) <= set(EVENT_TYPES)
    missing = [
        name
        for name in definition.rules
        if not Declared("a rule", beginnings=(name,)).rules_among(every_rule())
        and name not in every_rule()
    ]
    assert missing == []


@pytest.mark.parametrize("definition", REPORTS, ids=lambda one: one.id)
@pytest.mark.parametrize("forgets", ["events", "rules", "measures"])
def test_a_report_that_forgets_to_declare_something_is_refused(
    definition: Definition, forgets: str
) -> None:
    nothing: dict[str, Any] = {forgets: ()}
    # The challenge pack lists whatever rules it declares: without any it lists nothing.
    if getattr(definition, forgets) and (definition.id, forgets) != ("challenge-pack", "rules"):
        with pytest.raises(UndeclaredError):
            made(replace(definition, **nothing))


@pytest.mark.parametrize("name", ["challenge-pack", "complaints-annual", "out-of-date-log"])
def test_a_report_that_names_officers_declares_who_is_responsible(name: str) -> None:
    definition = every_report()[name]
    events = tuple(one for one in definition.events if one != RESPONSIBLE)
    with pytest.raises(UndeclaredError, match=RESPONSIBLE):
        made(replace(definition, events=events))


def test_the_challenge_pack_sees_every_rule_whatever_its_family() -> None:
    pack = every_report()["challenge-pack"]
    assert pack.declared.has_rule("a_family_of_our_own.visit")
    assert pack.declared.rules_among(every_rule()) == set(every_rule())
