"""Duties that look back over a child's times in care, and at what happened on one day."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.case.events import Event
from domain.clocks.clock import Clock
from domain.clocks.reckoned import Reckoning
from domain.clocks.schedule import reckon_case
from domain.rules.rule_parts import Caution
from intake.catalogue import evidence_of_returns
from tests.unit.domain.cases import CARE, clock, clocks, day, event, rules_of

BORN = event("born", "2008-06-02")
CAME = event("became_looked_after", "2024-06-03", "came")


def assessments(*events: Event) -> list[Clock]:
    return clocks(events, "leaving.assessment")


def test_of_two_births_told_the_last_one_counts_alone() -> None:
    other = event("born", "2009-06-02")
    (found,) = assessments(BORN, other, event("became_looked_after", "2024-01-08"))
    assert found.started_on == day("2025-06-02")


@pytest.mark.parametrize(("left", "eligible"), [("2024-09-02", False), ("2024-09-03", True)])
def test_who_leaves_on_the_day_the_thirteen_weeks_are_over_is_not_eligible(
    left: str, eligible: bool
) -> None:
    found = assessments(BORN, CAME, event("ceased_looked_after", left))
    assert [one.started_on for one in found] == ([day("2024-09-02")] if eligible else [])


def test_weeks_in_several_times_in_care_add_up() -> None:
    # Seven weeks after the fourteenth birthday, and the other six from the day of the return.
    events = [
        event("became_looked_after", "2022-01-10", "first"),
        event("ceased_looked_after", "2022-07-21"),
        event("became_looked_after", "2024-07-01", "second"),
    ]
    (found,) = assessments(BORN, *events)
    assert found.started_on == day("2024-08-12")


def test_a_time_in_care_whose_beginning_nobody_told_counts_for_nothing() -> None:
    events = [
        event("review_held", "2022-05-02"),
        event("ceased_looked_after", "2022-06-02"),
        event("became_looked_after", "2024-06-03", "again"),
    ]
    (found,) = assessments(BORN, *events)
    assert found.started_on == day("2024-09-02")


def test_an_education_plan_is_due_by_the_first_review_of_its_own_time_in_care() -> None:
    events = [
        CARE,
        event("placement_started", "2025-06-02", "first"),
        event("ceased_looked_after", "2025-07-10"),
        event("became_looked_after", "2025-09-01", "again"),
        event("placement_started", "2025-09-01", "second"),
    ]
    found = clocks(events, "lac.pep.initial")
    assert [one.due_on for one in found] == [day("2025-06-30"), day("2025-09-29")]


@pytest.mark.parametrize(
    ("answered_at", "asked_at", "answered"),
    [
        ("2025-03-12", "2025-03-12", True),
        ("2025-03-12T10:00:00+00:00", "2025-03-12", True),
        ("2025-03-12", "2025-03-12T09:00:00+00:00", True),
        ("2025-03-12T09:00:00+00:00", "2025-03-12T10:00:00+00:00", True),
        ("2025-03-12T10:00:00+00:00", "2025-03-12T09:00:00+00:00", False),
        ("2025-03-13", "2025-03-12", False),
    ],
)
def test_what_was_done_on_the_day_the_duty_ended_is_done_unless_the_hours_say_otherwise(
    answered_at: str, asked_at: str, answered: bool
) -> None:
    complaint = event("complaint_received", "2025-03-03", procedure="statutory")
    answer = event("complaint_responded", answered_at, stage="1")
    next_stage = event("stage2_requested", asked_at)
    found = clock([complaint, answer, next_stage], "complaint.statutory.stage1")
    assert (found.completed_on is not None) is answered
    assert (found.stopped_on is None) is answered


def visits_at_home(*events: Event) -> list[tuple[str, str]]:
    """From when each visit to a child placed with parents counts, and when the next is due."""
    placed = event("placement_started", "2025-06-02", with_parents=True, before_assessment=True)
    found = clocks([CARE, placed, *events], "lac.visit.with_parents")
    return [(str(one.started_on), str(one.due_on)) for one in found]


def test_visits_at_home_are_weekly_until_the_first_review_and_then_by_the_order() -> None:
    visits = [event("child_visited", on) for on in ("2025-06-06", "2025-07-01")]
    review = event("review_held", "2025-06-20")
    first_two = [("2025-06-02", "2025-06-09"), ("2025-06-06", "2025-06-13")]
    assert visits_at_home(*visits) == [*first_two, ("2025-07-01", "2025-07-08")]
    assert visits_at_home(*visits, review) == [*first_two, ("2025-07-01", "2025-08-12")]


def test_visits_in_another_placement_are_none_at_home() -> None:
    moved = event("placement_started", "2025-07-10", "moved")
    visits = [event("child_visited", on) for on in ("2025-06-06", "2025-07-14")]
    assert visits_at_home(*visits, moved) == [
        ("2025-06-02", "2025-06-09"),
        ("2025-06-06", "2025-06-13"),
    ]


def test_visits_at_home_under_an_interim_order_are_due_every_four_weeks_after_the_review() -> None:
    order = event("legal_status_changed", "2025-06-02", legal_status="C1")
    visits = [event("child_visited", on) for on in ("2025-06-06", "2025-07-01")]
    assert visits_at_home(order, *visits, event("review_held", "2025-06-20")) == [
        ("2025-06-02", "2025-06-09"),
        ("2025-06-06", "2025-06-13"),
        ("2025-07-01", "2025-07-29"),
    ]


def test_what_was_done_early_counts_although_it_is_done_again_later() -> None:
    early, again = [event("placement_plan_recorded", at) for at in ("2025-06-02", "2025-06-12")]
    placed = event("placement_started", "2025-06-04")
    assert clock([CARE, early, placed, again], "lac.placement_plan").completed_on == early.on


def with_caution(caution: Caution) -> Callable[[list[Event]], list[Reckoning]]:
    """The clocks of the first review, as its rule would be with a caution."""
    rulebook, calendars = rules_of("statutory")
    rule = rulebook.rule("lac.review.first").model_copy(update={"cautions": (caution,)})
    changed = replace(rulebook, rules={rule.id: rule})
    return lambda events: reckon_case(events, changed, calendars, evidence_of_returns())


@pytest.mark.parametrize(
    ("events", "warned"),
    [
        ([event("became_looked_after", "2025-06-02", legal_status="J1")], True),
        ([event("became_looked_after", "2025-06-02", legal_status="C2")], False),
        (
            [
                event("became_looked_after", "2025-06-02", legal_status="J1"),
                event("legal_status_changed", "2025-06-20", legal_status="V4"),
            ],
            True,
        ),
        (
            [
                CARE,
                event("legal_status_changed", "2025-06-10", legal_status="J1"),
                event("ceased_looked_after", "2025-06-20"),
            ],
            True,
        ),
    ],
    ids=["remanded", "not remanded", "remanded until short breaks", "remanded at the end"],
)
def test_a_caution_goes_by_what_was_last_said_in_the_time_in_care(
    events: list[Event], warned: bool
) -> None:
    remanded = Caution(standing={"legal_status": ("J1",)}, says="The child is remanded.")
    (found,) = with_caution(remanded)(events)
    assert bool(found.cautions) is warned


def test_a_caution_goes_by_the_period_of_its_kind_and_by_what_the_case_has_told() -> None:
    during = with_caution(Caution(during="adoption_placed", says="The child is placed."))
    told = with_caution(Caution(told="transfer_in_notified", says="The child came from elsewhere."))
    placed = event("placed_for_adoption", "2025-06-20")
    disrupted = event("adoption_placement_disrupted", "2025-06-25")
    moved = event("transfer_in_notified", "2025-06-20")
    assert [one.cautions for one in during([CARE, placed])] == [("The child is placed.",)]
    assert [one.cautions for one in during([CARE, placed, disrupted])] == [()]
    assert [one.cautions for one in told([CARE, moved])] == [("The child came from elsewhere.",)]
    assert [one.cautions for one in told([CARE, placed])] == [()]


def test_a_placement_for_adoption_does_not_show_that_it_was_authorised_before_the_record() -> None:
    events = [
        event("review_held", "2025-06-20"),
        event("placed_for_adoption", "2025-08-01"),
        event("adoption_placement_disrupted", "2025-10-01"),
    ]
    assert clocks([CARE, *events], "lac.adoption.review.authorised") == []


@pytest.mark.parametrize(
    ("found_at", "done_at", "is_done"),
    [
        ("2025-06-06T10:00:00+01:00", "2025-06-06", True),
        ("2025-06-06", "2025-06-06T09:00:00+01:00", True),
        ("2025-06-06T10:00:00+01:00", "2025-06-06T11:00:00+01:00", True),
        ("2025-06-06T10:00:00+01:00", "2025-06-06T09:00:00+01:00", False),
    ],
)
def test_what_is_done_on_the_first_day_is_done_unless_the_hours_say_otherwise(
    found_at: str, done_at: str, is_done: bool
) -> None:
    events = [event("found", found_at), event("return_interview_completed", done_at)]
    done = clock(events, "missing.return_interview").completed_on
    assert done == (day("2025-06-06") if is_done else None)
