"""Workbooks that nobody should trust: refused piece by piece, and never fatal."""

import io
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from domain.errors import ProblemError
from intake.annex_a.columns import LISTS
from intake.annex_a.reader import read_annex_a
from intake.files import workbooks
from intake.reading import Reading
from tests.support.annex_a import header_of, rewrite, write_lists, write_sheets
from tests.unit.intake.rows import NOW, accounting, events

SHEET = "xl/worksheets/sheet1.xml"
ROW = {"child": 1, "received": date(2025, 5, 1)}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write_lists(tmp_path / "annex_a.xlsx", {3: [ROW]})


def read(*files: Path) -> Reading:
    reading = read_annex_a(files, now=NOW)
    assert all(line.accounted_for == line.rows_read for line in accounting(reading).values())
    return reading


def codes(reading: Reading) -> list[str]:
    return [refusal.code for refusal in reading.refusals]


def made_of(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_workbook"),
        (b"Child Unique ID,Date of Referral\n", "not_a_workbook"),
        (b"PK\x03\x04 and then nothing of a zip", "workbook_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old or encrypted one", "workbook_locked"),
    ],
)
def test_what_is_no_workbook_is_refused_and_the_others_are_read(
    tmp_path: Path, workbook: Path, content: bytes, code: str
) -> None:
    reading = read(made_of(tmp_path / "other.xlsx", content), workbook)
    assert codes(reading) == [code]
    assert len(events(reading)) == 1


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert codes(read(tmp_path / "absent.xlsx")) == ["file_unreadable"]


def test_a_folder_without_a_workbook_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        read(tmp_path)
    assert caught.value.code == "no_workbooks"


def test_a_zip_that_holds_no_workbook_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "photos.xlsx", "w") as archive:
        archive.writestr("one.txt", "hello")
    assert codes(read(tmp_path / "photos.xlsx")) == ["not_a_workbook"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(workbook: Path) -> None:
    bomb = rewrite(workbook, "xl/bomb.xml", lambda _: b" " * (workbooks.RATIO_COUNTS_ABOVE + 1))
    assert codes(read(bomb)) == ["workbook_too_large"]


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 1_000)
    assert codes(read(workbook)) == ["workbook_too_large"]


def test_a_file_that_is_too_large_is_refused(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "LARGEST_FILE", 1_000)
    assert codes(read(workbook)) == ["workbook_too_large"]


def test_a_workbook_of_very_many_parts_is_refused(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MOST_PARTS", 3)
    assert codes(read(workbook)) == ["workbook_too_large"]


def test_a_size_that_the_archive_lies_about_does_no_harm(workbook: Path) -> None:
    content = bytearray(workbook.read_bytes())
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(SHEET.encode()))
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    reading = read(made_of(workbook, bytes(content)))
    assert codes(reading) == ["workbook_damaged"]


