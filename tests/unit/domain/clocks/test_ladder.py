"""Who is told, and when."""

from datetime import UTC, timedelta

import pytest

from domain.case.events import Event
from domain.clocks.ladder import (
    climbed,
    due_for_alert,
    ended_at,
    next_rung_at,
    reached_at,
    to_tell,
)
from domain.rules.rungs import Rung, read_rung
from tests.unit.domain.cases import CARE, ENGLAND, clock, event, rules_of, utc

RULES, _ = rules_of("statutory")
LADDER = RULES.rule("lac.review.first").ladder
HOURS = RULES.rule("missing.return_interview").ladder
REVIEW = clock([CARE])
FOUND = clock([event("found", "2026-03-27T18:00:00+00:00")], "missing.return_interview")


def told(*events_after: Event, now: str) -> list[str]:
    known = clock([CARE, *events_after])
    return [str(rung) for _, rung in due_for_alert(known, LADDER, ENGLAND, utc(now))]


@pytest.mark.parametrize("text", ["-10wd", "-2wd", "0", "+1wd", "+5wd", "-24h", "+4h"])
def test_a_rung_is_written_as_it_is_read(text: str) -> None:
    assert str(read_rung(text)) == text


@pytest.mark.parametrize("text", ["", "10wd", "-10", "-10d", "+1 week", "--1wd", "-1.5h", "00"])
def test_anything_else_is_not_a_rung(text: str) -> None:
    with pytest.raises(ValueError, match="is not a rung"):
        read_rung(text)


@pytest.mark.parametrize("text", ["0", "+0wd", "-0h"])
def test_nought_is_the_due_date_in_any_unit(text: str) -> None:
    assert read_rung(text) == Rung(0, "")


def test_a_rung_of_working_days_begins_with_its_day_in_london() -> None:
    # Summer time: midnight in London is eleven in the evening UTC.
    assert reached_at(REVIEW, read_rung("-10wd"), ENGLAND) == utc("2025-06-15T23:00:00Z")
    assert reached_at(REVIEW, read_rung("0"), ENGLAND) == utc("2025-06-29T23:00:00Z")
    assert reached_at(REVIEW, read_rung("0"), ENGLAND).tzinfo is UTC


def test_a_rung_of_hours_is_reached_to_the_hour() -> None:
    # 72 hours from Friday at six in winter time are Monday at seven in summer time.
    assert reached_at(FOUND, read_rung("0"), ENGLAND) == utc("2026-03-30T18:00:00Z")
    assert reached_at(FOUND, read_rung("-24h"), ENGLAND) == utc("2026-03-29T18:00:00Z")
    assert reached_at(FOUND, read_rung("+4h"), ENGLAND) == utc("2026-03-30T22:00:00Z")


def test_a_rung_of_hours_on_a_clock_of_days_counts_from_the_start_of_the_due_day() -> None:
    assert reached_at(REVIEW, read_rung("-24h"), ENGLAND) == utc("2025-06-28T23:00:00Z")


def test_a_warning_from_before_the_clock_started_is_not_raised() -> None:
    # Five working days to do it, and a ladder that would begin ten before.
    short = clock([CARE, event("review_held", "2025-06-03")], "lac.review.decisions")
    rungs = [read_rung(text) for text in ("-10wd", "-5wd", "-2wd", "0")]
    assert [str(rung) for _, rung in climbed(short, rungs, ENGLAND)] == ["-5wd", "-2wd", "0"]


def test_of_rungs_reached_together_the_one_further_from_the_due_date_comes_first() -> None:
    # Due on a Tuesday: 24 hours and one working day before it are both the start of Monday.
    tuesday = clock([event("became_looked_after", "2025-06-03")])
    for texts in (["-1wd", "-24h"], ["-24h", "-1wd"]):
        steps = climbed(tuesday, [read_rung(text) for text in texts], ENGLAND)
        assert {instant for instant, _ in steps} == {utc("2025-06-29T23:00:00Z")}
        assert [str(rung) for _, rung in steps] == ["-24h", "-1wd"]


def test_a_breach_is_told_of_even_where_the_clock_started_after_it() -> None:
    booked = event("review_booked", "2025-06-25", meeting_at="2025-06-25T10:00:00+01:00")
    late = clock([CARE, booked], "lac.review.report", "leicestershire")
    rungs = [read_rung(text) for text in ("-24h", "0")]
    assert [str(rung) for _, rung in climbed(late, rungs, ENGLAND)] == ["0"]


