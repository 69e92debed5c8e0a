"""What a clock is on the day asked about."""

import pytest

from domain.clocks.clock import Clock, State
from domain.clocks.states import breached_on, state, was_late
from domain.rules.rungs import read_rung
from tests.unit.domain.cases import CARE, ENGLAND, clock, clocks, day, event, rules_of, utc

RULES, _ = rules_of("leicestershire")


def asked(about: Clock, as_of: str, now: str | None = None) -> State:
    ladder = RULES.rule(about.rule).ladder
    return state(about, ladder, ENGLAND, day(as_of), utc(now) if now else None)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-06-02", State.RUNNING),
        ("2025-06-15", State.RUNNING),
        ("2025-06-16", State.DUE_SOON),
        ("2025-06-29", State.DUE_SOON),
        ("2025-06-30", State.DUE_TODAY),
        ("2025-07-01", State.OVERDUE),
    ],
)
def test_an_open_clock_goes_from_running_to_overdue(as_of: str, expected: State) -> None:
    assert asked(clock([CARE]), as_of) is expected


@pytest.mark.parametrize(
    ("found", "last_second", "after_it"),
    [
        # Summer: the day ends at 23:00 UTC. Winter: at midnight UTC.
        ("2025-06-06", "2025-06-09T22:59:59Z", "2025-06-09T23:00:00Z"),
        ("2025-01-10", "2025-01-13T23:59:59Z", "2025-01-14T00:00:00Z"),
    ],
)
def test_due_today_is_not_overdue_on_either_side_of_midnight(
    found: str, last_second: str, after_it: str
) -> None:
    interview = clock([event("found", found)], "missing.return_interview")
    due = interview.due_on.isoformat()
    assert interview.due_at == utc(last_second)
    assert asked(interview, due, last_second) is State.DUE_TODAY
    assert asked(interview, due, after_it) is State.OVERDUE


@pytest.mark.parametrize(
    ("found", "due"),
    [
        ("2025-06-06T10:00:00+01:00", "2025-06-09T10:00:00+01:00"),
        ("2025-01-10T10:00:00+00:00", "2025-01-13T10:00:00+00:00"),
        ("2026-03-27T18:00:00+00:00", "2026-03-30T19:00:00+01:00"),
        ("2026-10-23T18:00:00+01:00", "2026-10-26T17:00:00+00:00"),
    ],
)
def test_an_hour_clock_is_overdue_from_the_second_after_its_hour(found: str, due: str) -> None:
    interview = clock([event("found", found)], "missing.return_interview")
    second_later = due[:17] + "01" + due[19:]
    assert asked(interview, due[:10], due) is State.DUE_TODAY
    assert asked(interview, due[:10], second_later) is State.OVERDUE
    # Without the hour, a whole day is asked about: it is due that day.
    assert asked(interview, due[:10]) is State.DUE_TODAY


def test_what_was_done_is_not_known_before_it_was_done() -> None:
    met = clock([CARE, event("review_held", "2025-06-20")])
    assert asked(met, "2025-06-19") is State.DUE_SOON
    assert asked(met, "2025-06-20") is State.MET


def test_what_ended_later_is_still_open_on_the_day_before() -> None:
    stopped = clock([CARE, event("ceased_looked_after", "2025-07-10")])
    assert asked(stopped, "2025-07-09") is State.OVERDUE
    assert asked(stopped, "2025-07-10") is State.STOPPED


def test_a_breach_is_permanent_however_the_duty_ended() -> None:
    first_late_day = day("2025-07-01")
    later = [
        event("review_held", "2025-07-10"),
        event("ceased_looked_after", "2025-07-10"),
    ]
    assert breached_on(clock([CARE]), day("2026-01-01")) == first_late_day
    for end in later:
        assert breached_on(clock([CARE, end]), day("2026-01-01")) == first_late_day


def test_there_is_no_breach_before_there_is_one() -> None:
    assert breached_on(clock([CARE]), day("2025-06-30")) is None
    held = event("review_held", "2025-06-30")
    assert breached_on(clock([CARE, held]), day("2026-01-01")) is None


