"""19 September 2022 and 8 May 2023, lived through again.

The first was announced on 10 September 2022, nine days ahead; the second on 6 November 2022.
"""

from datetime import date
from pathlib import Path

import pytest

from domain.clocks.clock import Clock
from domain.clocks.moves import ClockMove
from domain.days import end_of_day
from domain.errors import ProblemError
from engine.calendar_rerun import CalendarRerun, rerun_calendar
from engine.explaining import explain_clock
from engine.queries import ClockQuestion, clocks
from engine.recalculate import Cause, recalculate
from engine.rerun import rerun
from engine.status import status
from engine.workspace import CALENDAR_SETTING, Workspace, open_workspace
from store.filters import ClockFilter
from tests.support.feeds import feed_content, keep_snapshot
from tests.support.workspaces import at, everything, fact, rungs, sweep_days, tell

FUNERAL, CORONATION = "2022-09-19", "2023-05-08"
FIRST = ClockFilter(rules=["lac.review.first"])
CONFERENCE = ClockFilter(rules=["cp.conference.initial"])


@pytest.fixture
def snapshots(workspace: Workspace) -> Path:
    """What the feed said before the one announcement, after it, and after the other."""
    folder = workspace.settings.calendars_folder
    keep_snapshot(folder, "2022-08-01", feed_content(2017, 2024, without=(FUNERAL, CORONATION)))
    keep_snapshot(folder, "2022-09-10", feed_content(2017, 2024, without=(CORONATION,)))
    keep_snapshot(folder, "2022-11-06", feed_content(2017, 2024))
    return folder


@pytest.fixture
def august(workspace: Workspace, snapshots: Path) -> Workspace:
    """The engine as it was set up in August 2022."""
    assert snapshots.is_dir()
    with workspace.database.unit_of_work() as work:
        work.settings.set(CALENDAR_SETTING, "2022-08-01")
    return open_workspace(workspace.settings)


def found(workspace: Workspace, filter: ClockFilter) -> dict[str, Clock]:
    """The clocks of the store, by case."""
    with workspace.database.reading() as work:
        return {clock.case: clock for clock in work.clocks.search(filter)}


def moves(workspace: Workspace, clock: Clock) -> list[ClockMove]:
    with workspace.database.reading() as work:
        return work.moves.of_clocks([clock.clock])[clock.clock]


def dates(result: CalendarRerun, rule: str) -> list[tuple[date, date, str]]:
    """From, to and why of each clock of a rule that moves."""
    return sorted(
        (one.before.due_on, one.after.due_on, result.why[one.clock.clock])
        for one in result.recalculation.changes
        if one.clock.rule == rule and one.before and one.after
    )


@pytest.fixture
def september(august: Workspace) -> Workspace:
    """Three children: a review still to come, one held before the news, one held after it."""
    told_at = at("2022-09-01 09:00")
    tell(august, fact("1", "became_looked_after", "2022-08-30"), now=told_at)
    tell(august, fact("2", "became_looked_after", "2022-08-24"), now=told_at)
    tell(august, fact("3", "became_looked_after", "2022-08-22"), now=told_at)
    tell(august, fact("2", "review_held", "2022-09-08", part="whole"), now=at("2022-09-08 18:00"))
    tell(august, fact("3", "review_held", "2022-09-21", part="whole"), now=at("2022-09-21 18:00"))
    return august


def cases(workspace: Workspace) -> tuple[str, str, str]:
    with workspace.database.reading() as work:
        one, two, three = (work.cases.find(subject)[0] for subject in "123")
    return one, two, three


NOW = at("2022-09-22 10:00")
SENTENCE = "19 September 2022 became a bank holiday"


