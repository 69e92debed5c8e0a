"""Limits that count from a date told later, or from the due date of another rule."""

from datetime import date

import pytest

from domain.case.events import Event
from tests.unit.domain.cases import CARE, clock, clocks, day, event

MIDWAY = "lac.review.midway"
HELD = event("review_held", "2025-06-19")
# Half way to the second review, three months after the first was due.
BY_THE_DUE_DATE = day("2025-08-04")


def booked(on: str, meeting_at: str) -> Event:
    return event("review_booked", on, meeting_at=meeting_at)


def midway(*events: Event) -> list[date]:
    found = clocks([CARE, HELD, *events], MIDWAY, "leicestershire")
    return [one.due_on for one in found]


def test_half_way_is_to_the_next_review_as_it_was_booked_last() -> None:
    assert midway() == [BY_THE_DUE_DATE]
    assert midway(booked("2025-06-23", "2025-09-18")) == [day("2025-08-03")]
    moved = booked("2025-07-01", "2025-09-25")
    assert midway(booked("2025-06-23", "2025-09-18"), moved) == [day("2025-08-07")]


def test_a_review_booked_after_the_next_one_is_another() -> None:
    events = [
        booked("2025-06-23", "2025-09-18"),
        event("review_held", "2025-09-18"),
        booked("2025-09-22", "2026-03-05"),
    ]
    assert midway(*events) == [day("2025-08-03"), day("2025-12-11")]


@pytest.mark.parametrize(
    "booking",
    [
        booked("2025-06-10", "2025-09-18"),
        booked("2025-06-23", "2025-06-19"),
    ],
    ids=["before the review", "for a day that is past"],
)
def test_a_booking_of_no_later_review_is_no_date_to_count_to(booking: Event) -> None:
    assert midway(booking) == [BY_THE_DUE_DATE]


@pytest.mark.parametrize(("came", "provisional"), [("2025-06-02", False), ("2028-12-18", True)])
def test_a_date_that_follows_a_provisional_one_is_provisional(came: str, provisional: bool) -> None:
    events = [event("became_looked_after", came), event("placement_started", came)]
    assert clock(events, "lac.review.first").provisional is provisional
    assert clock(events, "lac.pep.initial").provisional is provisional