def test_hours_that_ran_out_are_a_breach_from_the_second_after_unless_it_had_ended() -> None:
    found = event("found", "2025-06-06T10:00:00+01:00")
    interview = clock([found], "missing.return_interview")
    due, second_later = utc("2025-06-09T09:00:00Z"), utc("2025-06-09T09:00:01Z")
    today = day("2025-06-09")
    assert breached_on(interview, today, due) is None
    assert breached_on(interview, today, second_later) == today
    assert breached_on(interview, today) is None
    done = event("return_interview_completed", "2025-06-09T09:30:00+01:00")
    in_time = clock([found, done], "missing.return_interview")
    assert breached_on(in_time, today, second_later) is None


def test_a_warning_that_is_reached_on_the_first_day_makes_it_due_soon() -> None:
    # Five working days to do it, and a ladder that begins five before.
    held = event("review_held", "2025-06-03")
    decisions = clock([CARE, held], "lac.review.decisions", "leicestershire")
    ladder = {read_rung("-5wd"): ("iro",)}
    assert state(decisions, ladder, ENGLAND, decisions.started_on) is State.DUE_SOON
    assert state(decisions, {}, ENGLAND, decisions.started_on) is State.RUNNING


def test_what_was_asked_too_late_had_been_due_on_its_last_day() -> None:
    complaint = event("complaint_received", "2025-03-03", procedure="statutory")
    answer = event("complaint_responded", "2025-09-03", stage="2")
    asked_late = event("stage3_requested", "2025-10-03")
    window = clock([complaint, answer, asked_late], "complaint.statutory.stage3.request")
    assert asked(window, "2025-10-01") is State.DUE_TODAY
    assert asked(window, "2025-10-03") is State.STOPPED


@pytest.mark.parametrize("end", ["review_held", "ceased_looked_after"])
def test_what_ends_on_the_last_day_ends_in_time(end: str) -> None:
    on_the_last_day = clock([CARE, event(end, "2025-06-30")])
    assert breached_on(on_the_last_day, day("2026-01-01")) is None
    assert breached_on(clock([CARE, event(end, "2025-07-01")]), day("2026-01-01")) == (
        day("2025-07-01")
    )


def test_an_interview_late_on_the_last_day_is_a_breach_of_that_day() -> None:
    found = event("found", "2025-06-06T10:00:00+01:00")
    done = event("return_interview_completed", "2025-06-09T10:01:00+01:00")
    late = clock([found, done], "missing.return_interview")
    assert was_late(late)
    assert breached_on(late, day("2025-06-30")) == day("2025-06-09")


def test_an_interview_whose_hour_nobody_wrote_down_is_in_time_on_the_last_day() -> None:
    found = event("found", "2025-06-06T10:00:00+01:00")
    done = event("return_interview_completed", "2025-06-09")
    assert not was_late(clock([found, done], "missing.return_interview"))


def test_somebody_else_s_time_closes_and_is_never_overdue() -> None:
    complaint = event("complaint_received", "2025-03-03", procedure="statutory")
    answer = event("complaint_responded", "2025-09-03", stage="2")
    window = clock([complaint, answer], "complaint.statutory.stage3.request")
    assert asked(window, "2025-10-01") is State.DUE_TODAY
    assert asked(window, "2025-10-02") is State.STOPPED
    assert breached_on(window, day("2026-01-01")) is None


def test_a_clock_whose_meeting_moved_is_superseded_from_that_day() -> None:
    one = event("review_booked", "2025-06-04", meeting_at="2025-06-19")
    other = event("review_booked", "2025-06-10", meeting_at="2025-06-26")
    first, second = clocks([CARE, one, other], "lac.review.report", "leicestershire")
    assert asked(first, "2025-06-09") is State.RUNNING
    assert asked(first, "2025-06-10") is State.SUPERSEDED
    assert (first.lineage, second.lineage) == (first.clock, first.clock)
