"""What the measures see of a case, whatever the order in which it was told."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.case.corrections import standing
from domain.case.events import Event
from domain.measures.case_file import case_file_of, standing_in_order
from domain.measures.case_files import CaseFiles
from domain.measures.declared import EVERYTHING
from domain.measures.record import Record


def event(type_name: str, on: str, key: str, **said: Any) -> Event:
    return Event("t", key, "A", type_name, date.fromisoformat(on), attributes=said)


def record(*events: Event) -> Record:
    return CaseFiles({"A": case_file_of("A", events, [])}).seen_by(EVERYTHING)["A"]


def test_a_plan_that_starts_and_ends_on_one_day_has_ended() -> None:
    told = [
        event("child_protection_plan_started", "2025-06-02", "2"),
        event("child_protection_plan_ended", "2025-06-02", "1"),
    ]
    [plan] = record(*told).plans
    assert plan.ended_on == date(2025, 6, 2)


def test_a_plan_starts_on_the_day_recorded_for_it_and_not_with_its_conference() -> None:
    told = [
        event("initial_conference_held", "2025-06-02", "1", outcome="plan"),
        event("child_protection_plan_started", "2025-06-04", "2", number=2),
        event("child_protection_plan_started", "2025-06-05", "3"),
        event("review_conference_held", "2025-09-01", "4", outcome="no_plan"),
    ]
    for order in permutations(told):
        [plan] = record(*order).plans
        assert (plan.started_on, plan.ended_on) == (date(2025, 6, 4), date(2025, 9, 1))
        assert plan.number == 2


@pytest.mark.parametrize(
    ("told", "since"),
    [
        ([("became_looked_after", "2025-06-02", "C2")], "2025-06-02"),
        ([("became_looked_after", "2025-06-02", "V4")], None),
        (
            [
                ("became_looked_after", "2025-06-02", "V4"),
                ("legal_status_changed", "2025-07-01", "V2"),
            ],
            "2025-07-01",
        ),
        ([("legal_status_changed", "2025-07-01", "V2")], None),
        (
            [
                ("became_looked_after", "2025-06-02", "C2"),
                ("ceased_looked_after", "2025-07-01", None),
                ("legal_status_changed", "2025-07-02", "C1"),
            ],
            None,
        ),
        (
            [
                ("became_looked_after", "2025-06-02", "C2"),
                ("legal_status_changed", "2025-07-02", "C1"),
            ],
            "2025-06-02",
        ),
        # Left and came back on one day.
        (
            [
                ("became_looked_after", "2025-06-02", "C2"),
                ("ceased_looked_after", "2025-07-01", None),
                ("became_looked_after", "2025-07-01", "C2"),
            ],
            "2025-07-01",
        ),
        ([("became_looked_after", "2026-06-02", "C2")], None),
    ],
)
def test_a_child_is_looked_after_since_a_day(
    told: list[tuple[str, str, str | None]], since: str | None
) -> None:
    events = [
        event(name, on, str(9 - n), **({"legal_status": status} if status else {}))
        for n, (name, on, status) in enumerate(told)
    ]
    expected = None if since is None else date.fromisoformat(since)
    assert record(*events).in_care_since(date(2026, 3, 31)) == expected


AMENDS = some.one_of(some.none(), some.integers(0, 7).map(str))


@given(some.lists(some.tuples(AMENDS, some.booleans()), min_size=1, max_size=8))
def test_amendments_are_resolved_as_everywhere_else(drawn: list[tuple[str | None, bool]]) -> None:
    told = []
    for n, (amends, removes) in enumerate(drawn):
        day = date(2025, 1, 1 + n)
        corrects, voids = (None, amends) if removes else (amends, None)
        told.append(Event("t", str(n), "A", "child_visited", day, corrects=corrects, voids=voids))
    expected = sorted(standing(told), key=lambda one: (one.on, one.id))
    assert standing_in_order(told) == expected