def test_entities_are_refused(workbook: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    rewrite(workbook, SHEET, lambda sheet: bomb + sheet.partition(b"?>")[2])
    assert codes(read(workbook)) == ["workbook_has_entities"]


def test_entities_in_another_encoding_are_not_resolved(workbook: Path) -> None:
    def hide(sheet: bytes) -> bytes:
        text = sheet.decode().partition("?>")[2] if sheet.startswith(b"<?") else sheet.decode()
        bomb = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
        return (bomb + text).encode("utf-16")

    rewrite(workbook, SHEET, hide)
    assert codes(read(workbook)) == ["workbook_damaged"]


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"])
def test_damaged_text_is_refused(workbook: Path, part: str) -> None:
    rewrite(workbook, part, lambda content: content[: len(content) // 2] + b"</nonsense>")
    assert "workbook_damaged" in codes(read(workbook))


def test_a_sheet_damaged_half_way_keeps_what_came_before(tmp_path: Path) -> None:
    rows = [{"child": number, "received": date(2025, 5, 1)} for number in range(1, 201)]
    file = write_lists(tmp_path / "annex_a.xlsx", {3: rows, 4: []})
    rewrite(file, SHEET, lambda sheet: sheet.replace(b'<row r="150">', b'<row r="150"><broken>'))
    reading = read(file)
    assert codes(reading) == ["workbook_damaged"]
    assert 0 < len(events(reading)) < 200
    assert reading.rows_read["list 3"] == len(events(reading))


def test_a_dimension_that_lies_loses_nothing(workbook: Path) -> None:
    for lie in (b'ref="A1"', b'ref="A1:XFD1048576"'):
        rewrite(workbook, SHEET, lambda sheet, lie=lie: _with_dimension(sheet, lie))
        assert len(events(read(workbook))) == 1


def _with_dimension(sheet: bytes, ref: bytes) -> bytes:
    before, _, rest = sheet.partition(b"<dimension ")
    return before + b"<dimension " + ref + b" />" + rest.partition(b">")[2]


def test_blank_rows_without_end_are_passed_over(workbook: Path) -> None:
    last = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    rewrite(workbook, SHEET, lambda sheet: sheet.replace(b"</sheetData>", last))
    assert reading_of_one_row(workbook)


def reading_of_one_row(workbook: Path) -> bool:
    reading = read(workbook)
    return reading.rows_read == {"list 3": 1} and len(events(reading)) == 1


def test_a_row_number_beyond_any_sheet_ends_the_reading(workbook: Path) -> None:
    last = b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>'
    rewrite(workbook, SHEET, lambda sheet: sheet.replace(b"</sheetData>", last))
    assert reading_of_one_row(workbook)


def test_more_rows_than_any_authority_has_are_refused(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 1)
    assert codes(read(workbook)) == ["workbook_too_large"]


def test_a_formula_gives_its_stored_value_and_is_refused_without_one(tmp_path: Path) -> None:
    rows = [header_of(3), [1, "=DATE(2025,5,1)", "No"], [2, date(2025, 5, 2), "=B2"]]
    file = write_sheets(tmp_path / "a.xlsx", {"List 3": rows})
    reading = read(file)
    assert [(one.line, one.column, one.code) for one in reading.refusals] == [
        (2, "Date of Referral", "formula_without_value"),
        (3, "Referral NFA?", "formula_without_value"),
    ]
    rewrite(file, SHEET, lambda sheet: sheet.replace(b"<v></v>", b"<v>45778</v>", 1))
    rewrite(file, SHEET, lambda sheet: sheet.replace(b"<v />", b"<v>45778</v>", 1))
    assert [event.on for event in events(read(file))] == [date(2025, 5, 1), date(2025, 5, 2)]


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    rows = [header_of(3), [1, date(2025, 5, 1), '=""']]
    file = write_sheets(tmp_path / "a.xlsx", {"List 3": rows})
    rewrite(file, SHEET, lambda sheet: sheet.replace(b'<c r="C2"', b'<c r="C2" t="str"'))
    assert codes(read(file)) == []


def test_an_excel_error_is_refused_only_where_the_column_is_read(tmp_path: Path) -> None:
    rows = [[*header_of(3), "Allocated Team"], [1, "#N/A", "No", "#N/A"]]
    rows.append([2, date(2025, 5, 1), "No", "#VALUE!"])
    reading = read(write_sheets(tmp_path / "a.xlsx", {"List 3": rows}))
    assert [(one.line, one.code) for one in reading.refusals] == [(2, "excel_error")]


def test_a_workbook_that_counts_from_1904_has_the_same_dates(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.create_sheet("List 3")
    for row in (header_of(3), [1, date(2025, 5, 1), "No"], [2, 45778 - 1462, "No"]):
        sheet.append(row)
    book.save(tmp_path / "mac.xlsx")
    assert {event.on for event in events(read(tmp_path / "mac.xlsx"))} == {date(2025, 5, 1)}


def test_merged_cells_stand_in_their_first_cell(tmp_path: Path) -> None:
    file = write_sheets(
        tmp_path / "a.xlsx", {"List 3": [["A title"], header_of(3), [1, "1/5/2025", "No"]]}
    )
    book = load_workbook(file)
    book["List 3"].merge_cells("A1:C1")
    book.save(file)
    assert len(events(read(file))) == 1


def test_a_huge_cell_does_no_harm_and_is_not_repeated(tmp_path: Path) -> None:
    rows = [header_of(3), ["x" * 32_000, "1/5/2025", "y" * 32_000]]
    reading = read(write_sheets(tmp_path / "a.xlsx", {"List 3": rows}))
    assert codes(reading) == ["child_missing", "yes_or_no"]
    assert all(len(one.message + one.remedy) < 300 for one in reading.refusals)


def test_macros_are_told_of_and_never_run(workbook: Path) -> None:
    rewrite(workbook, "xl/vbaProject.bin", lambda _: b"Sub Auto_Open")
    reading = read(workbook)
    assert [one.code for one in reading.warnings] == ["macros_not_run"]
    assert len(events(reading)) == 1


def test_a_workbook_with_a_password_on_a_part_is_refused(workbook: Path) -> None:
    content = bytearray(workbook.read_bytes())
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(SHEET.encode()))
    content[at + 8] |= 1
    assert codes(read(made_of(workbook, bytes(content)))) == ["workbook_locked"]


_CELLS = st.one_of(
    st.none(),
    st.integers(-10, 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2199, 1, 1)),
    st.text(st.characters(min_codepoint=32, max_codepoint=0xD7FF), max_size=20),
    st.sampled_from(["Yes", "b) No", "C2: FCO", "01/05/2025", "#N/A", "=A1", "List 3", "E47"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    number=st.sampled_from(sorted(LISTS)),
    rows=st.lists(st.lists(_CELLS, max_size=14), max_size=12),
    order=st.randoms(use_true_random=False),
)
def test_whatever_the_cells_hold_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory,
    number: int,
    rows: list[list[Any]],
    order: Any,
) -> None:
    header = header_of(number)
    order.shuffle(header)
    file = tmp_path_factory.getbasetemp() / "cells.xlsx"
    write_sheets(file, {f"List {number}": [header, *rows]})
    reading = read(file)
    for refusal in reading.refusals:
        assert refusal.message
        assert refusal.remedy


def _small_workbook() -> bytes:
    buffer = io.BytesIO()
    book = Workbook()
    sheet = book.create_sheet("List 3")
    for row in (header_of(3), [1, date(2025, 5, 1), "No"], [2, date(2025, 5, 2), "=A1"]):
        sheet.append(row)
    book.save(buffer)
    return buffer.getvalue()


SMALL = _small_workbook()


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    changes=st.lists(
        st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=4)), max_size=6
    ),
    inside=st.booleans(),
    length=st.integers(0, 10**6),
)
def test_no_change_to_the_bytes_of_a_workbook_is_fatal(
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[tuple[int, bytes]],
    inside: bool,
    length: int,
) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.xlsx"
    if inside:
        file.write_bytes(SMALL)
        with ZipFile(file) as archive:
            parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
        names = sorted(parts)
        for at, content in changes:
            part = parts[names[at % len(names)]]
            place = at % max(len(part), 1)
            part[place : place + len(content)] = content
        with ZipFile(file, "w", ZIP_DEFLATED if length % 2 else ZIP_STORED) as archive:
            for name, part in parts.items():
                archive.writestr(name, bytes(part))
    else:
        data = bytearray(SMALL[: len(SMALL) - length % 50])
        for at, content in changes:
            place = at % len(data)
            data[place : place + len(content)] = content
        file.write_bytes(bytes(data))
    read(file)
