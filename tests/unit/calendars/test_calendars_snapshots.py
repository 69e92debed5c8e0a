"""The snapshots beside two other sources: the same days present, the same days absent."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

import calendars
from calendars.errors import CalendarError
from calendars.library import calendar
from calendars.snapshot import DIVISIONS, latest_snapshot

FOLDER = Path(calendars.__file__).parent
FILES = sorted(FOLDER.glob("snapshots/*/*.json")) + sorted(FOLDER.glob("overrides/*/*.json"))
SUBDIVISIONS = [
    ("england-and-wales", "ENG"),
    ("england-and-wales", "WLS"),
    ("scotland", "SCT"),
    ("northern-ireland", "NIR"),
]


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


@pytest.mark.parametrize("division", DIVISIONS)
def test_a_snapshot_says_what_the_feeds_package_says_word_for_word(division: str) -> None:
    newest = max((FOLDER / "snapshots" / division).glob("*.json"))
    ours = json.loads(newest.read_text(encoding="utf-8"))["events"]
    theirs = BankHolidays(use_cached_holidays=True).get_holidays(division=division)
    assert [(each["date"], each["title"], each.get("notes", "")) for each in ours] == [
        (each["date"].isoformat(), each["title"], each["notes"]) for each in theirs
    ]


@pytest.mark.parametrize("division", DIVISIONS)
def test_a_calendar_is_closed_on_the_announced_days_and_on_no_other(
    division: str, feed: Callable[[str], frozenset[date]]
) -> None:
    asked = calendar(division)
    days = every_day(date(2012, 1, 1), asked.horizon)
    assert {day for day in days if asked.holiday_name(day)} == feed(division)


@pytest.mark.parametrize(("division", "subdivision"), SUBDIVISIONS)
def test_a_calendar_works_on_the_days_that_the_holidays_library_works_on(
    division: str, subdivision: str
) -> None:
    asked = calendar(division)
    library = holidays.country_holidays(
        "UK", subdiv=subdivision, years=range(2012, asked.horizon.year + 1)
    )
    for day in every_day(date(2012, 1, 1), asked.horizon):
        assert asked.is_working_day(day) == (day.weekday() < 5 and day not in library), day


@pytest.mark.parametrize("division", DIVISIONS)
@pytest.mark.parametrize(
    ("day", "occasion"),
    [
        (date(2012, 6, 5), "Diamond Jubilee"),
        (date(2020, 5, 8), "early May holiday, moved to VE day"),
        (date(2022, 6, 3), "Platinum Jubilee"),
        (date(2022, 9, 19), "State Funeral of Queen Elizabeth II"),
        (date(2023, 5, 8), "Coronation of King Charles III"),
    ],
)
def test_a_one_off_bank_holiday_closes_the_whole_kingdom(
    division: str, day: date, occasion: str
) -> None:
    assert not calendar(division).is_working_day(day), occasion
    assert calendar(division).holiday_name(day)


@pytest.mark.parametrize("division", DIVISIONS)
@pytest.mark.parametrize("day", [date(2020, 5, 4), date(2012, 5, 28), date(2022, 5, 30)])
def test_a_bank_holiday_that_was_moved_leaves_a_working_day_behind(
    division: str, day: date
) -> None:
    assert calendar(division).is_working_day(day)


def test_a_bank_holiday_announced_after_the_snapshot_closes_scotland_only() -> None:
    day = date(2026, 6, 15)
    assert calendar("scotland").holiday_name(day) == "World Cup bank holiday"
    assert calendar("england-and-wales").is_working_day(day)
    assert calendar("northern-ireland").is_working_day(day)
    assert calendar("any-uk").holiday_name(day) == "World Cup bank holiday in Scotland"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_of_bank_holidays_names_its_source_its_licence_and_its_day(path: Path) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["division"] == path.parent.name
    assert content["source"]["title"]
    assert content["source"]["address"].startswith("https://www.gov.")
    assert content["licence"]["title"] == "Open Government Licence v3.0"
    assert path.stem in (content.get("taken_on"), content.get("announced_on"))
    listed = [each["date"] for each in content["events"]]
    assert listed == sorted(set(listed))
    assert all(date.fromisoformat(day).weekday() < 5 for day in listed)


def test_the_snapshots_reach_from_2012_to_the_end_of_2028() -> None:
    for division in DIVISIONS:
        snapshot = latest_snapshot(division)
        assert (snapshot.first_day, snapshot.horizon) == (date(2012, 1, 1), date(2028, 12, 26))


def keep(folder: Path, kind: str, day: str, *events: tuple[str, str]) -> None:
    path = folder / kind / "scotland" / f"{day}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    listed = [{"date": date, "title": title} for date, title in events]
    path.write_text(json.dumps({"events": listed}), encoding="utf-8")


def test_a_newer_snapshot_decides_for_its_own_years_and_an_older_one_for_those_before(
    tmp_path: Path,
) -> None:
    moved, kept = ("2026-05-04", "Early May"), ("2024-12-25", "Christmas Day")
    keep(tmp_path, "snapshots", "2025-01-01", kept, ("2025-12-25", "Old title"), moved)
    keep(tmp_path, "snapshots", "2026-01-01", ("2025-12-25", "New title"), ("2026-05-08", "Moved"))
    snapshot = latest_snapshot("scotland", tmp_path)
    assert snapshot.taken_on == date(2026, 1, 1)
    assert snapshot.holidays == {
        date(2024, 12, 25): "Christmas Day",
        date(2025, 12, 25): "New title",
        date(2026, 5, 8): "Moved",
    }


def test_an_override_adds_a_day_and_gives_way_to_the_title_of_the_feed(tmp_path: Path) -> None:
    keep(tmp_path, "snapshots", "2026-03-01", ("2026-05-08", "The feed's title"))
    keep(tmp_path, "overrides", "2026-02-01", ("2026-05-08", "Ours"), ("2026-06-15", "Extra"))
    assert latest_snapshot("scotland", tmp_path).holidays == {
        date(2026, 5, 8): "The feed's title",
        date(2026, 6, 15): "Extra",
    }


def test_an_installation_without_its_bank_holidays_says_so(tmp_path: Path) -> None:
    with pytest.raises(CalendarError) as refused:
        latest_snapshot("scotland", tmp_path)
    assert refused.value.code == "snapshot_missing"
