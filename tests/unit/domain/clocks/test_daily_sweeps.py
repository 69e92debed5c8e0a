"""The alerts that a sweep on every day would have raised."""

from domain.case.events import Event
from domain.clocks.daily_sweeps import daily_alerts
from intake.catalogue import evidence_of_returns
from tests.unit.domain.cases import CARE, day, event, rules_of

RULE = "lac.review.first"


def alerts(as_of: str, *events: Event) -> list[tuple[str, str]]:
    """The rungs of the first review, each with the day on which it was told."""
    raised = daily_alerts(
        [CARE, *events], *rules_of("statutory"), evidence_of_returns(), day(as_of)
    )
    return [(one.rung, str(one.on)) for one in raised if one.clock.rule == RULE]


def test_a_rung_is_told_on_its_day_and_not_before() -> None:
    assert alerts("2025-06-15") == []
    assert alerts("2025-06-16") == [("-10wd", "2025-06-16")]


def test_what_is_done_on_the_day_of_a_rung_is_not_told() -> None:
    assert alerts("2025-07-31", event("review_held", "2025-06-16")) == []
    assert alerts("2025-07-31", event("review_held", "2025-06-17")) == [("-10wd", "2025-06-16")]


def test_what_was_told_is_told_once_whatever_else_happens_afterwards() -> None:
    visits = [event("child_visited", f"2025-06-{number}") for number in (17, 18, 19, 24)]
    assert alerts("2025-06-25", *visits) == [("-10wd", "2025-06-16"), ("-5wd", "2025-06-23")]


def test_what_a_moved_meeting_put_off_is_told_again_when_it_comes() -> None:
    def booked(on: str, meeting_at: str) -> Event:
        return event("review_booked", on, meeting_at=meeting_at)

    raised = daily_alerts(
        [CARE, booked("2025-06-04", "2025-06-12"), booked("2025-06-11", "2025-06-20")],
        *rules_of("leicestershire"),
        evidence_of_returns(),
        day("2025-06-20"),
    )
    report = [(one.rung, str(one.on)) for one in raised if one.clock.rule == "lac.review.report"]
    assert [rung for rung, _ in report].count("-1wd") == 2
