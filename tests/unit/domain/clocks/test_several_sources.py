"""What two sources tell in parts gives the clocks of the whole, each once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.case.events import Event
from domain.case.same_facts import PERIODS, alike
from domain.case.trust import Trust
from domain.clocks.clock import Clock
from domain.clocks.daily_sweeps import daily_alerts
from domain.clocks.schedule import schedule
from intake.catalogue import evidence_of_returns
from tests.unit.domain.cases import day, event, rules_of
from tests.unit.domain.random_cases import cases

EVIDENCE = evidence_of_returns()
RULES = rules_of("leicestershire")
TRUST = Trust(first=("mosaic",))
FIRST_DAY = date(2023, 1, 9)
# Each with how long at least until the next of its kind.
MEANWHILE = {
    "review_held": 15,
    "child_visited": 3,
    "health_assessment_completed": 29,
    "review_conference_held": 15,
    "placement_started": 15,
    "referral_received": 7,
    "assessment_completed": 15,
    "strategy_discussion_held": 7,
    "initial_conference_held": 15,
}
TURNS = (
    ("became_looked_after", "ceased_looked_after"),
    ("child_protection_plan_started", "child_protection_plan_ended"),
)
NEAR = {name: each.days for each in PERIODS for name in each.types}


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """A child's true history: in care and out, under plans and not, and what was done meanwhile."""
    events: list[tuple[str, date]] = []
    for turn in TURNS:
        on = FIRST_DAY + timedelta(days=draw(st.integers(0, 60)))
        for n in range(draw(st.integers(0, 4))):
            events.append((turn[n % 2], on))
            on += timedelta(days=draw(st.integers(16, 300)))
    for name, apart in MEANWHILE.items():
        on = FIRST_DAY + timedelta(days=draw(st.integers(0, 90)))
        for _ in range(draw(st.integers(0, 4))):
            events.append((name, on))
            on += timedelta(days=draw(st.integers(apart, 200)))
    events.append(("born", date(2013, 5, 6)))
    return [event(name, on.isoformat(), source="truth") for name, on in events]


@st.composite
def splits(draw: st.DrawFn) -> tuple[list[Event], list[Event]]:
    """A true history, and what two sources tell of it: the less trusted some days a little off."""
    truth, told = draw(histories()), []
    for one in truth:
        tellers = draw(st.sampled_from([("mosaic",), ("other",), ("mosaic", "other")]))
        for source in tellers:
            off = NEAR.get(one.type, alike(one.type).days) or 0
            by = draw(st.integers(-off, off)) if len(tellers) > 1 and source == "other" else 0
            told.append(replace(one, source=source, on=one.on + timedelta(days=by)))
    return truth, draw(st.permutations(told))


def seen(clocks: list[Clock]) -> list[Any]:
    """The clocks without what names their sources."""
    plain = [replace(each, clock="", lineage="", start_event=("", ""), also=()) for each in clocks]
    return sorted(repr(replace(each, end_event=None)) for each in plain)


@settings(max_examples=60, deadline=None)
@given(splits())
def test_a_history_told_in_parts_by_two_sources_gives_the_clocks_of_the_whole(
    split: tuple[list[Event], list[Event]],
) -> None:
    truth, told = split
    assert seen(schedule(told, *RULES, EVIDENCE, TRUST)) == seen(schedule(truth, *RULES, EVIDENCE))


@settings(max_examples=60, deadline=None)
@given(cases, st.randoms())
def test_clocks_are_the_same_in_any_order_of_arrival(told: list[Event], random: Any) -> None:
    found = schedule(told, *RULES, EVIDENCE, TRUST)
    random.shuffle(told)
    again = schedule(told, *RULES, EVIDENCE, TRUST)
    assert (again, [one.also for one in again]) == (found, [one.also for one in found])
    assert len({one.clock for one in found}) == len(found)


