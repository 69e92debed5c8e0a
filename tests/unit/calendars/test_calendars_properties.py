"""The table beside a loop that walks from day to day: they always agree."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.library import CALENDAR_IDS, calendar

ids = st.sampled_from(CALENDAR_IDS)
days = st.dates(date(1978, 1, 1), date(2072, 12, 31)) | st.dates(date(2011, 6, 1), date(2029, 6, 1))
steps = st.integers(-70, 70) | st.integers(-600, 600)
spans = st.integers(-400, 400).map(lambda length: timedelta(days=length))
Loop = Callable[[str], Any]
quick = settings(deadline=None, max_examples=200)


@quick
@given(calendar_id=ids, start=days, n=steps)
def test_adding_agrees_with_a_loop(day_by_day: Loop, calendar_id: str, start: date, n: int) -> None:
    assert calendar(calendar_id).add_working_days(start, n) == day_by_day(calendar_id).add(start, n)


@quick
@given(calendar_id=ids, start=days, n=steps.filter(bool))
def test_adding_with_the_start_as_day_1_agrees_with_a_loop(
    day_by_day: Loop, calendar_id: str, start: date, n: int
) -> None:
    expected = day_by_day(calendar_id).add_start_is_day1(start, n)
    assert calendar(calendar_id).add_working_days_start_is_day1(start, n) == expected


@quick
@given(calendar_id=ids, start=days, span=spans)
def test_counting_agrees_with_a_loop(
    day_by_day: Loop, calendar_id: str, start: date, span: timedelta
) -> None:
    asked, loop = calendar(calendar_id), day_by_day(calendar_id)
    end, count = start + span, loop.count(start, start + span)
    own = loop.works(start) * (-1 if end < start else 1)
    assert asked.count_working_days(start, end) == count
    assert asked.count_working_days_inclusive(start, end) == count + own


@quick
@given(calendar_id=ids, start=days, n=steps)
def test_counting_undoes_adding(calendar_id: str, start: date, n: int) -> None:
    asked = calendar(calendar_id)
    assert asked.count_working_days(start, asked.add_working_days(start, n)) == n


@quick
@given(calendar_id=ids, start=days, n=steps.filter(lambda n: n > 0 or n < -1))
def test_counting_inclusively_undoes_adding_with_the_start_as_day_1(
    calendar_id: str, start: date, n: int
) -> None:
    asked = calendar(calendar_id)
    end = asked.add_working_days_start_is_day1(start, n)
    assert asked.count_working_days_inclusive(start, end) == n


@quick
@given(calendar_id=ids, day=days)
def test_the_nearest_working_days_agree_with_a_loop(
    day_by_day: Loop, calendar_id: str, day: date
) -> None:
    asked, loop = calendar(calendar_id), day_by_day(calendar_id)
    assert asked.is_working_day(day) == loop.works(day)
    assert asked.last_working_day_on_or_before(day) == loop.add_start_is_day1(day, -1)
    assert asked.first_working_day_on_or_after(day) == loop.add_start_is_day1(day, 1)


@quick
@given(calendar_id=ids, start=days, span=spans)
def test_every_day_is_either_counted_or_explained(
    calendar_id: str, start: date, span: timedelta
) -> None:
    asked, end = calendar(calendar_id), start + span
    skipped = asked.workings(start, end)
    assert len(skipped) + abs(asked.count_working_days(start, end)) == abs(span.days)
    assert not any(asked.is_working_day(each.day) for each in skipped)
    assert sorted(skipped) == skipped


@quick
@given(start=days, n=steps)
def test_another_holiday_never_brings_a_forward_date_nearer(start: date, n: int) -> None:
    england = calendar("england-and-wales").add_working_days(start, n)
    anywhere = calendar("any-uk").add_working_days(start, n)
    assert anywhere >= england if n > 0 else anywhere <= england
