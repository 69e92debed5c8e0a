"""Calendars that a person brings, and the help they get when the file is wrong."""

from datetime import date
from pathlib import Path

import pytest

from calendars.library import CalendarError, calendars_from_file


def written(folder: Path, text: str) -> Path:
    path = folder / "holidays.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_gives_its_calendars_by_name(tmp_path: Path) -> None:
    path = written(tmp_path, '{"works": ["2026-12-28", "2026-12-25"], "office": ["2027-01-04"]}')
    found = calendars_from_file(path)
    assert list(found) == ["works", "office"]
    assert found["works"].id == "works"
    assert found["works"].add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert found["office"].add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 25)


def test_the_horizon_is_the_last_date_listed(tmp_path: Path) -> None:
    works = calendars_from_file(written(tmp_path, '{"works": ["2026-12-28", "2026-12-25"]}'))[
        "works"
    ]
    assert works.horizon == date(2026, 12, 28)
    assert not works.is_provisional(date(2026, 12, 28))
    assert works.is_provisional(date(2026, 12, 29))


def test_outside_the_dates_listed_only_weekends_are_closed(tmp_path: Path) -> None:
    works = calendars_from_file(written(tmp_path, '{"works": ["2026-12-25"]}'))["works"]
    assert works.is_working_day(date(2027, 1, 1))
    assert works.is_working_day(date(2025, 12, 25))
    assert not works.is_working_day(date(2025, 12, 27))


def test_a_calendar_with_no_dates_closes_at_weekends_and_has_no_horizon(tmp_path: Path) -> None:
    works = calendars_from_file(written(tmp_path, '{"works": []}'))["works"]
    assert works.add_working_days(date(2025, 12, 24), 1) == date(2025, 12, 25)
    assert works.horizon == date.max


def test_a_date_listed_twice_or_on_a_weekend_does_no_harm(tmp_path: Path) -> None:
    text = '{"works": ["2026-12-26", "2026-12-25", "2026-12-25"]}'
    works = calendars_from_file(written(tmp_path, text))["works"]
    assert works.add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 28)


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, '\N{ZERO WIDTH NO-BREAK SPACE}{"works": ["2026-12-25"]}')
    assert list(calendars_from_file(path)) == ["works"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "holiday_file_not_json"),
        ('{"works": ["2026-12-25"]', "holiday_file_not_json"),
        ('["2026-12-25"]', "holiday_file_wrong_shape"),
        ("{}", "holiday_file_wrong_shape"),
        ('{"works": "2026-12-25"}', "holiday_file_wrong_shape"),
        ('{"works": {"2026-12-25": "Christmas"}}', "holiday_file_wrong_shape"),
        ("[" * 100_000, "holiday_file_wrong_shape"),
        ('{"works": [], "works": ["2026-12-25"]}', "holiday_file_repeated_calendar"),
        ('{"works": ["25/12/2026"]}', "holiday_file_not_a_date"),
        ('{"works": ["2026-02-30"]}', "holiday_file_not_a_date"),
        ('{"works": ["20261225"]}', "holiday_file_not_a_date"),
        ('{"works": ["2026-W52-5"]}', "holiday_file_not_a_date"),
        ('{"works": ["2026-12-25T00:00:00"]}', "holiday_file_not_a_date"),
        ('{"works": ["1066-10-14"]}', "holiday_file_not_a_date"),
        ('{"works": [20261225]}', "holiday_file_not_a_date"),
        ('{"works": [' + "9" * 5000 + "]}", "holiday_file_not_a_date"),
        ('{"works": [null]}', "holiday_file_not_a_date"),
    ],
)
def test_a_wrong_file_is_refused_with_a_remedy(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(CalendarError) as refused:
        calendars_from_file(written(tmp_path, text))
    assert refused.value.code == code
    assert refused.value.remedy


def test_a_wrong_date_is_found_by_its_place_and_not_repeated(tmp_path: Path) -> None:
    path = written(tmp_path, '{"works": ["2026-12-25"], "office": ["2026-12-25", "case 1042"]}')
    with pytest.raises(CalendarError) as refused:
        calendars_from_file(path)
    assert "calendar 2, entry 2" in refused.value.message
    assert "1042" not in str(refused.value)


def test_a_missing_file_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(CalendarError) as refused:
        calendars_from_file(tmp_path / "absent.json")
    assert refused.value.code == "holiday_file_unreadable"


def test_a_file_that_is_not_text_is_refused_with_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "holidays.json"
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(CalendarError) as refused:
        calendars_from_file(path)
    assert refused.value.code == "holiday_file_unreadable"