@settings(max_examples=30, deadline=None)
@given(cases)
def test_one_source_alone_is_unchanged_whoever_is_trusted(told: list[Event]) -> None:
    alone = [one for one in told if one.source == "mosaic"]
    expected = schedule(alone, *RULES, EVIDENCE)
    for trust in (TRUST, Trust(), Trust(first=("other",), of_facts={"born": ("ssda903",)})):
        assert schedule(alone, *RULES, EVIDENCE, trust) == expected


@pytest.mark.parametrize("by", [0, 1, -1])
def test_two_who_tell_the_same_start_raise_its_alerts_once(by: int) -> None:
    care = event("became_looked_after", "2025-06-02")
    theirs = replace(care, source="ssda903", on=care.on + timedelta(days=by))
    told = daily_alerts([care, theirs], *RULES, EVIDENCE, day("2025-08-29"), trust=TRUST)
    rungs = [(one.clock.rule, one.rung) for one in told if one.clock.rule == "lac.review.first"]
    expected = daily_alerts([care], *RULES, EVIDENCE, day("2025-08-29"), trust=TRUST)
    assert rungs == [
        (one.clock.rule, one.rung) for one in expected if one.clock.rule == "lac.review.first"
    ]


def first_review(*events: Event, trust: Trust | None = TRUST) -> Clock:
    found = schedule(events, *RULES, EVIDENCE, trust)
    (only,) = [one for one in found if one.rule == "lac.review.first"]
    return only


def test_whom_the_settings_trust_first_says_when_a_duty_began() -> None:
    mine = event("became_looked_after", "2025-06-02")
    theirs = replace(mine, source="other", on=day("2025-06-05"))
    # By the usual order the first of the alphabet counts, of two live systems.
    for trust, on in ((None, mine.on), (Trust(first=("other",)), theirs.on)):
        assert first_review(mine, theirs, trust=trust).started_on == on
        told = daily_alerts([mine, theirs], *RULES, EVIDENCE, day("2025-06-30"), trust=trust)
        last = [one for one in told if one.clock.rule == "lac.review.first"][-1]
        assert last.clock.started_on == on


def test_a_clock_that_one_source_alone_starts_keeps_the_reference_of_that_source() -> None:
    mine = event("became_looked_after", "2025-06-02")
    theirs = replace(mine, source="other", own_case="B", on=day("2025-06-04"))
    alone, both = first_review(theirs), first_review(mine, theirs)
    assert (alone.own_case, both.own_case) == ("B", None)
    assert both.also == (alone.clock,)


def test_what_was_told_of_the_start_by_one_source_is_not_told_again_of_the_other() -> None:
    booked = [
        event("conference_booked", on, source=source, meeting_at="2025-06-19")
        for source, on in (
            ("other", "2025-06-16"),
            ("third", "2025-06-17"),
            ("mosaic", "2025-06-18"),
        )
    ]
    told = daily_alerts(booked, *RULES, EVIDENCE, day("2025-06-20"), trust=TRUST)
    report = [(one.rung, str(one.on)) for one in told if one.clock.rule == "cp.report.initial"]
    assert report == [("0", "2025-06-17")]


def test_what_another_source_told_first_silences_neither_of_two_clocks() -> None:
    notified = [event("private_fostering_notified", on) for on in ("2025-04-15", "2025-05-13")]
    others = [event("ehc_plan_finalised", on) for on in ("2025-05-20", "2025-05-23")]
    theirs = replace(event("private_fostering_notified", "2025-05-09"), source="ssda903")

    def told_of_the_second(events: list[Event]) -> set[str]:
        found = daily_alerts(events, *RULES, EVIDENCE, day("2025-07-11"), trust=TRUST)
        second = (notified[1].source, notified[1].id)
        return {f"{one.clock.rule} {one.rung}" for one in found if one.clock.start_event == second}

    expected = told_of_the_second([*notified, *others])
    assert expected
    assert told_of_the_second([*notified, *others, theirs]) == expected