def test_rungs_are_raised_as_their_days_begin() -> None:
    assert told(now="2025-06-15T22:59:59Z") == []
    assert told(now="2025-06-15T23:00:00Z") == ["-10wd"]
    assert told(now="2025-07-31T12:00:00Z") == ["-10wd", "-5wd", "-2wd", "0", "+1wd", "+5wd"]


def test_a_clock_that_is_met_raises_nothing_more() -> None:
    held = event("review_held", "2025-06-24")
    assert told(held, now="2025-12-31T12:00:00Z") == ["-10wd", "-5wd"]


def test_what_is_done_in_the_morning_is_not_warned_of_that_day() -> None:
    held = event("review_held", "2025-06-23")
    assert told(held, now="2025-12-31T12:00:00Z") == ["-10wd"]


def test_what_is_done_at_a_known_time_was_warned_of_before_it() -> None:
    found = event("found", "2026-03-27T18:00:00+00:00")
    done = event("return_interview_completed", "2026-03-30T18:30:00+00:00")
    late = clock([found, done], "missing.return_interview")
    raised = due_for_alert(late, HOURS, ENGLAND, utc("2026-12-31T12:00:00Z"))
    assert [str(rung) for _, rung in raised] == ["-24h", "-4h", "0"]


def test_a_clock_that_stopped_raises_nothing_more() -> None:
    left = event("ceased_looked_after", "2025-06-20")
    assert told(left, now="2025-12-31T12:00:00Z") == ["-10wd"]


NOON = utc("2025-06-10T12:00:00Z")


@pytest.mark.parametrize(
    ("already_told", "next_at"),
    [
        (set(), "2025-06-15T23:00:00Z"),
        ({"-10wd"}, "2025-06-22T23:00:00Z"),
        ({"-5wd"}, "2025-06-15T23:00:00Z"),
    ],
)
def test_the_sweep_next_looks_at_the_first_rung_that_nobody_was_told_of(
    already_told: set[str], next_at: str
) -> None:
    assert next_rung_at(REVIEW, LADDER, ENGLAND, already_told, NOON) == utc(next_at)


def test_a_clock_of_which_everything_was_told_is_not_looked_at_again() -> None:
    everything = {str(rung) for rung in LADDER}
    assert next_rung_at(REVIEW, LADDER, ENGLAND, everything, NOON) is None


def test_the_sweep_never_looks_again_at_a_clock_that_has_ended() -> None:
    met = clock([CARE, event("review_held", "2025-06-03")])
    assert next_rung_at(met, LADDER, ENGLAND, set(), NOON) is None
    assert to_tell(met, LADDER, ENGLAND, set(), utc("2025-12-31T12:00:00Z")) == []


def test_a_clock_has_ended_from_the_very_instant_of_its_end() -> None:
    held = clock([CARE, event("review_held", "2025-06-23")])
    end = utc("2025-06-22T23:00:00Z")
    assert ended_at(held) == end
    # The rung of that day begins with the same instant, and is not part of the ladder any more.
    assert next_rung_at(held, LADDER, ENGLAND, {"-10wd"}, NOON) is None
    assert next_rung_at(held, LADDER, ENGLAND, set(), end) is None
    assert to_tell(held, LADDER, ENGLAND, set(), end) == []
    before = end - timedelta(seconds=1)
    assert [str(rung) for _, rung in to_tell(held, LADDER, ENGLAND, set(), before)] == ["-10wd"]


def test_after_a_long_silence_every_rung_that_was_reached_is_told() -> None:
    found = to_tell(REVIEW, LADDER, ENGLAND, {"-10wd"}, utc("2025-07-01T05:00:00Z"))
    assert [str(rung) for _, rung in found] == ["-5wd", "-2wd", "0", "+1wd"]


def test_nobody_is_told_of_somebody_else_s_time_once_it_has_closed() -> None:
    answer = event("complaint_responded", "2025-09-03", stage="2")
    rule = "complaint.statutory.stage3.request"
    window = clock([event("complaint_received", "2025-03-03", procedure="statutory"), answer], rule)
    ladder = RULES.rule(rule).ladder
    on_the_day, after = utc("2025-10-01T12:00:00Z"), utc("2025-10-01T23:00:00Z")
    assert [str(rung) for _, rung in to_tell(window, ladder, ENGLAND, set(), on_the_day)] == ["0"]
    assert to_tell(window, ladder, ENGLAND, set(), after) == []
