"""The check that tells a person when the calendars need looking at."""

from datetime import date

import pytest

from calendars.expected import expected_holidays
from calendars.library import CALENDAR_IDS, CalendarError
from calendars.snapshot_check import Difference, check

TODAY = date(2026, 11, 2)


def test_the_calendars_that_come_with_the_program_agree_with_the_library() -> None:
    found = check(CALENDAR_IDS, TODAY)
    assert found.agrees
    assert found.today == TODAY
    assert tuple(each.calendar for each in found.calendars) == CALENDAR_IDS


def test_the_check_says_how_many_days_of_announced_holidays_are_left() -> None:
    (england,) = check(["england-and-wales"], TODAY).calendars
    assert england.taken_on == date(2026, 2, 25)
    assert england.horizon == date(2028, 12, 26)
    assert england.days_left == 785


@pytest.mark.parametrize(("today", "left"), [(date(2028, 12, 26), 0), (date(2029, 1, 5), -10)])
def test_a_calendar_that_has_run_out_has_no_days_left(today: date, left: int) -> None:
    (anywhere,) = check(["any-uk"], today).calendars
    assert anywhere.days_left == left


def test_the_calendar_without_holidays_depends_on_no_announcement() -> None:
    (weekdays,) = check(["none"], TODAY).calendars
    assert (weekdays.taken_on, weekdays.horizon, weekdays.days_left) == (None, None, None)
    assert weekdays.agrees


def test_a_day_in_one_source_only_is_reported_on_its_side(monkeypatch: pytest.MonkeyPatch) -> None:
    known = expected_holidays("scotland")
    changed = {day: name for day, name in known.items() if day != date(2026, 6, 15)}
    changed[date(2027, 7, 1)] = "A new holiday"
    changed[date(2040, 7, 2)] = "Past the horizon"
    monkeypatch.setattr(
        "calendars.snapshot_check.expected_holidays", {"scotland": changed}.__getitem__
    )
    found = check(["scotland"], TODAY)
    assert not found.agrees
    (scotland,) = found.calendars
    assert scotland.only_in_calendar == (Difference(date(2026, 6, 15), "World Cup bank holiday"),)
    assert scotland.only_in_library == (Difference(date(2027, 7, 1), "A new holiday"),)


def test_an_unknown_calendar_cannot_be_checked() -> None:
    with pytest.raises(CalendarError) as refused:
        check(["wales"], TODAY)
    assert refused.value.code == "unknown_calendar"
