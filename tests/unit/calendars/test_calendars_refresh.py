"""Keeping a snapshot: only of what is new, never over another, and never against the past."""

import json
from datetime import date
from pathlib import Path

import pytest

from calendars.errors import CalendarError
from calendars.feed import read_feed
from calendars.library import calendar
from calendars.refresh import DivisionRefresh, refresh
from calendars.snapshot import DIVISIONS, latest_snapshot, newest_day, snapshot_days
from tests.support.feeds import Content, as_answer, feed_content

TODAY = date(2026, 11, 2)
ADDRESS = "https://www.gov.uk/bank-holidays.json"
JUBILEE = date(2027, 6, 18)


def refreshed(folder: Path, content: Content, today: date = TODAY) -> dict[str, DivisionRefresh]:
    feed = read_feed(as_answer(content), today)
    found = refresh(folder, feed, address=ADDRESS, today=today)
    return {each.division: each for each in found}


def code_for(folder: Path, content: Content, today: date = TODAY) -> str:
    with pytest.raises(CalendarError) as refused:
        refreshed(folder, content, today)
    assert refused.value.remedy
    return refused.value.code


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_what_is_known_already_is_not_stored_again(tmp_path: Path) -> None:
    found = refreshed(tmp_path, feed_content())
    assert not any(each.changed for each in found.values())
    assert files(tmp_path) == []


def test_the_years_that_the_feed_has_dropped_are_not_taken_for_removed(tmp_path: Path) -> None:
    assert not any(each.changed for each in refreshed(tmp_path, feed_content(2025)).values())


def test_a_new_bank_holiday_is_stored_and_told(tmp_path: Path) -> None:
    found = refreshed(tmp_path, feed_content(d2027_06_18="Jubilee"))
    for each in found.values():
        assert (dict(each.added), dict(each.removed)) == ({JUBILEE: "Jubilee"}, {})
        assert each.horizon == each.horizon_before == date(2028, 12, 26)
    assert files(tmp_path) == sorted(f"{division}/2026-11-02.json" for division in DIVISIONS)
    assert latest_snapshot("scotland", fetched=tmp_path).holidays[JUBILEE] == "Jubilee"
    assert latest_snapshot("scotland", fetched=tmp_path).first_day == date(2012, 1, 1)
    stored = json.loads((tmp_path / "scotland" / "2026-11-02.json").read_text())
    assert (stored["division"], stored["taken_on"]) == ("scotland", "2026-11-02")
    assert stored["source"]["address"] == ADDRESS


def test_only_a_division_with_something_new_gets_a_snapshot(tmp_path: Path) -> None:
    content = feed_content()
    content["scotland"] = feed_content(d2027_06_18="Jubilee")["scotland"]
    assert refreshed(tmp_path, content)["scotland"].changed
    assert files(tmp_path) == ["scotland/2026-11-02.json"]


def test_the_same_answer_again_stores_nothing(tmp_path: Path) -> None:
    refreshed(tmp_path, feed_content(d2027_06_18="Jubilee"))
    for today in (TODAY, date(2026, 12, 1)):
        again = refreshed(tmp_path, feed_content(d2027_06_18="Jubilee"), today)
        assert not any(each.changed for each in again.values())
    assert len(files(tmp_path)) == 3


def test_another_year_moves_the_horizon(tmp_path: Path) -> None:
    content = feed_content()
    for given in content.values():
        given["events"] += [
            {"date": f"2029-{day}", "title": "Holiday"}
            for day in ("01-01", "03-30", "04-02", "05-07", "08-27", "12-25", "12-26")
        ]
    england = refreshed(tmp_path, content)["england-and-wales"]
    assert (england.horizon_before, england.horizon) == (date(2028, 12, 26), date(2029, 12, 26))
    assert len(england.added) == 7
    assert calendar("any-uk", tmp_path).horizon == date(2029, 12, 26)


