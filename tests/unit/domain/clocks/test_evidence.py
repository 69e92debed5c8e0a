"""What a return can show decides which of its duties have a clock."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.case.events import Event
from domain.clocks.clock import Clock
from domain.clocks.evidence import Evidence, ReturnEvidence
from domain.clocks.schedule import schedule
from tests.unit.domain.cases import event, rules_of

RULE = "lac.review.first"
TELLS_CARE = frozenset({"became_looked_after", "placement_started", "ceased_looked_after"})
STARTED = ("became_looked_after", "2025-01-06")
EARLY, LATE = datetime(2025, 2, 3, tzinfo=UTC), datetime(2025, 9, 1, tzinfo=UTC)


def of_return(*events: Event) -> list[Event]:
    return [replace(one, source="annual") for one in events]


def clocks(events: list[Event], evidence: Evidence) -> list[Clock]:
    return [one for one in schedule(events, *rules_of("statutory"), evidence) if one.rule == RULE]


def test_a_duty_that_its_return_could_never_show_as_done_has_no_clock() -> None:
    care = of_return(event(*STARTED))
    assert clocks(care, {})
    assert clocks(care, {"annual": ReturnEvidence(TELLS_CARE | {"review_held"})})
    assert clocks(care, {"annual": ReturnEvidence(TELLS_CARE)}) == []


def test_another_source_that_told_of_it_once_can_show_it() -> None:
    review = event("review_held", "2025-01-08")
    told = [*of_return(event(*STARTED)), review]
    assert clocks(told, {"annual": ReturnEvidence(TELLS_CARE)})


def test_only_the_latest_told_says_nothing_of_what_was_in_time() -> None:
    whole = ReturnEvidence(TELLS_CARE | {"review_held"})
    latest = replace(whole, latest_only=frozenset({"review_held"}))
    care, review = of_return(event(*STARTED), event("review_held", "2025-08-20"))
    told = [care, review]
    assert any(one.completed_on for one in clocks(told, {"annual": whole}))
    assert not any(one.completed_on for one in clocks(told, {"annual": latest}))
    known_before = [replace(care, recorded_at=EARLY), replace(review, recorded_at=LATE)]
    assert any(one.completed_on for one in clocks(known_before, {"annual": latest}))


@pytest.mark.parametrize("held_on", ["2025-01-20", "2025-02-03"])
def test_the_latest_told_that_was_in_time_meets_the_duty(held_on: str) -> None:
    told = of_return(event(*STARTED), event("review_held", held_on))
    evidence = {"annual": ReturnEvidence(TELLS_CARE | {"review_held"}, frozenset({"review_held"}))}
    assert any(one.completed_on for one in clocks(told, evidence))


@pytest.mark.parametrize("recorded_at", [EARLY, None])
def test_what_one_import_told_may_lie_behind_another_review(recorded_at: datetime | None) -> None:
    care, review = of_return(event(*STARTED), event("review_held", "2025-08-20"))
    told = [replace(care, recorded_at=EARLY), replace(review, recorded_at=recorded_at)]
    evidence = {"annual": ReturnEvidence(TELLS_CARE | {"review_held"}, frozenset({"review_held"}))}
    assert not any(one.completed_on for one in clocks(told, evidence))