def test_before_anybody_applies_it_every_date_rests_on_the_old_calendar(
    september: Workspace,
) -> None:
    open_one, done_before, done_after = cases(september)
    by_case = found(september, FIRST)
    assert by_case[open_one].due_on == date(2022, 9, 27)
    assert by_case[done_before].due_on == date(2022, 9, 22)
    assert by_case[done_after].due_on == date(2022, 9, 20)
    tell(september, fact("4", "became_looked_after", "2022-09-12"), now=at("2022-09-12 18:00"))
    with september.database.reading() as work:
        (fourth,) = work.cases.find("4")
    assert found(september, FIRST)[fourth].due_on == date(2022, 10, 10)


def test_the_preview_lists_what_moves_and_why_and_writes_nothing(september: Workspace) -> None:
    before = everything(september)
    preview = rerun_calendar(september, now=at("2022-09-12 10:00"))
    assert (preview.applied, preview.waiting, preview.sweep) == (False, True, None)
    assert (preview.in_force, preview.taken_on) == (date(2022, 8, 1), date(2022, 9, 10))
    assert (date(2022, 9, 27), date(2022, 9, 28), SENTENCE) in dates(preview, "lac.review.first")
    assert all(
        preview.why[change.clock.clock].startswith(SENTENCE)
        for change in preview.recalculation.changes
    )
    assert everything(september) == before


def test_before_the_announcement_there_is_nothing_to_preview(september: Workspace) -> None:
    preview = rerun_calendar(september, now=at("2022-09-09 10:00"))
    assert not preview.waiting
    assert preview.recalculation.changes == []


def test_applying_it_moves_open_clocks_and_records_the_cause(september: Workspace) -> None:
    done = rerun_calendar(september, now=NOW, apply=True, reason="Proclamation")
    assert done.sweep is not None
    again = open_workspace(september.settings)
    assert again.calendar_taken_on == date(2022, 9, 10)
    open_one, _, _ = cases(again)
    clock = found(again, FIRST)[open_one]
    assert clock.due_on == date(2022, 9, 28)
    (move,) = moves(again, clock)
    assert (move.from_due_on, move.to_due_on) == (date(2022, 9, 27), date(2022, 9, 28))
    assert (move.because, move.reason) == ("bank_holiday_added", "Proclamation")
    assert rerun_calendar(again, now=NOW).recalculation.changes == []


def test_what_was_known_then_is_counted_by_the_bank_holidays_in_force_then(
    september: Workspace,
) -> None:
    first, _, _ = cases(september)

    def due_on(known_on: str | None) -> tuple[str, str]:
        """The open review's date by what was known on a day, in the list and explained."""
        known_at = end_of_day(date.fromisoformat(known_on)) if known_on else None
        chosen = ClockFilter(rules=["lac.review.first"], cases=[first])
        (view,) = clocks(
            september, ClockQuestion(date(2022, 9, 2), known_at=known_at, filter=chosen)
        )
        why = explain_clock(september, view["clock"], date(2022, 9, 2), known_at)
        return view["due_on"], why.bank_holidays_of.isoformat()

    assert due_on(None) == due_on("2022-09-21") == ("2022-09-27", "2022-08-01")
    rerun_calendar(september, now=NOW, apply=True, reason="Proclamation")
    september = open_workspace(september.settings)
    assert due_on(None) == due_on("2022-09-22") == ("2022-09-28", "2022-09-10")
    assert due_on("2022-09-21") == ("2022-09-27", "2022-08-01")


def test_what_was_done_before_the_announcement_keeps_its_calendar_for_good(
    september: Workspace,
) -> None:
    _, done_before, _ = cases(september)
    before = found(september, FIRST)[done_before]
    rerun_calendar(september, now=NOW, apply=True, reason="Proclamation")
    again = open_workspace(september.settings)
    assert found(again, FIRST)[done_before] == before
    # Neither news of the case nor a rerun of everything counts it anew.
    tell(again, fact("2", "child_visited", "2022-09-21"), now=NOW)
    rerun(again, "review-schedule", now=NOW, apply=True, reason="Checked")
    recalculate(again, None, now=NOW, cause=Cause(because="rebuilt"))
    kept = found(again, FIRST)[done_before]
    assert (kept, moves(again, kept)) == (before, [])
    explained = explain_clock(again, kept.clock, date(2022, 9, 30)).as_text()
    assert "22 September 2022" in explained
    assert "State Funeral" not in explained