def test_a_bank_holiday_to_come_may_be_taken_back(tmp_path: Path) -> None:
    found = refreshed(tmp_path, feed_content(without=("2027-05-03",)))
    assert list(found["scotland"].removed) == [date(2027, 5, 3)]
    assert date(2027, 5, 3) not in latest_snapshot("scotland", fetched=tmp_path).holidays


@pytest.mark.parametrize(
    ("today", "code"),
    [(date(2027, 5, 3), None), (date(2027, 5, 4), "feed_removes_past_holiday")],
)
def test_a_bank_holiday_that_is_past_cannot_be_taken_back(
    tmp_path: Path, today: date, code: str | None
) -> None:
    content = feed_content(without=("2027-05-03",), d2027_06_18="Jubilee")
    if code is None:
        assert refreshed(tmp_path, content, today)["scotland"].removed
    else:
        assert code_for(tmp_path, content, today) == code
        assert files(tmp_path) == []


def test_a_bank_holiday_that_the_program_adds_itself_is_not_taken_for_removed(
    tmp_path: Path,
) -> None:
    found = refreshed(tmp_path, feed_content(without=("2026-06-15",), d2027_06_18="Jubilee"))
    assert dict(found["scotland"].removed) == {}
    assert date(2026, 6, 15) in latest_snapshot("scotland", fetched=tmp_path).holidays


def test_an_answer_that_ends_a_year_earlier_is_refused(tmp_path: Path) -> None:
    assert code_for(tmp_path, feed_content(2020, 2027)) == "feed_ends_earlier"
    assert files(tmp_path) == []


def test_a_new_title_is_kept_and_told(tmp_path: Path) -> None:
    found = refreshed(tmp_path, feed_content(d2027_12_27="Christmas, moved"))
    assert dict(found["scotland"].renamed) == {date(2027, 12, 27): "Christmas, moved"}
    assert dict(found["scotland"].added) == {}


def test_a_stored_snapshot_is_never_changed(tmp_path: Path) -> None:
    refreshed(tmp_path, feed_content(d2027_06_18="Jubilee"))
    before = (tmp_path / "scotland" / "2026-11-02.json").read_bytes()
    assert code_for(tmp_path, feed_content(d2027_06_21="Jubilee")) == "snapshot_of_today"
    assert (tmp_path / "scotland" / "2026-11-02.json").read_bytes() == before


def test_a_clock_set_back_stores_nothing_behind_what_is_known(tmp_path: Path) -> None:
    content = feed_content(d2027_06_18="Jubilee")
    assert code_for(tmp_path, content, date(2026, 1, 5)) == "snapshot_of_today"


def test_a_folder_that_cannot_be_written_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "scotland").write_text("a file in its place")
    content = feed_content(d2027_06_18="Jubilee")
    assert code_for(tmp_path, content) == "snapshot_not_stored"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2026-11-02.json", "{"),
        ("2026-11-02.json", "[]"),
        ("2026-11-02.json", '{"events": []}'),
        ("2026-11-02.json", '{"events": [{"date": "x", "title": "y"}]}'),
        ("notes.json", '{"events": []}'),
    ],
)
def test_a_stored_snapshot_that_was_spoilt_is_said_to_be_so(
    tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / "scotland").mkdir()
    (tmp_path / "scotland" / name).write_text(text)
    with pytest.raises(CalendarError) as refused:
        calendar("scotland", tmp_path)
    assert refused.value.code == "snapshot_unreadable"


