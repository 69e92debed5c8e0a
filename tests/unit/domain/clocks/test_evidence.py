"""What a return can show decides which of its duties have a clock."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.case.events import Event
from domain.case.trust import Trust
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


def clocks(events: list[Event], evidence: Evidence, trust: Trust | None = None) -> list[Clock]:
    found = schedule(events, *rules_of("statutory"), evidence, trust)
    return [one for one in found if one.rule == RULE]


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


# Several sources of one case.

ANNUAL = ReturnEvidence(TELLS_CARE, yearly=True)
MONTHLY = ReturnEvidence(TELLS_CARE | {"review_held"}, frozenset({"review_held"}))


def from_(source: str, *told: Event) -> list[Event]:
    return [replace(one, source=source) for one in told]


def test_a_duty_that_any_return_of_the_case_can_show_as_done_has_a_clock() -> None:
    evidence = {"annual": ANNUAL, "monthly": replace(MONTHLY, latest_only=frozenset())}
    care = of_return(event(*STARTED))
    assert clocks(care, evidence) == []
    assert clocks([*care, *from_("monthly", event("born", "2014-01-06"))], evidence)


def test_a_start_that_a_live_system_tells_as_well_has_a_clock() -> None:
    care = of_return(event(*STARTED))
    told = [*care, *from_("mosaic", event(*STARTED))]
    for trust in (Trust(first=("annual",)), Trust(first=("mosaic",))):
        assert clocks(told, {"annual": ANNUAL}, trust)
    # A live system that says nothing of the start has not told of all there is.
    assert clocks([*care, *from_("mosaic", event("born", "2014-01-06"))], {"annual": ANNUAL}) == []


def test_a_later_review_than_the_latest_told_once_a_year_may_hide_one_in_time() -> None:
    care, review = of_return(event(*STARTED)), from_("monthly", event("review_held", "2025-08-20"))
    full = replace(ANNUAL, carried=TELLS_CARE | {"review_held"})
    assert clocks([*care, *review], {"annual": full, "monthly": MONTHLY}) == []
    # What comes often and tells every review would have told of another.
    often = replace(full, yearly=False)
    assert clocks([*care, *review], {"annual": often, "monthly": MONTHLY})
    assert clocks([*from_("mosaic", *care), *review], {"monthly": MONTHLY})


def test_a_late_review_that_a_fuller_source_tells_too_was_late() -> None:
    care = [*of_return(event(*STARTED)), *from_("monthly", event(*STARTED))]
    review = event("review_held", "2025-08-20")
    told = [*care, *from_("monthly", review), *of_return(review)]
    full = replace(ANNUAL, carried=TELLS_CARE | {"review_held"})
    assert clocks(told, {"annual": full, "monthly": MONTHLY})


@pytest.mark.parametrize("recorded_at", [EARLY, None])
@pytest.mark.parametrize("trust", [None, Trust(first=("annual",))])
def test_a_start_that_the_monthly_list_told_before_hides_nothing(
    recorded_at: datetime | None, trust: Trust | None
) -> None:
    start = from_("monthly", replace(event(*STARTED), recorded_at=EARLY))
    review = from_("monthly", replace(event("review_held", "2025-08-20"), recorded_at=LATE))
    also = of_return(replace(event(*STARTED), recorded_at=recorded_at))
    assert clocks([*also, *start, *review], {"annual": ANNUAL, "monthly": MONTHLY}, trust)


def test_a_clock_says_by_which_ids_it_would_be_known_from_each_other_source() -> None:
    evidence = {"annual": replace(ANNUAL, carried=TELLS_CARE | {"review_held"})}
    theirs = of_return(event("became_looked_after", "2025-01-07"))
    [alone] = clocks(theirs, evidence)
    [mine] = clocks([event(*STARTED)], evidence)
    [together] = clocks([*theirs, event(*STARTED)], evidence)
    assert (alone.also, mine.also) == ((), ())
    assert (together, together.also) == (mine, (alone.clock,))
