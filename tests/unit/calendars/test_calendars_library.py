"""The calendars by name, how far each is certain, and what it takes to ask one."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

import calendars
from calendars.expected import expected_holidays
from calendars.library import CALENDAR_IDS, CalendarError, calendar
from calendars.snapshot import latest_snapshot
from calendars.working_days import SkippedDay, WorkingDayCalendar

england = calendar("england-and-wales")


def test_the_calendars_have_the_names_of_the_contract() -> None:
    assert CALENDAR_IDS == ("england-and-wales", "scotland", "northern-ireland", "any-uk", "none")
    assert [calendar(each).id for each in CALENDAR_IDS] == list(CALENDAR_IDS)


def test_a_calendar_is_made_once() -> None:
    assert calendar("scotland") is calendar("scotland")


def test_an_unknown_calendar_is_refused_without_repeating_what_was_typed() -> None:
    with pytest.raises(CalendarError) as refused:
        calendar("case 1042")
    assert refused.value.code == "unknown_calendar"
    assert "1042" not in str(refused.value)
    assert "england-and-wales" in refused.value.remedy


def test_the_second_of_january_moves_an_any_uk_date_and_not_an_english_one() -> None:
    start = date(2024, 12, 20)
    assert england.add_working_days(start, 20) == date(2025, 1, 22)
    assert calendar("any-uk").add_working_days(start, 20) == date(2025, 1, 23)
    assert SkippedDay(date(2025, 1, 2), "2nd January in Scotland (bank holiday)") in calendar(
        "any-uk"
    ).workings(start, date(2025, 1, 23))


def test_any_uk_says_which_parts_of_the_kingdom_are_closed() -> None:
    anywhere = calendar("any-uk")
    assert anywhere.holiday_name(date(2025, 12, 25)) == "Christmas Day"
    assert anywhere.holiday_name(date(2025, 8, 4)) == "Summer bank holiday in Scotland"
    assert (
        anywhere.holiday_name(date(2025, 8, 25))
        == "Summer bank holiday in England and Wales and in Northern Ireland"
    )


def test_no_calendar_at_all_still_closes_at_weekends() -> None:
    weekdays = calendar("none")
    assert weekdays.is_working_day(date(2025, 12, 25))
    assert not weekdays.is_working_day(date(2025, 12, 27))
    assert not weekdays.is_provisional(date(2075, 12, 31))


@pytest.mark.parametrize("calendar_id", ["england-and-wales", "any-uk"])
def test_only_dates_after_the_last_announced_holiday_are_provisional(calendar_id: str) -> None:
    asked = calendar(calendar_id)
    assert asked.horizon == date(2028, 12, 26)
    assert not asked.is_provisional(date(2028, 12, 26))
    assert asked.is_provisional(date(2028, 12, 27))
    assert not asked.is_provisional(date(1990, 1, 2))


def test_past_the_horizon_the_usual_holidays_are_expected_and_said_to_be_so() -> None:
    assert england.workings(date(2029, 12, 24), date(2029, 12, 27)) == [
        SkippedDay(date(2029, 12, 25), "Christmas Day (bank holiday, not yet announced)"),
        SkippedDay(date(2029, 12, 26), "Boxing Day (bank holiday, not yet announced)"),
    ]


def test_a_count_across_the_horizon_joins_the_announced_to_the_expected() -> None:
    assert england.add_working_days(date(2028, 12, 22), 5) == date(2029, 1, 3)
    assert england.add_working_days(date(2029, 1, 3), -5) == date(2028, 12, 22)


def test_before_2012_the_holidays_of_the_time_are_known() -> None:
    assert not england.is_working_day(date(2011, 4, 29))
    assert not england.is_working_day(date(1999, 12, 31))
    assert england.add_working_days(date(2011, 12, 23), 5) == date(2012, 1, 4)


def test_the_library_cannot_override_what_was_announced() -> None:
    announced = {date(2030, 1, 1): "New Year", date(2030, 12, 25): "Christmas Day"}
    asked = WorkingDayCalendar(
        "test", "Test", announced, expected=lambda: expected_holidays("england-and-wales")
    )
    assert not asked.is_working_day(date(2031, 1, 1))
    assert asked.is_working_day(date(2030, 5, 6)), "announced without an early May holiday"
    assert not asked.is_working_day(date(2030, 12, 25))


def test_reaching_far_out_changes_no_nearer_answer() -> None:
    snapshot = latest_snapshot("scotland")
    asked = WorkingDayCalendar(
        "scotland", "Scotland", snapshot.holidays, expected=lambda: expected_holidays("scotland")
    )
    starts = [date(year, month, 28) for year in range(2013, 2028) for month in range(1, 13)]
    near = [asked.add_working_days(start, n) for start in starts for n in (-45, -1, 1, 45)]
    assert asked.add_working_days(date(1990, 1, 1), 1) == date(1990, 1, 3)
    assert [asked.add_working_days(start, n) for start in starts for n in (-45, -1, 1, 45)] == near


def test_many_threads_can_reach_far_out_at_once() -> None:
    snapshot = latest_snapshot("england-and-wales")
    for _ in range(5):
        asked = WorkingDayCalendar(
            "test",
            "Test",
            snapshot.holidays,
            expected=lambda: expected_holidays("england-and-wales"),
        )
        with ThreadPoolExecutor(8) as threads:
            found = threads.map(
                lambda _, a=asked: a.add_working_days(date(2040, 1, 2), 1), range(8)
            )
            assert set(found) == {date(2040, 1, 3)}


def test_an_ordinary_question_loads_neither_numpy_nor_the_holidays_library() -> None:
    question = (
        "import sys; from datetime import date; from calendars.library import calendar;"
        "found = calendar('england-and-wales').add_working_days(date(2024, 12, 20), 20);"
        "print(found, {'numpy', 'holidays'} & set(sys.modules) or 'alone')"
    )
    root = Path(calendars.__file__).parents[1]
    answer = subprocess.run(
        [sys.executable, "-c", question], cwd=root, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "2025-01-22 alone"
