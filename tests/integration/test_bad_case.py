"""One case that cannot be worked out is set aside and reported; all the others go on."""

from datetime import date

import pytest

from domain.case.events import Event
from domain.clocks.clock import Clock
from engine.queries import ClockQuestion, clocks
from engine.recalculate import Cause, recalculate
from engine.sweep import sweep
from engine.workspace import Workspace
from intake.reading import ReadEvent, Reading, Row
from store.filters import AlertFilter, ClockFilter
from store.records import QuarantinedRow
from tests.support.workspaces import at, fact, ledger, load_reading, rungs, tell

FIRST_REVIEW = "lac.review.first"
CAUSE = Cause("rerun", "a test", "run-1")
TOLD_AT = at("2026-03-02 18:00")


def first_reviews(workspace: Workspace) -> list[Clock]:
    with workspace.database.reading() as work:
        return work.clocks.search(ClockFilter(rules=[FIRST_REVIEW]))


def unscheduled(case: str, type_name: str, on: date, **attributes: object) -> Event:
    """A fact dated where the calendars end, which no reader lets through."""
    return Event("mosaic", f"odd-{case}", case, type_name, on, attributes=attributes)


ODD = [
    # Twenty working days on, the calendars have ended.
    unscheduled("odd", "became_looked_after", date(2075, 12, 20)),
    # The due date is still inside the calendars, the rungs after it are not.
    unscheduled("odd", "strategy_discussion_held", date(2075, 12, 4)),
]


@pytest.mark.parametrize("odd", ODD, ids=["no due date", "no rung"])
def test_one_case_that_cannot_be_worked_out_stops_none_of_the_others(
    workspace: Workspace, odd: Event
) -> None:
    good = [fact(str(n), "became_looked_after", "2026-03-02") for n in range(200)]
    tell(workspace, *good, now=TOLD_AT)
    with workspace.database.reading() as work:
        expected = work.clocks.count()
    reading = Reading(rows=[Row("events", "feed", 1)], events=[ReadEvent(odd, "events", 1, 0)])
    loaded = load_reading(workspace, reading, now=TOLD_AT)
    (failure,) = loaded.recalculated.failed
    with workspace.database.reading() as work:
        (row,) = work.quarantine.all()
    assert (row.code, row.event_id) == ("case_not_scheduled", failure.case)
    everybody = recalculate(workspace, None, now=TOLD_AT, cause=CAUSE)
    assert everybody.cases == 201
    assert [one.case for one in everybody.failed] == [failure.case]
    assert sweep(workspace, now=at("2026-03-16 09:00")).raised > 200
    assert len({one.case for one in ledger(workspace)}) == 200
    found = clocks(workspace, ClockQuestion(date(2026, 3, 16)))
    assert len(found) == expected
    assert failure.case not in {view["case_ref"] for view in found}


def test_a_case_that_can_no_longer_be_worked_out_keeps_its_old_clocks(
    workspace: Workspace,
) -> None:
    tell(workspace, fact("odd", "became_looked_after", "2026-03-02"), now=TOLD_AT)
    (before,) = first_reviews(workspace)
    event = unscheduled("odd", "review_booked", date(2026, 3, 3), meeting_at=date(2099, 1, 1))
    reading = Reading(rows=[Row("events", "feed", 1)], events=[ReadEvent(event, "events", 1, 0)])
    loaded = load_reading(workspace, reading, now=TOLD_AT)
    (failure,) = loaded.recalculated.failed
    assert (failure.case, failure.code) == (before.case, "CalendarError")
    assert first_reviews(workspace) == [before]
    sweep(workspace, now=at("2026-03-16 09:00"))
    assert rungs(workspace, FIRST_REVIEW) == [("-10wd", 0)]
    with workspace.database.reading() as work:
        assert len(work.alerts.search(AlertFilter(cases=[before.case]))) > 0


def test_a_case_is_set_aside_once_however_often_it_cannot_be_worked_out(small: Workspace) -> None:
    for day in ("2026-03-02", "2026-03-03"):
        odd = unscheduled("odd", "became_looked_after", date(2075, 12, 20))
        reading = Reading(rows=[Row("events", "feed", 1)], events=[ReadEvent(odd, "events", 1, 0)])
        load_reading(small, reading, now=at(f"{day} 18:00"))
        again = recalculate(small, None, now=at(f"{day} 19:00"), cause=CAUSE)
        assert len(again.failed) == 1
    with small.database.reading() as work:
        (row,) = work.quarantine.all()
        (first, _) = work.imports.all()
    assert row == QuarantinedRow(
        batch=first.batch,
        source=None,
        event_id=again.failed[0].case,
        code="case_not_scheduled",
        message=f"The clocks of this case could not be worked out ({again.failed[0].code}).",
        remedy="Look for an impossible date among its events and send a correction of it.",
        recorded_at=at("2026-03-02 18:00"),
    )
