"""Bank holidays that were announced after a duty had ended: its dates stay as they were."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from calendars.working_days import WorkingDayCalendar
from domain.case.events import Event
from domain.clocks.clock import Clock
from domain.clocks.schedule import reckon_case
from intake.catalogue import evidence_of_returns
from tests.unit.domain.cases import CARE, ENGLAND, day, event, rules_of

RECEIVED = event("complaint_received", "2025-03-03", procedure="statutory")


def as_of_a_day(
    holidays: Mapping[date, str], *, taken_on: str, before: WorkingDayCalendar | None
) -> WorkingDayCalendar:
    """The calendar of England with other bank holidays, as a snapshot of a day."""
    return WorkingDayCalendar(
        ENGLAND.id, ENGLAND.title, holidays, taken_on=day(taken_on), before=before
    )


def clocks_where_announced(
    announced: str, events: list[Event], rule: str, profile: str = "statutory"
) -> list[Clock]:
    """A rule's clocks where one more bank holiday was announced on 1 July 2025."""
    known_before = as_of_a_day(ENGLAND.announced, taken_on="2025-01-01", before=None)
    holidays = {**ENGLAND.announced, day(announced): "A day for the nation"}
    calendar = as_of_a_day(holidays, taken_on="2025-07-01", before=known_before)
    book, calendars = rules_of(profile)
    known = {**calendars, "england-and-wales": calendar}
    found = reckon_case(events, book, known, evidence_of_returns())
    return [one.clock for one in found if one.clock.rule == rule]


def ended_by(type_name: str, on: str) -> Event:
    given: dict[str, Any] = {"stage": "1"} if type_name == "complaint_responded" else {}
    return event(type_name, on, **given)


@pytest.mark.parametrize("ended", ["complaint_responded", "complaint_withdrawn"])
def test_whether_stage_1_ran_too_long_is_told_by_the_days_known_when_it_ended(ended: str) -> None:
    events = [RECEIVED, ended_by(ended, "2025-04-01")]
    offers = clocks_where_announced("2025-03-24", events, "complaint.statutory.stage1.offer_stage2")
    assert [one.started_on for one in offers] == [day("2025-04-01")]


@pytest.mark.parametrize("ended", ["complaint_responded", "complaint_withdrawn"])
def test_a_duty_that_has_ended_keeps_the_date_that_it_had(ended: str) -> None:
    rule = "complaint.statutory.stage1"
    [over] = clocks_where_announced("2025-03-10", [RECEIVED, ended_by(ended, "2025-03-14")], rule)
    [running] = clocks_where_announced("2025-03-10", [RECEIVED], rule)
    assert (over.due_on, running.due_on) == (day("2025-03-17"), day("2025-03-18"))


def test_a_duty_that_was_replaced_keeps_the_date_that_it_had() -> None:
    booked = [
        event("review_booked", on, meeting_at=meeting)
        for on, meeting in (("2025-06-04", "2025-06-20"), ("2025-06-10", "2025-06-27"))
    ]
    found = clocks_where_announced(
        "2025-06-19", [CARE, *booked], "lac.review.report", "leicestershire"
    )
    assert [one.due_on for one in found] == [day("2025-06-19"), day("2025-06-26")]
