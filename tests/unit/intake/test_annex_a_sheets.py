"""Annex A: sheets, headers and dates as authorities write them."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from intake.annex_a.columns import LISTS, plain
from intake.annex_a.reader import read_annex_a
from intake.reading import Reading
from tests.support.annex_a import Rows, header_of, sheet_rows, write_lists, write_sheets
from tests.unit.intake.rows import NOW, accounting, codes, events, refused, warned


def read(folder: Path, lists: Mapping[int, Rows]) -> Reading:
    reading = read_annex_a([write_lists(folder / "annex_a.xlsx", lists)], now=NOW)
    assert all(line.accounted_for == line.rows_read for line in accounting(reading).values())
    return reading


@pytest.mark.parametrize("number", [1, 2, 6])
def test_lists_without_time_limits_are_counted_and_left_alone(tmp_path: Path, number: int) -> None:
    rows = [["Contacts of the last six months"], ["Child ID", "Date of Contact"], [1, "1/5/2025"]]
    file = write_sheets(tmp_path / "a.xlsx", {f"List {number}": rows})
    reading = read_annex_a([file], now=NOW)
    assert accounting(reading)[f"list {number}"].set_aside == {"list_without_limits": 1}
    assert reading.events == []


@pytest.mark.parametrize(
    "title", ["List 3", "List_3 Referrals", "LIST 03", "list3", "Annex A-List-3"]
)
def test_a_sheet_may_be_named_in_many_ways(tmp_path: Path, title: str) -> None:
    rows = sheet_rows(3, [{"child": 1, "received": date(2025, 5, 1)}])
    reading = read_annex_a([write_sheets(tmp_path / "a.xlsx", {title: rows})], now=NOW)
    assert len(events(reading)) == 1


def test_headers_may_be_written_in_other_words_order_and_lines_below_titles(
    tmp_path: Path,
) -> None:
    rows = [
        ["Anyshire County Council"],
        [],
        ["List 8: children in care", None, "as at 31 May 2025"],
        [
            "date of latest\nSTATUTORY  review ",
            "D.O.B.",
            "Allocated Worker",
            "child id",
            "Date started to be  looked after",
        ],
        ["03/03/2025", "01/02/2015", "Somebody", "A-7", "04/03/2024"],
    ]
    reading = read_annex_a([write_sheets(tmp_path / "a.xlsx", {"Children": rows})], now=NOW)
    assert [(event.case, event.type, event.on) for event in events(reading)] == [
        ("A-7", "born", date(2015, 2, 1)),
        ("A-7", "became_looked_after", date(2024, 3, 4)),
        ("A-7", "review_held", date(2025, 3, 3)),
    ]
    assert warned(reading) == {"columns_missing"}
    assert reading.rows[0].line == 5


@pytest.mark.parametrize(
    "written",
    [
        datetime.fromisoformat("2025-05-01T14:30"),
        date(2025, 5, 1),
        45778,
        45778.6,
        "45778",
        "01/05/2025",
        "1.5.2025",
        "01-05-2025",
        "1 May 2025",
        "01-May-2025",
        "2025-05-01",
        "2025-05-01 00:00:00",
        "01/05/2025 09:15",
    ],
)
def test_a_date_may_be_a_date_a_number_or_a_text(tmp_path: Path, written: Any) -> None:
    reading = read(tmp_path, {3: [{"child": 1, "received": written}]})
    assert [event.on for event in events(reading)] == [date(2025, 5, 1)]


@pytest.mark.parametrize(
    "written", ["soon", "31/02/2025", "05/2025", "1/5/25", 12, True, "1 Mai 2025", "9" * 40_000]
)
def test_what_is_no_date_is_refused(tmp_path: Path, written: Any) -> None:
    reading = read(tmp_path, {3: [{"child": 1, "received": written}]})
    assert refused(reading) == [("Date of Referral", "impossible_date")]
    assert str(written)[:20] not in reading.refusals[0].message or written in (12, True)


def test_a_date_in_the_future_is_refused(tmp_path: Path) -> None:
    reading = read(tmp_path, {3: [{"child": 1, "received": date(2025, 6, 9)}]})
    assert refused(reading) == [("Date of Referral", "future_fact")]


def test_a_row_without_its_identifier_or_first_date_is_refused(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"received": date(2025, 5, 1)},
        {"child": 1, "no_further_action": "No"},
    ]
    reading = read(tmp_path, {3: rows})
    assert refused(reading) == [
        ("Child Unique ID", "child_missing"),
        ("Date of Referral", "date_missing"),
    ]
    assert reading.events == []


def test_the_same_row_twice_is_kept_once_and_another_story_is_refused(tmp_path: Path) -> None:
    row = {"child": 1, "received": date(2025, 5, 1), "no_further_action": "No"}
    reading = read(tmp_path, {3: [row, row, row | {"no_further_action": "Yes"}]})
    line = accounting(reading)["list 3"]
    assert (line.rows_giving_events, line.unchanged) == (1, 1)
    assert line.refused == {"contradicts_earlier_row": 1}


def test_a_sheet_without_its_headers_is_refused_as_a_whole(tmp_path: Path) -> None:
    rows = [["Ref", "When"], [1, "01/05/2025"]]
    reading = read_annex_a([write_sheets(tmp_path / "a.xlsx", {"List 3": rows})], now=NOW)
    assert [(one.file, one.code) for one in reading.refusals] == [
        ("a.xlsx, list 3", "sheet_without_header")
    ]
    assert accounting(reading)["list 3"].refused == {"sheet_without_header": 2}


def test_two_columns_for_the_same_thing_are_refused(tmp_path: Path) -> None:
    rows = [[*header_of(3), "Referral Date"], [1, "01/05/2025", "No", "02/05/2025"]]
    reading = read_annex_a([write_sheets(tmp_path / "a.xlsx", {"List 3": rows})], now=NOW)
    assert accounting(reading)["list 3"].refused == {"column_given_twice": 1}


def test_other_and_hidden_sheets_are_counted_and_told(tmp_path: Path) -> None:
    listed = sheet_rows(3, [{"child": 1, "received": date(2025, 5, 1)}])
    sheets = {"Validation": [["Yes"], ["No"]], "List 3": listed, "List 3 old": listed}
    file = write_sheets(tmp_path / "a.xlsx", sheets, hidden=["List 3 old"])
    reading = read_annex_a([file], now=NOW)
    assert accounting(reading)["other sheets"].set_aside == {"unknown_sheet": 2}
    assert accounting(reading)["list 3"].set_aside == {"hidden_sheet": 2}
    assert warned(reading) == {"unknown_sheet", "hidden_sheet"}


def test_no_two_columns_of_a_list_can_be_confused() -> None:
    for columns in LISTS.values():
        for column in columns.values():
            for name in (column.header, *column.others):
                called = [each for each in columns.values() if each.is_called(plain(name))]
                assert called == [column]


SEND_LISTS = {
    "List 1": ["Child Unique ID", "Date of Birth", "Date EHC needs assessment requested"],
    "List 2": ["Child Unique ID", "Date of Birth", "Date EHC plan finalised"],
    "List 3": ["Child Unique ID", "Annual review date", "Type of setting"],
}


def test_the_annex_a_of_send_inspections_is_named_and_not_read(tmp_path: Path) -> None:
    rows = ["7001", "01/02/2015", "03/03/2025"]
    sheets = {title: [headers, rows] for title, headers in SEND_LISTS.items()}
    reading = read_annex_a([write_sheets(tmp_path / "a.xlsx", sheets)], now=NOW)
    assert codes(reading) == [(0, "send_annex_a")]
    assert not reading.rows


def test_a_workbook_of_something_else_is_said_to_be_no_annex_a(tmp_path: Path) -> None:
    sheets = {"Budget": [["Team", "Month", "Spent"], ["North", "May", 12]]}
    reading = read_annex_a([write_sheets(tmp_path / "b.xlsx", sheets)], now=NOW)
    assert codes(reading) == [(0, "not_annex_a")]


@pytest.mark.parametrize(
    "above",
    [["Data as at 12/05/2025"], ["Date of extract:", "12 May 2025"], [None, "Exported on", 45789]],
)
def test_the_day_of_the_export_is_read_where_it_stands_above_a_list(
    tmp_path: Path, above: list[object]
) -> None:
    rows = [above, *sheet_rows(8, [{"child": 1, "started": date(2025, 3, 3)}])]
    file = write_sheets(tmp_path / "a.xlsx", {"List 8": rows})
    reading = read_annex_a([file], now=NOW)
    assert reading.exported_on == date(2025, 5, 12)
    assert len(reading.events) == 1
