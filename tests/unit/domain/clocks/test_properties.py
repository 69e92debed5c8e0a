"""What holds of every case whatever its events are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import holidays
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from calendars.library import calendar
from domain.case.events import Event
from domain.clocks.clock import Clock, State
from domain.clocks.daily_sweeps import daily_alerts
from domain.clocks.ladder import due_for_alert
from domain.clocks.states import breached_on, state, was_late
from domain.clocks.views import clock_as_json
from domain.counting import Amount, Unit, add, halfway
from domain.days import end_of_day
from domain.explaining.explanation import explain
from domain.rules.after_due import AfterDue
from intake.catalogue import evidence_of_returns
from intake.other_files.rule_files import profile_ids
from tests.unit.domain.cases import ENGLAND, EXAMPLES, clock, clocks, event, reckonings, rules_of
from tests.unit.domain.random_cases import FIRST_DAY, LAST_DAY, cases

COUNTY = "leicestershire"
RULES, CALENDARS = rules_of(COUNTY)
profiles = st.sampled_from(profile_ids(own=EXAMPLES))
# The time in which every bank holiday is known to the library that the naive count asks.
days = st.dates(date(2012, 1, 1), date(2027, 6, 30))
CLOSED = frozenset(holidays.country_holidays("UK", subdiv="ENG", years=range(2011, 2029)))
DAY = timedelta(days=1)


def of(events: list[Event]) -> list[Clock]:
    return clocks(events, profile=COUNTY)


@settings(max_examples=400)
@given(case=cases, data=st.data(), profile=profiles)
def test_any_order_and_any_repetition_of_the_same_events_give_the_same_clocks(
    case: list[Event], data: st.DataObject, profile: str
) -> None:
    shuffled = data.draw(st.permutations(case))
    again = data.draw(st.lists(st.sampled_from(case), max_size=5)) if case else []
    assert clocks([*shuffled, *again], profile=profile) == clocks(case, profile=profile)


@settings(max_examples=400)
@given(case=cases, as_of=st.dates(FIRST_DAY, LAST_DAY + timedelta(days=200)), profile=profiles)
def test_no_events_raise_and_every_clock_makes_sense(
    case: list[Event], as_of: date, profile: str
) -> None:
    found = reckonings(case, profile=profile)
    assert len({one.clock.clock for one in found}) == len(found)
    for one in found:
        known, rule = one.clock, one.rule
        assert known.act_by <= known.due_on
        assert ENGLAND.is_working_day(known.act_by)
        assert known.superseded_on is None or known.superseded_on >= known.started_on
        assert known.stopped_on is None or known.stopped_on >= known.started_on
        assert known.completed_on is None or known.stopped_on is None
        early = any(end.may_be_early for end in rule.ends)
        assert early or known.completed_on is None or known.completed_on >= known.started_on
        ends = (known.completed_on, known.stopped_on, known.superseded_on)
        assert known.open == (ends == (None, None, None))
        stands = state(known, rule.ladder, ENGLAND, as_of)
        breach = breached_on(known, as_of)
        if stands is State.OVERDUE:
            assert known.due_on < as_of
            assert breach is not None
        if stands is State.MET:
            assert not was_late(known)
            assert breach is None
        assert breach is None or known.due_on <= breach <= as_of
        assert clock_as_json(known, rule, ENGLAND, as_of)["state"] == stands.value
        if known.after_due is AfterDue.PRACTICABLE:
            assert stands not in (State.OVERDUE, State.MET_LATE)
            assert breach is None
        assert explain(one, as_of, rules_of(profile)[0]).as_text().startswith(first_words(known))


def first_words(clock: Clock) -> str:
    if clock.after_due is AfterDue.PRACTICABLE:
        return "As soon as practicable from "
    return "Watch point " if clock.after_due is AfterDue.WATCHED else "Due "


@settings(max_examples=150)
@given(case=cases, cut=st.dates(FIRST_DAY, LAST_DAY))
def test_what_happens_later_never_changes_what_was_met_in_time(
    case: list[Event], cut: date
) -> None:
    assume(all(one.corrects is None and one.voids is None for one in case))
    # The end of a stay also tells that its limit was passed some days before.
    assume(all(one.on <= cut or one.type != "short_break_ended" for one in case))
    before = {one.clock: one for one in of([one for one in case if one.on <= cut])}
    after = {one.clock: one for one in of(case)}
    for name, known in before.items():
        # What a return cannot show is left out until another source tells of it.
        if known.completed_on is not None and not was_late(known) and name in after:
            assert after[name].completed_on == known.completed_on


@settings(max_examples=60)
@given(case=cases, length=st.integers(0, 40))
@example(
    case=[
        event("became_looked_after", "2025-06-02"),
        event("review_booked", "2025-06-04", meeting_at="2025-06-19T14:00:00+01:00"),
        event("review_booked", "2025-06-18", meeting_at="2025-06-26T10:00:00+01:00"),
    ],
    length=20,
)
def test_the_alerts_are_those_of_a_sweep_on_every_day(case: list[Event], length: int) -> None:
    # Of one source: what another told of a start before is not told again.
    standing = [
        replace(one, source="mosaic", id=f"{one.source}-{one.id}")
        for one in case
        if one.corrects is None and one.voids is None
    ]
    assume(standing)
    first = min(one.on for one in standing)
    as_of = max(one.on for one in standing) + length * DAY
    told: set[tuple[str, str]] = set()
    expected: list[tuple[str, str, date]] = []
    today = first
    while today <= as_of:
        reached = {
            (known.lineage, str(rung))
            for known in of([one for one in standing if one.on <= today])
            if known.superseded_on is None
            for _, rung in due_for_alert(
                known, RULES.rule(known.rule).ladder, ENGLAND, end_of_day(today)
            )
        }
        told &= reached
        expected += [(*key, today) for key in reached - told]
        told |= reached
        today += DAY
    raised = daily_alerts(standing, RULES, CALENDARS, evidence_of_returns(), as_of)
    found = [(one.clock.lineage, one.rung, one.on) for one in raised]
    assert sorted(found) == sorted(expected)


def test_a_case_of_which_nothing_is_known_raises_nothing() -> None:
    assert daily_alerts([], RULES, CALENDARS, evidence_of_returns(), LAST_DAY) == []


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in CLOSED


def walk(start: date, n: int, counts: Callable[[date], bool]) -> date:
    step, left = (DAY if n > 0 else -DAY), abs(n)
    while left:
        start += step
        left -= counts(start)
    return start


def corresponding_date(start: date, months: int) -> date:
    """Walk into the month, then back from the day until there is such a day."""
    year, month, day = start.year, start.month, start.day
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


@given(start=days, n=st.integers(-70, 70))
def test_working_days_agree_with_walking_from_day_to_day(start: date, n: int) -> None:
    assert add(start, Amount(n, Unit.WORKING_DAYS), ENGLAND) == walk(start, n, works)


@given(start=days, n=st.integers(0, 400))
def test_calendar_days_and_weeks_agree_with_walking_from_day_to_day(start: date, n: int) -> None:
    every_day = walk(start, n, lambda _: True)
    assert add(start, Amount(n, Unit.CALENDAR_DAYS), ENGLAND) == every_day
    same_weekday = walk(start, n, lambda day: day.weekday() == start.weekday())
    assert add(start, Amount(n, Unit.WEEKS), ENGLAND) == same_weekday


@given(start=days, n=st.integers(0, 24))
@example(start=date(1978, 9, 30), n=4)
def test_months_agree_with_walking_from_month_to_month(start: date, n: int) -> None:
    assert add(start, Amount(n, Unit.MONTHS), ENGLAND) == corresponding_date(start, n)


@given(start=days, span=st.integers(0, 400))
def test_half_way_is_as_far_from_the_start_as_from_the_end_or_a_day_nearer(
    start: date, span: int
) -> None:
    end = start + span * DAY
    middle = halfway(start, end)
    assert (end - middle) - (middle - start) in (timedelta(0), DAY)


@given(start=days)
def test_a_first_and_a_second_review_agree_with_walking(start: date) -> None:
    held = walk(start, 7, works)
    case = [
        event("became_looked_after", start.isoformat()),
        event("review_held", held.isoformat()),
    ]
    assert clock(case).due_on == walk(start, 20, works)
    assert clock(case, "lac.review.second").due_on == corresponding_date(held, 3)


@given(minutes=st.integers(0, 13 * 365 * 24 * 60))
def test_an_interview_is_due_three_times_86400_seconds_after_the_child_was_found(
    minutes: int,
) -> None:
    at = datetime(2014, 1, 17, tzinfo=UTC) + timedelta(minutes=minutes)
    due_at = clock([event("found", at.isoformat())], "missing.return_interview").due_at
    assert due_at is not None
    assert due_at.timestamp() - at.timestamp() == 3 * 86400


@given(start=days, n=st.integers(1, 70))
def test_no_reading_of_the_bank_holidays_gives_an_earlier_date_than_ours(
    start: date, n: int
) -> None:
    amount = Amount(n, Unit.WORKING_DAYS)
    assert add(start, amount, ENGLAND) <= add(start, amount, calendar("any-uk"))
