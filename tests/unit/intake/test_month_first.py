"""Columns in which some dates can only be month first: none that could be either is taken."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.annex_a.reader import read_annex_a
from intake.complaints.reader import read_register
from intake.event_files.reader import read_event_files
from intake.files.month_first import NOTHING_SEEN, seen_in
from intake.other_files.comparators import read_comparators
from intake.ssda903.reader import read_return
from intake.standard_dataset.reader import read_dataset_in_files
from tests.support.annex_a import write_lists
from tests.support.standard_dataset import write_csv_tables
from tests.unit.intake.rows import (
    NOW,
    accounting,
    all_counted,
    child,
    codes,
    episode,
    events,
    of_type,
    read_tables,
    review,
)


def test_the_ambiguous_dates_of_such_a_column_are_refused_in_one_message(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        episodes=[episode("02/09/2024")],
        reviews=[
            review("01/04/2025"),
            review("04/22/2025"),
            review("02/05/2025 00:00"),
            review("03/03/2025"),
            review("2025-05-06"),
            review("7 May 2025"),
        ],
    )
    assert codes(reading) == [(2, "month_first"), (3, "ssda903_166")]
    assert " 2 " in reading.refusals[0].message
    assert reading.refusals[0].column == "REVIEW"
    assert accounting(reading)["reviews"].refused == {"month_first": 2, "ssda903_166": 1}
    assert [event.on for event in of_type(reading, "review_held")] == [
        *(date(2025, 3, 3), date(2025, 5, 6), date(2025, 5, 7))
    ]
    assert all_counted(reading)


def test_another_column_and_another_file_are_not_concerned(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        header=[child(dob="01/02/2015")],
        episodes=[episode("02/09/2024")],
        reviews=[review("04/22/2025"), review("02/05/2025")],
    )
    assert {event.type for event in events(reading)} == {
        *("born", "became_looked_after", "placement_started")
    }


def test_children_of_such_rows_are_in_doubt(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        year=2024,
        header=[child(), child("2")],
        episodes=[episode("02/09/2024"), episode("02/09/2024", number="2")],
        reviews=[review("01/04/2025"), review("04/22/2025", number="2")],
    )
    assert reading.read_whole is not None
    reviews = next(each for each in reading.read_whole.tables if each.table == "reviews")
    assert set(reviews.doubtful) == {"1", "2"}


def test_the_xml_of_a_return_is_looked_at_as_a_whole(tmp_path: Path) -> None:
    days = ["04/22/2025", "02/05/2025"]
    text = "".join(f"<AREVIEW><REVIEW>{day}</REVIEW></AREVIEW>" for day in days)
    file = tmp_path / "return.xml"
    file.write_text(
        f"<SSDA903><CHILD><HEADER><CHILDID>1</CHILDID>{text}</HEADER></CHILD></SSDA903>"
    )
    reading = read_return([file], now=NOW)
    assert not of_type(reading, "review_held")
    assert "month_first" in {code for _, code in codes(reading)}


def test_the_register_takes_none_of_them(tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    days = ["04-22-2025", "02-05-2025", "03-05-2025", "22-04-2025"]
    rows = [f"C-{place},corporate,{day}" for place, day in enumerate(days)]
    file.write_text("\n".join(["reference,procedure,received_on", *rows]))
    reading = read_register([file], now=NOW)
    assert codes(reading) == [(2, "impossible_date"), (3, "month_first")]
    assert accounting(reading)["complaints"].refused == {"impossible_date": 1, "month_first": 2}
    assert [event.case for event in events(reading)] == ["C-3"]


def test_the_dataset_takes_none_of_them(tmp_path: Path) -> None:
    rows = [
        {"cine_referral_id": str(place), "cine_person_id": "1", "cine_referral_date": day}
        for place, day in enumerate(["04/22/2025", "02/05/2025", "2025-05-06"])
    ]
    folder = write_csv_tables(tmp_path / "ssd", {"ssd_cin_episodes": rows})
    feed = read_dataset_in_files([folder], now=NOW)
    assert [event.on for event in events(feed.reading)] == [date(2025, 5, 6)]
    assert feed.doubtful == {"1"}


def test_a_workbook_whose_texts_are_month_first_made_wrong_dates_of_the_others(
    tmp_path: Path,
) -> None:
    days: list[date | str] = ["04/22/2025", date(2025, 5, 2), date(2025, 5, 20), date(2025, 5, 5)]
    rows = [{"child": place, "received": day} for place, day in enumerate(days, start=1)]
    reading = read_annex_a([write_lists(tmp_path / "a.xlsx", {3: rows})], now=NOW)
    assert [code for _, code in codes(reading)] == ["impossible_date", "month_first"]
    assert [event.case for event in events(reading)] == ["3", "4"]


def test_events_in_a_table_take_none_of_them(tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    days = ["04/22/2025", "02/05/2025", "03/05/2025"]
    rows = [f"mosaic,{place},1,review_held,{day}" for place, day in enumerate(days)]
    file.write_text("\n".join(["source,id,subject,type,at", *rows]))
    reading = read_event_files([file], now=NOW)
    assert not events(reading)
    assert codes(reading) == [(2, "impossible_date"), (3, "month_first")]


def test_comparators_take_none_of_them() -> None:
    rows = [f"lac.reviews.on_time,{day},2025-03-31,1,2,3" for day in ("04/22/2024", "01/04/2024")]
    text = "\n".join(["measure,from,to,quartile_1,quartile_2,quartile_3", *rows])
    found, reading = read_comparators(text.encode(), "comparators.csv")
    assert not found
    assert codes(reading) == [(2, "bad_comparator_day"), (3, "month_first")]


@pytest.mark.parametrize(
    "days", [["22/04/2025", "02/05/2025"], ["31/31/2025", "02/05/2025"], ["00/22/2025"], ["5/6/25"]]
)
def test_a_column_without_such_a_date_is_read_day_first(days: list[str]) -> None:
    assert seen_in([{"on": day} for day in days]) is NOTHING_SEEN


@given(st.lists(st.dates(date(2020, 1, 1), date(2025, 12, 31)), min_size=1))
def test_no_date_of_a_month_first_column_is_taken_for_another_day(days: list[date]) -> None:
    cells = [day.strftime("%m/%d/%Y") for day in days]
    seen = seen_in([{"on": cell} for cell in cells])
    if not any(day.day > 12 for day in days):
        assert seen is NOTHING_SEEN
        return
    for day, cell in zip(days, cells, strict=True):
        assert seen.refuses("on", cell) == (day.day <= 12 and day.day != day.month)
