"""Clocks in the words of a table."""

from typing import Any

import pytest

from cli.words import cautions, day_and_time, left
from domain.references import short_id


def view(**fields: Any) -> dict[str, Any]:
    whole = {"due_on": "2025-01-22", "due_at": None, "days_left": 5, "state": "running"}
    return whole | {"provisional": False, "confidence": "read", "doubt": None} | fields


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (5, "running", "5 days"),
        (1, "due_soon", "1 day"),
        (0, "due_today", "today"),
        (0, "overdue", "late today"),
        (-1, "overdue", "1 day late"),
        (-12, "overdue", "12 days late"),
        (None, "met", ""),
    ],
)
def test_how_long_is_left(days: int | None, state: str, words: str) -> None:
    assert left(view(days_left=days, state=state)) == words


def test_a_due_date_is_written_out_and_an_hour_is_london_s() -> None:
    assert day_and_time(view()) == "22 Jan 2025"
    assert day_and_time(view(due_at="2025-07-01T13:30:00+00:00")) == " 1 Jul 2025 14:30"


def test_a_date_that_may_move_and_a_rule_nobody_checked_are_marked() -> None:
    assert cautions(view()) == ""
    assert cautions(view(provisional=True, confidence="unverified")) == "provisional, unverified"


def test_what_is_in_doubt_is_said_in_words() -> None:
    why = "The table reviews could not be read on 12 June 2025; this may have been done."
    doubt = {"table": "reviews", "since": "2025-06-12", "why": why}
    assert cautions(view(doubt=doubt, provisional=True)) == f"provisional, {why}"


def test_an_id_is_shortened_to_its_beginning() -> None:
    assert short_id("3f2a90c1-0000-4000-8000-000000000000") == "3f2a90c1"