def test_a_review_in_time_by_the_new_bank_holiday_is_not_late_because_it_was_applied_later(
    september: Workspace,
) -> None:
    _, _, done_after = cases(september)

    def state(workspace: Workspace) -> str:
        question = ClockQuestion(as_of=date(2022, 9, 22), filter=FIRST)
        (view,) = [one for one in clocks(workspace, question) if one["case_ref"] == done_after]
        return str(view["state"])

    assert state(september) == "met_late"
    rerun_calendar(september, now=NOW, apply=True, reason="Proclamation")
    assert state(open_workspace(september.settings)) == "met"


def test_applying_it_without_a_reason_is_refused_and_writes_nothing(september: Workspace) -> None:
    before = everything(september)
    with pytest.raises(ProblemError) as refused:
        rerun_calendar(september, now=NOW, apply=True)
    assert refused.value.code == "reason_missing"
    assert everything(september) == before


def test_one_that_was_killed_half_way_is_finished_by_doing_it_again(september: Workspace) -> None:
    with september.database.unit_of_work() as work:
        work.settings.set(CALENDAR_SETTING, "2022-09-10")
    halfway = open_workspace(september.settings)
    done = rerun_calendar(halfway, now=NOW, apply=True, reason="Proclamation")
    assert (date(2022, 9, 27), date(2022, 9, 28), SENTENCE) in dates(done, "lac.review.first")


def test_8_may_2023_moves_a_conference_of_that_spring(august: Workspace) -> None:
    now = at("2023-04-24 10:00")
    tell(
        august,
        fact("1", "strategy_discussion_held", "2023-04-20", section_47_initiated=True),
        now=at("2023-04-20 18:00"),
    )
    (clock,) = found(august, CONFERENCE).values()
    assert clock.due_on == date(2023, 5, 12)
    preview = rerun_calendar(august, now=now)
    assert dates(preview, "cp.conference.initial") == [
        (date(2023, 5, 12), date(2023, 5, 15), "8 May 2023 became a bank holiday")
    ]
    rerun_calendar(august, now=now, apply=True, reason="Coronation")
    again = open_workspace(august.settings)
    assert again.calendar_taken_on == date(2022, 11, 6)
    (clock,) = found(again, CONFERENCE).values()
    assert clock.due_on == date(2023, 5, 15)
    assert [move.because for move in moves(again, clock)] == ["bank_holiday_added"]


def test_each_end_keeps_the_calendar_of_its_own_time(august: Workspace) -> None:
    tell(
        august,
        fact("1", "became_looked_after", "2022-08-30"),
        fact("1", "review_held", "2022-09-07", part="whole"),
        fact("2", "became_looked_after", "2022-08-30"),
        fact("2", "review_held", "2022-10-03", part="whole"),
        now=at("2022-10-04 09:00"),
    )
    rerun_calendar(august, now=at("2022-11-07 09:00"), apply=True, reason="Both")
    again = open_workspace(august.settings)
    with again.database.reading() as work:
        (one,), (two,) = work.cases.find("1"), work.cases.find("2")
    by_case = found(again, FIRST)
    assert by_case[one].due_on == date(2022, 9, 27)
    assert by_case[two].due_on == date(2022, 9, 28)