def test_a_calendar_can_be_had_as_it_was_known_on_a_day(tmp_path: Path) -> None:
    refreshed(tmp_path, feed_content(d2027_06_18="Jubilee"))
    assert snapshot_days("scotland", tmp_path) == [date(2026, 2, 25), TODAY]
    assert newest_day(tmp_path) == TODAY
    for name in ("scotland", "any-uk"):
        newest = calendar(name, tmp_path)
        assert newest.taken_on == TODAY
        assert not newest.is_working_day(JUBILEE)
        assert newest.known_on(TODAY) is newest
        assert newest.known_on(date(2026, 11, 1)).is_working_day(JUBILEE)
        assert newest.known_on(date(2020, 1, 1)).taken_on == date(2026, 2, 25)
        assert calendar(name, tmp_path, date(2026, 11, 1)).is_working_day(JUBILEE)
        assert not calendar(name, tmp_path, TODAY).is_working_day(JUBILEE)
    assert calendar("scotland").is_working_day(JUBILEE)


def test_a_folder_without_anything_newer_gives_the_calendars_of_the_program(
    tmp_path: Path,
) -> None:
    assert calendar("scotland", tmp_path, date(2026, 2, 25)) is calendar("scotland")
    assert calendar("none", tmp_path) is calendar("none")


def rest_of_2026(content: Content) -> Content:
    """The feed as one that begins on 1 December 2026 gives it."""
    for given in content.values():
        given["events"] = [one for one in given["events"] if one["date"] >= "2026-12-01"]
    return content


def test_a_feed_from_today_on_adds_its_days_and_keeps_the_earlier_ones(tmp_path: Path) -> None:
    before = latest_snapshot("scotland").holidays
    found = refreshed(tmp_path, rest_of_2026(feed_content(d2026_12_07="A day of thanks")))
    for each in found.values():
        assert dict(each.added) == {date(2026, 12, 7): "A day of thanks"}
        assert dict(each.removed) == {}
        assert each.horizon == date(2028, 12, 26)
        [remark] = each.remarks
        assert "begins with 7 December 2026" in remark
    after = latest_snapshot("scotland", fetched=tmp_path)
    assert after.holidays == {**before, date(2026, 12, 7): "A day of thanks"}
    assert after.horizon == date(2028, 12, 26)


def test_a_feed_from_today_on_still_cannot_take_back_a_day_that_is_past(tmp_path: Path) -> None:
    content = rest_of_2026(feed_content(without=("2026-12-28",), d2026_12_07="A day of thanks"))
    assert refreshed(tmp_path, content)["scotland"].removed == {date(2026, 12, 28): "Boxing Day"}
    later = date(2026, 12, 29)
    assert code_for(tmp_path / "later", content, later) == "feed_removes_past_holiday"


def test_one_day_of_the_next_year_is_a_bank_holiday_and_provisional(tmp_path: Path) -> None:
    day = date(2029, 6, 8)
    found = refreshed(tmp_path, feed_content(d2029_06_08="A day of thanks"))
    for name, each in found.items():
        assert dict(each.added) == {day: "A day of thanks"}
        assert each.horizon == each.horizon_before == date(2028, 12, 26)
        [remark] = each.remarks
        assert "only part of 2029" in remark
        asked = calendar(name, tmp_path)
        assert asked.horizon == date(2028, 12, 26)
        assert not asked.is_working_day(day)
        assert asked.is_provisional(day)
        # What is not announced is still expected, and told apart from what is.
        whys = {one.day: one.why for one in asked.workings(date(2028, 12, 26), day)}
        assert whys[day] == "A day of thanks (bank holiday)"
        assert whys[date(2029, 1, 1)] == "New Year's Day (bank holiday, not yet announced)"
    assert calendar("any-uk", tmp_path).holiday_name(day) == "A day of thanks"
    assert not any(
        each.changed
        for each in refreshed(tmp_path, feed_content(d2029_06_08="A day of thanks")).values()
    )


