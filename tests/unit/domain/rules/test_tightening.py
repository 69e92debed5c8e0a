"""A profile may tighten what statute allows, and never loosen it."""

from typing import Any

import pytest

from domain.rules.limits import Limit
from domain.rules.tightening import find_looser

LAW = [{"from": "2011-04-01", "working_days": 20}]
MEETING = {"attribute": "meeting_at"}
BEFORE = [{"from": "2011-04-01", "hours": 24, "before": MEETING}]
SOONER = [{"from": "2011-04-01", "working_days": 10, "no_later_than": ["lac.review.second"]}]
LONG_TERM = {"period_when": {"long_term": True}}
VISITS = [
    {"from": "2011-04-01", "months": 3, **LONG_TERM},
    {"from": "2011-04-01", "weeks": 6},
]
TWO_MONTHS = {"from": "2024-01-01", "months": 2, **LONG_TERM}
FOUR_MONTHS = {"from": "2024-01-01", "months": 4, **LONG_TERM}
LONGER = {"event": "extension_agreed", "working_days": 20}
TOO_LONG = LONGER | {"working_days": 30}
EXTENDED = [{"from": "2011-04-01", "working_days": 10, "extension": LONGER}]
TIGHTENED = [*LAW, {"from": "2020-01-01", "working_days": 10}]


def limits(*given: dict[str, Any]) -> tuple[Limit, ...]:
    """The limits, the latest first as the rulebook keeps them."""
    read = [Limit.model_validate(one) for one in given]
    return tuple(sorted(read, key=lambda limit: limit.since, reverse=True))


@pytest.mark.parametrize(
    ("law", "local"),
    [
        (LAW, [{"from": "2011-04-01", "working_days": 20}]),
        (LAW, [{"from": "2024-01-01", "working_days": 15}]),
        (LAW, [{"from": "2024-01-01", "working_days": 20, "beginning_on_start": True}]),
        (BEFORE, [{"from": "2024-01-01", "hours": 48, "before": MEETING}]),
        (EXTENDED, [{"from": "2024-01-01", "working_days": 10}]),
        (EXTENDED, [{"from": "2024-01-01", "working_days": 8, "extension": LONGER}]),
        (VISITS, [TWO_MONTHS, {"from": "2024-01-01", "weeks": 6}]),
        (VISITS, [TWO_MONTHS, {"from": "2024-01-01", "weeks": 4}]),
        (TIGHTENED, [{"from": "2020-01-01", "working_days": 10}]),
        (TIGHTENED, [{"from": "2015-01-01", "working_days": 10}]),
    ],
)
def test_what_gives_no_later_date_is_allowed(law: list[Any], local: list[Any]) -> None:
    assert find_looser(limits(*local), limits(*law)) is None


@pytest.mark.parametrize(
    ("law", "local"),
    [
        (LAW, [{"from": "2024-01-01", "working_days": 21}]),
        (LAW, [{"from": "2024-01-01", "calendar_days": 20}]),
        (LAW, [{"from": "2024-01-01", "working_days": 15, "when": {"legal_status": ["C2"]}}]),
        (LAW, [{"from": "2024-01-01", "working_days": 15, "after": MEETING}]),
        (LAW, [{"from": "2024-01-01", "working_days": 15, "extension": LONGER}]),
        (SOONER, [{"from": "2024-01-01", "working_days": 5}]),
        (BEFORE, [{"from": "2024-01-01", "hours": 12, "before": MEETING}]),
        (EXTENDED, [{"from": "2024-01-01", "working_days": 10, "extension": TOO_LONG}]),
        (VISITS, [{"from": "2024-01-01", "months": 3}]),
        (VISITS, [FOUR_MONTHS, {"from": "2024-01-01", "weeks": 6}]),
        # Tighter than the law of 2015, and no longer tighter from 2020 on.
        (TIGHTENED, [{"from": "2015-01-01", "working_days": 15}]),
    ],
)
def test_what_could_give_a_later_date_is_found(law: list[Any], local: list[Any]) -> None:
    assert find_looser(limits(*local), limits(*law)) is not None