def test_an_alert_comes_a_day_earlier_where_only_its_rung_is_counted_in_working_days(
    august: Workspace,
) -> None:
    now = at("2022-11-10 18:00")
    tell(
        august,
        fact("1", "became_looked_after", "2022-03-01"),
        fact("1", "review_held", "2022-03-20", part="whole"),
        fact("1", "review_held", "2022-06-10", part="whole"),
        fact("1", "review_held", "2022-11-10", part="whole"),
        now=now,
    )
    rule = "lac.review.subsequent"
    (clock,) = [one for one in open_clocks(august) if one.rule == rule]
    assert clock.due_on == date(2023, 5, 10)
    rerun_calendar(august, now=now, apply=True, reason="Coronation")
    again = open_workspace(august.settings)
    assert [one.due_on for one in open_clocks(again) if one.rule == rule] == [clock.due_on]
    sweep_days(again, "2023-04-21")
    assert ("-10wd", 0) not in rungs(again, rule)
    sweep_days(again, "2023-04-24")
    assert "-10wd" in {rung for rung, _ in rungs(again, rule)}


def open_clocks(workspace: Workspace) -> list[Clock]:
    with workspace.database.reading() as work:
        return work.clocks.search(ClockFilter(open_only=True))


def test_the_status_tells_of_the_announcement_from_the_day_it_was_fetched(
    august: Workspace,
) -> None:
    def waits(now: str) -> bool:
        checks = {one.name: one for one in status(august, at(now)).checks}
        return not checks["bank holidays"].well

    assert not waits("2022-09-09 12:00")
    assert waits("2022-09-10 12:00")


def test_a_date_past_the_last_bank_holiday_of_its_snapshot_is_provisional(
    august: Workspace,
) -> None:
    tell(august, fact("1", "became_looked_after", "2024-12-20"), now=at("2024-12-20 18:00"))
    (clock,) = found(august, FIRST).values()
    assert clock.provisional


def test_a_late_answer_stays_late_when_its_bank_holiday_was_fetched_only_afterwards(
    workspace: Workspace,
) -> None:
    folder = workspace.settings.calendars_folder
    keep_snapshot(folder, "2022-08-01", feed_content(2017, 2024, without=(FUNERAL, CORONATION)))
    keep_snapshot(folder, "2022-09-25", feed_content(2017, 2024, without=(CORONATION,)))
    late = workspace.counting_by(date(2022, 8, 1))
    tell(
        late,
        fact("1", "complaint_received", "2022-08-22", procedure="statutory"),
        fact("1", "complaint_responded", "2022-09-21", stage="1"),
        now=at("2022-09-21 18:00"),
    )
    stage_1 = ClockFilter(families=["complaint.statutory.stage1"])
    with late.database.reading() as work:
        before = work.clocks.search(stage_1)
    assert "complaint.statutory.stage1.offer_stage2" in {clock.rule for clock in before}
    now = at("2022-09-26 09:00")
    rerun_calendar(late, now=now, apply=True, reason="Proclamation")
    again = open_workspace(late.settings)
    recalculate(again, None, now=now, cause=Cause(because="rebuilt"))
    with again.database.reading() as work:
        assert work.clocks.search(stage_1) == before


def test_a_bank_holiday_that_is_taken_back_is_not_called_added(august: Workspace) -> None:
    folder, taken_back = august.settings.calendars_folder, "2022-12-27"
    keep_snapshot(folder, "2022-12-06", feed_content(2017, 2024, without=(taken_back,)))
    december = replace_snapshot_in_force(august, date(2022, 11, 6))
    tell(december, fact("1", "became_looked_after", "2022-12-05"), now=at("2022-12-05 18:00"))
    (clock,) = found(december, FIRST).values()
    assert clock.due_on == date(2023, 1, 5)
    done = rerun_calendar(december, now=at("2022-12-06 09:00"), apply=True, reason="Taken back")
    assert dates(done, "lac.review.first") == [
        (date(2023, 1, 5), date(2023, 1, 4), "27 December 2022 is no longer a bank holiday")
    ]
    (clock,) = found(december, FIRST).values()
    assert [move.because for move in moves(december, clock)] == ["bank_holidays_changed"]


def replace_snapshot_in_force(workspace: Workspace, taken_on: date) -> Workspace:
    with workspace.database.unit_of_work() as work:
        work.settings.set(CALENDAR_SETTING, taken_on.isoformat())
    return open_workspace(workspace.settings)