def test_a_feed_may_begin_and_end_in_the_middle_of_a_year(tmp_path: Path) -> None:
    content = rest_of_2026(feed_content(d2027_06_18="Jubilee"))
    for given in content.values():
        given["events"] = [one for one in given["events"] if one["date"] < "2028-06-01"]
    before = latest_snapshot("northern-ireland").holidays
    found = refreshed(tmp_path, content)["northern-ireland"]
    assert (dict(found.added), dict(found.removed)) == ({JUBILEE: "Jubilee"}, {})
    assert len(found.remarks) == 2
    after = latest_snapshot("northern-ireland", fetched=tmp_path)
    assert after.holidays == {**before, JUBILEE: "Jubilee"}
    assert after.horizon == date(2028, 12, 26)


def test_one_division_in_part_and_another_whole(tmp_path: Path) -> None:
    whole = [
        {"date": f"2029-{day}", "title": "Holiday"}
        for day in ("01-01", "03-30", "04-02", "05-07", "05-28", "08-27", "12-25", "12-26")
    ]
    content = feed_content()
    content["england-and-wales"]["events"] += whole
    content["scotland"]["events"] += whole[:-2]
    found = refreshed(tmp_path, content)
    assert found["england-and-wales"].horizon == date(2029, 12, 26)
    assert not found["england-and-wales"].remarks
    assert found["scotland"].horizon == date(2028, 12, 26)
    assert len(found["scotland"].added) == 6
    assert not found["northern-ireland"].changed
    assert calendar("any-uk", tmp_path).horizon == date(2028, 12, 26)
    assert not calendar("any-uk", tmp_path).is_working_day(date(2029, 5, 28))


def test_a_past_day_taken_back_in_one_division_keeps_no_other_back(tmp_path: Path) -> None:
    content = feed_content(d2027_06_18="Jubilee")
    content["scotland"] = feed_content(without=("2026-05-04",))["scotland"]
    found = refreshed(tmp_path, content)
    refused = found["scotland"].refused
    assert refused is not None
    assert refused.code == "feed_removes_past_holiday"
    assert not found["scotland"].changed
    assert files(tmp_path) == [
        "england-and-wales/2026-11-02.json",
        "northern-ireland/2026-11-02.json",
    ]


def test_one_division_stored_today_keeps_no_other_back(tmp_path: Path) -> None:
    content = feed_content()
    content["scotland"] = feed_content(d2027_06_18="Jubilee")["scotland"]
    refreshed(tmp_path, content)
    found = refreshed(tmp_path, feed_content(d2027_06_21="Jubilee"))
    assert found["scotland"].refused is not None
    assert found["england-and-wales"].changed


def test_a_year_that_nobody_announced_is_said_and_not_leapt_over(tmp_path: Path) -> None:
    content = feed_content()
    for given in content.values():
        given["events"] = [
            {"date": one["date"].replace("2027", "2031").replace("2028", "2030"), "title": "Day"}
            for one in given["events"]
            if one["date"][:4] in ("2027", "2028")
        ]
    found = refreshed(tmp_path, content)["scotland"]
    assert found.horizon == date(2028, 12, 26)
    assert "is not known" in found.remarks[0]
    assert len(found.added) == 18


def test_years_told_in_pieces_count_as_whole_once_one_answer_tells_them_all(
    tmp_path: Path,
) -> None:
    content = feed_content()
    year = [
        {"date": f"2029-{day}", "title": "Holiday"}
        for day in ("01-01", "03-30", "04-02", "05-07", "05-28", "08-27", "12-25", "12-26")
    ]
    for given in content.values():
        given["events"] += year[:4]
    refreshed(tmp_path, content)
    for given in content.values():
        given["events"] = year[4:] + [
            {"date": one["date"].replace("2029", "2030"), "title": "Holiday"} for one in year
        ]
    later = date(2029, 5, 8)
    assert refreshed(tmp_path, content, later)["scotland"].horizon == date(2028, 12, 26)
    for given in content.values():
        given["events"] += year[:4]
    found = refreshed(tmp_path, content, date(2029, 5, 9))["scotland"]
    assert (dict(found.added), found.changed) == ({}, True)
    assert latest_snapshot("scotland", fetched=tmp_path).horizon == date(2030, 12, 26)
