"""What several sources tell of a child is counted once, however little of it was loaded."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from calendars.library import calendar
from domain.case.events import Event
from domain.case.same_facts import looked_at_together
from domain.case.trust import Trust
from domain.measures.case_file import case_file_of
from domain.measures.case_files import CaseFiles
from domain.measures.catalogue import every_measure
from domain.measures.indicators import IndicatorQuestion, indicators
from domain.measures.recorded import Choices
from tests.unit.domain.cases import event
from tests.unit.domain.random_cases import cases

TRUST = Trust(first=("mosaic",))
MEASURES = every_measure()
DECLARED = {frozenset(one.events): one.id for one in MEASURES.values()}


def test_a_child_of_whom_two_sources_tell_weighs_as_one_in_a_caseload() -> None:
    care = event("became_looked_after", "2024-06-03", legal_status="V2")
    iro = event("responsible_assigned", "2024-06-03", role="iro", person="IRO-1")
    feed = [replace(one, source="ssda903", on=one.on.replace(day=4)) for one in (care,)]
    files = CaseFiles({"A": case_file_of("A", [care, iro, *feed], [], TRUST)})
    [found] = indicators(
        files,
        IndicatorQuestion(
            [MEASURES["iro.caseload"]],
            date(2025, 4, 1),
            date(2026, 3, 31),
            date(2026, 3, 31),
            calendar("england-and-wales"),
            Choices("statutory"),
        ),
    )
    assert (found.figure.numerator, found.figure.bands["looked after"]) == (Decimal("1.5"), 1)


@pytest.mark.parametrize("types", DECLARED)
@settings(max_examples=15, deadline=None)
@given(told=cases)
def test_facts_are_the_same_however_much_else_was_loaded(
    types: frozenset[str], told: list[Event]
) -> None:
    needed = looked_at_together(types)
    loaded = [one for one in told if one.type in needed]
    if any(one.corrects or one.voids for one in told):
        return
    some = case_file_of("A", loaded, [], TRUST, types)
    everything = case_file_of("A", told, [], TRUST, types)
    assert some.events == everything.events


def test_when_care_ended_decides_whether_two_starts_are_one_though_nobody_asked_for_ends() -> None:
    told = [
        event("became_looked_after", "2025-01-06"),
        event("ceased_looked_after", "2025-03-10"),
        event("became_looked_after", "2025-04-21", source="ssda903"),
    ]
    types = frozenset({"became_looked_after"})
    needed = looked_at_together(types)
    loaded = [one for one in told if one.type in needed]
    assert case_file_of("A", loaded, [], TRUST, types).events == [told[0], told[2]]


def test_until_when_a_yearly_return_tells_of_care_is_known_though_nobody_asked_for_reviews() -> (
    None
):
    yearly = Trust(first=("mosaic",), returns=("ssda903",), yearly=frozenset({"ssda903"}))
    told = [
        event("became_looked_after", "2023-05-08", source="ssda903"),
        event("review_held", "2025-02-03", source="ssda903"),
        event("became_looked_after", "2024-10-07"),
    ]
    types = frozenset({"became_looked_after"})
    loaded = [one for one in told if one.type in looked_at_together(types)]
    # It still told of the child's care in the year in which the other says that it began.
    assert case_file_of("A", loaded, [], yearly, types).events == [told[2]]
    without_it = case_file_of("A", [told[0], told[2]], [], yearly, types)
    assert without_it.events == [told[0], told[2]]
