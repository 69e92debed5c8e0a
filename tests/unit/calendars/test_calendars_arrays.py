"""Whole arrays of dates give what the same dates give one by one."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.library import CALENDAR_IDS, CalendarError, calendar

ids = st.sampled_from(CALENDAR_IDS)
days = st.dates(date(1978, 1, 1), date(2072, 12, 31))
rows = st.lists(st.tuples(days, st.integers(-300, 300)), min_size=1, max_size=20)
quick = settings(deadline=None, max_examples=100)


def as_array(listed: list[date]) -> np.ndarray:
    return np.array(listed, dtype="datetime64[D]")


@quick
@given(calendar_id=ids, rows=rows)
def test_adding_a_number_of_its_own_to_each_start(
    calendar_id: str, rows: list[tuple[date, int]]
) -> None:
    asked = calendar(calendar_id)
    starts, steps = as_array([day for day, _ in rows]), np.array([n for _, n in rows])
    expected = [asked.add_working_days(day, n) for day, n in rows]
    assert asked.add_working_days_to_array(starts, steps).tolist() == expected


@quick
@given(calendar_id=ids, starts=st.lists(days, max_size=20), n=st.integers(-300, 300))
def test_adding_one_number_to_every_start(calendar_id: str, starts: list[date], n: int) -> None:
    asked = calendar(calendar_id)
    expected = [asked.add_working_days(day, n) for day in starts]
    assert asked.add_working_days_to_array(as_array(starts), n).tolist() == expected


@quick
@given(calendar_id=ids, pairs=st.lists(st.tuples(days, days), max_size=20))
def test_counting_between_starts_and_ends(calendar_id: str, pairs: list[tuple[date, date]]) -> None:
    asked = calendar(calendar_id)
    starts, ends = as_array([a for a, _ in pairs]), as_array([b for _, b in pairs])
    expected = [asked.count_working_days(a, b) for a, b in pairs]
    assert asked.count_working_days_in_arrays(starts, ends).tolist() == expected


def test_the_answer_agrees_with_numpys_own_business_days() -> None:
    asked = calendar("england-and-wales")
    starts = np.arange("2013-01-01", "2027-01-01", dtype="datetime64[D]")
    closed = as_array([day for day in starts.tolist() if asked.holiday_name(day)])
    assert closed.size > 100
    expected = np.busday_offset(starts, 20, roll="backward", holidays=closed)
    inside = starts < np.datetime64("2026-11-01")
    assert (asked.add_working_days_to_array(starts, 20) == expected)[inside].all()


def test_adding_nothing_gives_a_copy_and_leaves_the_starts_alone() -> None:
    starts = as_array([date(2025, 6, 7)])
    answer = calendar("none").add_working_days_to_array(starts, 0)
    answer[0] = np.datetime64("2025-06-09")
    assert starts.tolist() == [date(2025, 6, 7)]


@pytest.mark.parametrize("outside", ["NaT", "1960-01-04", "2080-01-03"])
def test_a_missing_or_far_date_is_refused(outside: str) -> None:
    dates = np.array(["2025-06-07", outside], dtype="datetime64[D]")
    for question in (
        lambda: calendar("scotland").add_working_days_to_array(dates, 20),
        lambda: calendar("scotland").count_working_days_in_arrays(dates, dates),
    ):
        with pytest.raises(CalendarError) as refused:
            question()
        assert refused.value.code == "date_outside_calendar"


@pytest.mark.parametrize("n", [100_000, -100_000, np.array([5, 100_000])])
def test_an_answer_past_the_calendar_is_refused(n: int | np.ndarray) -> None:
    with pytest.raises(CalendarError):
        calendar("scotland").add_working_days_to_array(as_array([date(2025, 6, 7)] * 2), n)


def test_half_a_working_day_is_refused() -> None:
    with pytest.raises(TypeError):
        calendar("none").add_working_days_to_array(
            as_array([date(2025, 6, 7)]),
            np.array([0.5]),
        )
