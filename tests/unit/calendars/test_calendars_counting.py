"""Counting in working days, on dates that anybody can check against a wall calendar."""

from collections.abc import Callable
from datetime import date

import pytest

from calendars.library import CalendarError, calendar
from calendars.working_days import SkippedDay

england = calendar("england-and-wales")


@pytest.mark.parametrize(
    ("case", "start", "n", "due"),
    [
        ("looked after on a Monday in June", date(2025, 6, 2), 20, date(2025, 6, 30)),
        ("looked after just before Christmas", date(2024, 12, 20), 20, date(2025, 1, 22)),
        ("looked after before the Platinum Jubilee", date(2022, 5, 26), 20, date(2022, 6, 27)),
        ("looked after before the Coronation", date(2023, 4, 14), 20, date(2023, 5, 16)),
        ("strategy discussion before Easter", date(2025, 4, 10), 15, date(2025, 5, 6)),
        ("strategy discussion before Christmas", date(2024, 12, 16), 15, date(2025, 1, 9)),
        ("assessment after a March referral", date(2025, 3, 3), 45, date(2025, 5, 8)),
        ("decisions after a December review", date(2025, 12, 12), 5, date(2025, 12, 19)),
        ("record of a December review", date(2025, 12, 12), 15, date(2026, 1, 7)),
        ("distribution after a December review", date(2025, 12, 12), 20, date(2026, 1, 14)),
        ("stage 3 panel after an October request", date(2025, 10, 1), 30, date(2025, 11, 12)),
        ("stage 2 complaint over the summer", date(2024, 8, 2), 65, date(2024, 11, 4)),
    ],
)
def test_a_worked_date_of_the_rulebook(case: str, start: date, n: int, due: date) -> None:
    assert england.add_working_days(start, n) == due, case
    assert england.count_working_days(start, due) == n, case


def test_the_last_working_day_before_a_weekend_deadline_is_the_friday() -> None:
    assert england.last_working_day_on_or_before(date(2026, 2, 28)) == date(2026, 2, 27)


def test_a_working_day_is_its_own_last_and_first_working_day() -> None:
    assert england.last_working_day_on_or_before(date(2026, 2, 27)) == date(2026, 2, 27)
    assert england.first_working_day_on_or_after(date(2026, 2, 27)) == date(2026, 2, 27)


def test_easter_is_passed_over_in_both_directions() -> None:
    easter_sunday = date(2026, 4, 5)
    assert england.last_working_day_on_or_before(easter_sunday) == date(2026, 4, 2)
    assert england.first_working_day_on_or_after(easter_sunday) == date(2026, 4, 7)


def test_from_a_saturday_one_day_on_is_monday_and_one_day_back_is_friday() -> None:
    saturday = date(2025, 6, 7)
    assert england.add_working_days(saturday, 1) == date(2025, 6, 9)
    assert england.add_working_days(saturday, -1) == date(2025, 6, 6)


def test_from_a_bank_holiday_counting_starts_with_the_next_working_day() -> None:
    christmas = date(2025, 12, 25)
    assert england.add_working_days(christmas, 1) == date(2025, 12, 29)
    assert england.add_working_days(christmas, -1) == date(2025, 12, 24)


@pytest.mark.parametrize("start", [date(2025, 6, 6), date(2025, 6, 7), date(2025, 12, 25)])
def test_adding_no_working_days_stays_on_the_start_whatever_day_it_is(start: date) -> None:
    assert england.add_working_days(start, 0) == start
    assert england.count_working_days(start, start) == 0


def test_a_start_that_counts_as_day_1_saves_a_day_if_it_is_a_working_day() -> None:
    friday, saturday = date(2025, 6, 6), date(2025, 6, 7)
    assert england.add_working_days_start_is_day1(friday, 1) == friday
    assert england.add_working_days_start_is_day1(friday, 2) == date(2025, 6, 9)
    assert england.add_working_days_start_is_day1(saturday, 1) == date(2025, 6, 9)


