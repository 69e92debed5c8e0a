"""Where a special visiting rule covers a placement, the ordinary one does not run beside it."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.case.events import Event
from domain.clocks.clock import Clock
from tests.unit.domain.cases import clocks, event

BEGIN = date(2024, 6, 3)
KINDS: list[dict[str, Any]] = [
    {},
    {"with_parents": True},
    {"with_parents": True, "before_assessment": True},
    {"with_parents": True, "before_assessment": False},
    {"temporary_approval": True},
    {"long_term": True},
]
VISITS = "lac.visit.", "lac.adoption.visit"


def on(number: int) -> str:
    return (BEGIN + timedelta(days=number)).isoformat()


@st.composite
def lives_in_care(draw: st.DrawFn) -> list[Event]:
    """Placements of every kind, changes of status, visits and reviews of one child."""
    status = draw(st.sampled_from(["C1", "C2", "V2", "D1"]))
    events = [event("became_looked_after", on(0), legal_status=status)]
    for number, day in enumerate(draw(st.lists(st.integers(0, 300), min_size=1, max_size=3))):
        kind = draw(st.sampled_from(KINDS))
        events.append(event("placement_started", on(day), f"placed-{number}", **kind))
        if draw(st.booleans()) and not kind:
            events.append(event("placed_for_adoption", on(day), f"adoption-{number}"))
    for number, day in enumerate(draw(st.lists(st.integers(0, 400), max_size=8))):
        events.append(event("child_visited", on(day), f"visit-{number}"))
    for number, day in enumerate(draw(st.lists(st.integers(1, 400), max_size=3))):
        new = draw(st.sampled_from(["C1", "C2", "D1"]))
        events.append(event("legal_status_changed", on(day), f"status-{number}", legal_status=new))
    for number, day in enumerate(draw(st.lists(st.integers(1, 400), max_size=3))):
        events.append(event("review_held", on(day), f"review-{number}"))
    for number, day in enumerate(draw(st.lists(st.integers(1, 400), max_size=1))):
        events.append(event("foster_carer_approved", on(day), f"approved-{number}"))
    return events


@given(lives_in_care())
def test_no_two_clocks_wait_for_one_visit(events: list[Event]) -> None:
    visits = [clock for clock in clocks(events) if clock.rule.startswith(VISITS)]
    together = [
        (one.rule, other.rule, day.isoformat())
        for day in (BEGIN + timedelta(days=number) for number in range(0, 460, 3))
        for index, one in enumerate(visits)
        for other in visits[index + 1 :]
        if waits_on(one, day) and waits_on(other, day)
    ]
    assert together == []


def waits_on(clock: Clock, day: date) -> bool:
    """Whether it waits for its visit at the end of a day."""
    ends = (clock.completed_on, clock.stopped_on, clock.superseded_on)
    return clock.started_on <= day < min((end for end in ends if end), default=date.max)
