"""The truth file's own counting, held against dates published or worked out by hand."""

from datetime import date

import pytest

from demo.export.walking import days_between, is_worked, months_on, working_days_on


@pytest.mark.parametrize(
    ("start", "number", "due"),
    [
        (date(2025, 6, 2), 20, date(2025, 6, 30)),
        (date(2024, 12, 20), 20, date(2025, 1, 22)),
        (date(2022, 5, 26), 20, date(2022, 6, 27)),
        (date(2025, 4, 10), 15, date(2025, 5, 6)),
        (date(2025, 3, 3), 45, date(2025, 5, 8)),
        (date(2025, 12, 12), 0, date(2025, 12, 12)),
    ],
)
def test_working_days_are_walked_one_by_one(start: date, number: int, due: date) -> None:
    assert working_days_on(start, number) == due


@pytest.mark.parametrize(
    ("start", "number", "due"),
    [
        (date(1978, 9, 30), 4, date(1979, 1, 30)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 2, 28), 6, date(2025, 8, 28)),
        (date(2025, 9, 22), 3, date(2025, 12, 22)),
    ],
)
def test_months_go_to_the_same_day_or_the_last_of_the_month(
    start: date, number: int, due: date
) -> None:
    assert months_on(start, number) == due


def test_a_bank_holiday_and_a_weekend_are_not_worked() -> None:
    assert not is_worked(date(2025, 12, 25))
    assert not is_worked(date(2025, 12, 27))
    assert is_worked(date(2025, 12, 29))


def test_what_was_done_in_time_is_late_by_nothing() -> None:
    assert days_between(date(2025, 12, 24), date(2025, 12, 24)) == (0, 0)
    assert days_between(date(2025, 12, 24), date(2025, 12, 1)) == (0, 0)


def test_lateness_is_told_in_calendar_and_in_working_days() -> None:
    assert days_between(date(2025, 12, 24), date(2025, 12, 29)) == (5, 1)