def test_a_start_that_counts_as_day_1_counts_backwards_in_the_same_way() -> None:
    monday, sunday = date(2025, 6, 9), date(2025, 6, 8)
    assert england.add_working_days_start_is_day1(monday, -1) == monday
    assert england.add_working_days_start_is_day1(monday, -2) == date(2025, 6, 6)
    assert england.add_working_days_start_is_day1(sunday, -1) == date(2025, 6, 6)


def test_day_0_is_refused_when_the_start_is_day_1() -> None:
    with pytest.raises(CalendarError) as refused:
        england.add_working_days_start_is_day1(date(2025, 6, 6), 0)
    assert refused.value.code == "day_zero"
    assert refused.value.remedy.startswith("Use 1 or more")


def test_an_inclusive_count_adds_the_start_only_if_it_is_a_working_day() -> None:
    friday, saturday, monday = date(2025, 6, 6), date(2025, 6, 7), date(2025, 6, 9)
    assert england.count_working_days_inclusive(friday, monday) == 2
    assert england.count_working_days_inclusive(saturday, monday) == 1
    assert england.count_working_days_inclusive(friday, friday) == 1
    assert england.count_working_days_inclusive(saturday, saturday) == 0
    assert england.count_working_days_inclusive(monday, friday) == -2


def test_the_workings_name_every_day_passed_over() -> None:
    assert england.workings(date(2025, 12, 24), date(2025, 12, 29)) == [
        SkippedDay(date(2025, 12, 25), "Christmas Day (bank holiday)"),
        SkippedDay(date(2025, 12, 26), "Boxing Day (bank holiday)"),
        SkippedDay(date(2025, 12, 27), "Saturday"),
        SkippedDay(date(2025, 12, 28), "Sunday"),
    ]


def test_the_workings_leave_out_the_start_and_take_in_the_end() -> None:
    saturday, sunday = date(2025, 6, 7), date(2025, 6, 8)
    assert england.workings(saturday, sunday) == [SkippedDay(sunday, "Sunday")]
    assert england.workings(sunday, saturday) == [SkippedDay(saturday, "Saturday")]
    assert england.workings(sunday, sunday) == []


def test_a_holiday_keeps_the_name_and_the_apostrophe_of_its_source() -> None:
    assert england.holiday_name(date(2026, 1, 1)) == "New Year\N{RIGHT SINGLE QUOTATION MARK}s Day"
    assert england.holiday_name(date(2026, 1, 2)) is None


@pytest.mark.parametrize("calendar_id", ["england-and-wales", "none"])
def test_a_date_or_an_answer_outside_1975_to_2075_is_refused(calendar_id: str) -> None:
    asked = calendar(calendar_id)
    questions: list[Callable[[], object]] = [
        lambda: asked.is_working_day(date(1974, 12, 31)),
        lambda: asked.add_working_days(date(1974, 12, 31), 5),
        lambda: asked.add_working_days(date(2076, 1, 1), -5),
        lambda: asked.add_working_days(date(2075, 12, 1), 100),
        lambda: asked.add_working_days(date(1975, 1, 31), -100),
        lambda: asked.count_working_days(date(1970, 1, 1), date(2025, 1, 1)),
        lambda: asked.last_working_day_on_or_before(date(1974, 1, 1)),
        lambda: asked.workings(date(2025, 1, 1), date(2080, 1, 1)),
    ]
    for question in questions:
        with pytest.raises(CalendarError) as refused:
            question()
        assert refused.value.code == "date_outside_calendar"
        assert "1975 to 2075" in refused.value.message


def test_the_first_and_last_supported_days_can_be_asked() -> None:
    assert not england.is_working_day(date(1975, 1, 1))
    assert england.add_working_days(date(1975, 1, 1), 1) == date(1975, 1, 2)
    assert england.is_working_day(date(2075, 12, 31))
    assert england.add_working_days(date(2075, 12, 31), -1) == date(2075, 12, 30)
