"""Reading CSV tables, damaged ones among them."""

import pytest

from intake.files.tables import TableRow, read_table
from intake.reading import Reading


def read(data: bytes, needed: tuple[str, ...] = ("a", "b")) -> tuple[list[TableRow], Reading]:
    reading = Reading()
    rows = read_table(data, table="t", file="t.csv", needed=needed, reading=reading)
    return rows, reading


def cells(data: bytes) -> list[tuple[str, str]]:
    rows, reading = read(data)
    assert not reading.refusals
    return [(row.cells["a"], row.cells["b"]) for row in rows]


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n1,2\n",
        b"\xef\xbb\xbfa,b\r\n1,2\r\n",
        b"a,b\r1,2\r",
        b"B,extra,A\n2,x,1\n",
        b'a,b\n" 1 ","2"\n',
        b"a,b\n1,2,,\n",
        b"a,b\n\n,,\n1,2\n",
        b'"A ",b\n1,2',
        b"a;b\n1;2\n",
        b"a\tb\n1\t2\n",
        b"a|b\n1|2\n",
        b'a;b\n"1";"2"\n',
        b"sep=;\na;b\n1;2\n",
        b"\xef\xbb\xbfsep=,\r\na,b\r\n1,2\r\n",
        b"sep=\\t\na\tb\n1\t2\n",
        b"sep=^\na^b\n1^2\n",
        b"sep=;\na,b\n1,2\n",
        "a\tb\r\n1\t2\r\n".encode("utf-16"),
        "a,b,another\n1,2,3\n".encode("utf-16-le"),
        "a,b,another\n1,2,3\n".encode("utf-16-be"),
        "a,b\n1,2\n".encode("utf-16-be").join([b"\xfe\xff", b""]),
        "\N{NO-BREAK SPACE}a,\N{ZERO WIDTH SPACE}B \n1,2\n".encode(),
    ],
)
def test_the_same_cells_come_out_however_the_file_was_saved(data: bytes) -> None:
    assert cells(data) == [("1", "2")]


def test_a_short_row_has_empty_cells() -> None:
    assert cells(b"a,b\n1\n") == [("1", "")]


def test_a_cell_may_hold_what_parts_others_in_another_table() -> None:
    assert cells(b'a;b\n1,5;"x; y"\n') == [("1,5", "x; y")]
    assert cells(b"a,b\n1;5,x|y\n") == [("1;5", "x|y")]


def test_the_lines_of_a_table_are_counted_from_the_line_that_says_its_separator() -> None:
    _, reading = read(b"sep=;\na;b\n1;2;3\n")
    assert [(each.line, each.code) for each in reading.refusals] == [(3, "too_many_cells")]


def test_broken_utf_16_is_refused() -> None:
    _, reading = read(b"\xff\xfea\x00,\x00\x00")
    assert [each.code for each in reading.refusals] == ["wrong_encoding"]


def test_columns_that_nothing_parts_are_not_said_to_be_missing() -> None:
    for data in (b"a^b\n1^2\n", b'"a,b"\n1,2\n', b"A : B\n1 : 2\n"):
        _, reading = read(data)
        assert [each.code for each in reading.refusals] == ["unknown_separator"]
    for data in (b"ab\n12\n", b"a^bb\n1^2\n"):
        assert [each.code for each in read(data)[1].refusals] == ["missing_columns"]


def test_windows_text_is_read() -> None:
    assert cells("a,b\ncafé,€\n".encode("cp1252")) == [("café", "€")]


def test_a_cell_may_hold_a_comma_and_a_line_end() -> None:
    rows, reading = read(b'a,b\n"1,1","2\n2"\n3,4\n')
    assert [row.cells["b"] for row in rows] == ["2\n2", "4"]
    assert [row.line for row in reading.rows] == [2, 4]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'"1,2', "bad_quotes"),
        (b'"1"x,2', "bad_quotes"),
        (b"1,2\0", "nul_byte"),
        (b"1,2,3", "too_many_cells"),
        (b"1," + b"x" * 70_000, "line_too_long"),
        (b"\x81\x8d,2", "wrong_encoding"),
    ],
)
def test_a_damaged_row_is_refused_and_the_next_one_read(line: bytes, code: str) -> None:
    rows, reading = read(b"a,b\n0,0\n" + line + b"\n3,4\n")
    assert [row.cells["a"] for row in rows] == ["0", "3"]
    assert [(each.line, each.code) for each in reading.refusals] == [(3, code)]
    assert [row.refused for row in reading.rows] == [None, code, None]


def test_a_stray_quotation_mark_does_not_swallow_the_rows_up_to_the_next_one() -> None:
    rows, reading = read(b'a,b\n"1,2\n3,4\n5,"6\n7,8\n')
    assert [row.cells["a"] for row in rows] == ["3", "7"]
    assert [each.line for each in reading.refusals] == [2, 4]


def test_a_missing_column_is_said_once_and_counts_every_row() -> None:
    rows, reading = read(b"a,c\n1,2\n3,4\n")
    assert not rows
    assert [(each.line, each.code) for each in reading.refusals] == [(0, "missing_columns")]
    assert "B" in reading.refusals[0].message
    assert [row.refused for row in reading.rows] == ["missing_columns"] * 2


def test_two_columns_of_one_name_are_refused() -> None:
    _, reading = read(b"a,b,A\n1,2,3\n")
    assert [each.code for each in reading.refusals] == ["repeated_column"]


def test_an_empty_file_lacks_its_columns() -> None:
    rows, reading = read(b"")
    assert not rows
    assert [each.code for each in reading.refusals] == ["missing_columns"]
