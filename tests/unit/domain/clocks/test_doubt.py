"""Which clocks of a case carry which doubt."""

from dataclasses import replace
from datetime import date

import pytest

from domain.case.event_types import EVENT_TYPES
from domain.clocks.clock import Clock, State
from domain.clocks.doubt import CaseDoubt, doubt_of
from domain.clocks.ladder import due_for_alert
from domain.clocks.states import breached_on, state
from tests.unit.domain.cases import CARE, ENGLAND, clock, day, event, rules_of, utc

RULES, _ = rules_of("leicestershire")
REVIEWS = CaseDoubt(
    table="reviews",
    tells=frozenset({"review_held"}),
    until=None,
    noted_on=date(2025, 6, 12),
    why="The table reviews could not be read.",
)


def first_review() -> Clock:
    return clock([CARE])


def why(about: Clock, *doubts: CaseDoubt) -> str | None:
    found = doubt_of(about, RULES, doubts)
    return found.why if found else None


def test_what_may_have_ended_a_clock_leaves_it_in_doubt() -> None:
    said = "The table reviews could not be read on 12 June 2025; this may have been done."
    assert why(first_review(), REVIEWS) == said


def test_so_does_what_may_have_ended_it_by_a_fact_of_its_own() -> None:
    plan = event("initial_conference_held", "2025-03-03", outcome="plan")
    doubt = replace(REVIEWS, tells=frozenset({"review_conference_held"}))
    said = why(clock([plan], "cp.conference.first_review"), doubt) or ""
    assert said.endswith("this may have been done.")


def test_what_may_have_moved_or_started_it_does_so_too() -> None:
    doubt = replace(REVIEWS, tells=frozenset({"became_looked_after"}))
    said = "this may have ended or have another date."
    assert (why(first_review(), doubt) or "").endswith(said)


def test_what_its_rule_does_not_hear_of_leaves_it_alone() -> None:
    assert (
        why(first_review(), replace(REVIEWS, tells=frozenset({"review_conference_held"}))) is None
    )


def test_a_clock_that_began_after_the_last_day_the_thing_could_be_about_carries_none() -> None:
    began = first_review().started_on
    assert why(first_review(), replace(REVIEWS, until=began)) is not None
    assert why(first_review(), replace(REVIEWS, until=date(2020, 1, 1))) is None


def test_a_clock_that_has_ended_carries_none() -> None:
    done = clock([CARE, event("review_held", "2025-06-20")])
    assert not done.open
    assert why(done, REVIEWS) is None


def test_of_several_doubts_the_one_that_may_have_ended_it_is_told_then_the_oldest() -> None:
    moved = replace(
        REVIEWS,
        table="episodes",
        tells=frozenset({"became_looked_after"}),
        noted_on=date(2025, 6, 1),
    )
    later = replace(REVIEWS, noted_on=date(2025, 6, 20), table="list 8")
    found = doubt_of(first_review(), RULES, [moved, later, REVIEWS])
    assert found is not None
    assert (found.table, found.since) == ("reviews", date(2025, 6, 12))


def test_a_gap_is_never_a_breach() -> None:
    about = first_review()
    about.doubt = doubt_of(about, RULES, [REVIEWS])
    ladder = RULES.rule(about.rule).ladder
    assert state(about, ladder, ENGLAND, about.due_on) is State.DUE_TODAY
    assert state(about, ladder, ENGLAND, day("2025-12-01")) is State.IN_DOUBT
    assert breached_on(about, day("2025-12-01")) is None
    assert due_for_alert(about, ladder, ENGLAND, utc("2025-12-01T00:00:00Z"))


@pytest.mark.parametrize(
    ("rule", "heard"),
    [
        # Held from its sittings; inside a time in care; the age of the child.
        ("lac.review.first", {"review_held", "became_looked_after", "ceased_looked_after"}),
        ("lac.health.review.over_5", {"born", "health_assessment_completed"}),
        ("cp.conference.review", {"review_conference_held", "child_protection_plan_ended"}),
        ("complaint.statutory.stage1", {"complaint_received", "extension_agreed"}),
    ],
)
def test_a_rule_hears_of_whatever_may_start_end_or_move_its_clocks(
    rule: str, heard: set[str]
) -> None:
    assert heard <= RULES.heard[rule]


def test_every_rule_hears_of_what_starts_and_ends_it_in_types_of_event() -> None:
    assert RULES.heard.keys() == RULES.rules.keys()
    for heard in RULES.heard.values():
        assert heard
        assert heard <= set(EVENT_TYPES)
