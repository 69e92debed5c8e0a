"""Reading one cell: every way in which a date, an identifier or nothing is written."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import ProblemError
from intake.files.cell_days import cell_day
from intake.files.cells import Cell, cell_count, cell_name, cell_text, is_blank

JUNE = date(2025, 6, 4)


@pytest.mark.parametrize(
    "written",
    [
        "2025-06-04",
        "2025-6-4",
        "2025/06/04",
        "20250604",
        "04/06/2025",
        "4/6/2025",
        "04-06-2025",
        "04.06.2025",
        "04 06 2025",
        "4 June 2025",
        "4 Jun 2025",
        "04-Jun-2025",
        "4th June 2025",
        "4th of June, 2025",
        "June 4, 2025",
        "04/06/2025 00:00",
        "04/06/2025 14:30:15",
        "4/6/2025 12:00:00 AM",
        "04/06/2025, 00:00",
        "2025-06-04 00:00:00.000",
        "2025-06-04T00:00:00",
        "2025-06-04T09:15:00+01:00",
        "2025-06-03T23:00:00Z",
        "45812",
        "45812.0",
        "45812.75",
        " 04/06/2025\N{NO-BREAK SPACE}",
        "04\N{EN DASH}06\N{EN DASH}2025",
        "\uff14/\uff16/\uff12\uff10\uff12\uff15",
        "\N{ZERO WIDTH SPACE}04/06/2025",
        '="04/06/2025"',
        "'04/06/2025",
        JUNE,
        datetime(2025, 6, 4, 9, 30, tzinfo=UTC).replace(tzinfo=None),
        datetime(2025, 6, 3, 23, 30, tzinfo=UTC),
        45812,
        45812.5,
    ],
)
def test_a_day_is_the_same_however_it_is_written(written: Cell) -> None:
    assert cell_day(written) == JUNE


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "04/06/25",
        "4 June 25",
        "04-Jun-25",
        "31/02/2025",
        "05/27/2025",
        "2025-27-05",
        "27052025",
        "04/06-2025",
        "4 Juno 2025",
        "4 J 2025",
        "04/06/2025 25:00",
        "04/06/2025 00:00Z",
        "04/06/1825",
        "9999-12-31",
        "9999-12-31T23:59:59Z",
        "1899-12-30 00:00:00",
        "0001-01-01T00:00:00+23:59",
        "12025",
        "4.5812E+04",
        "45,812",
        "#N/A",
        "4/6/2025" + " " * 50 + "x",
        True,
        float("nan"),
        float("inf"),
        7,
        None,
    ],
)
def test_what_is_no_plain_day_is_none(written: Cell) -> None:
    with pytest.raises(ValueError, match=r"."):
        cell_day(written)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_way_of_writing_a_day_gives_it_back(day: date) -> None:
    for form in (
        "%d/%m/%Y",
        "%Y-%m-%d 00:00:00",
        "%d %B %Y",
        "%d-%b-%Y",
        "%Y%m%d",
        "%d.%m.%Y %H:%M",
    ):
        assert cell_day(day.strftime(form)) == day
    assert cell_day(str((day - date(1899, 12, 30)).days)) == day


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_a_likely_day_or_none(text: str) -> None:
    try:
        assert 1900 <= cell_day(text).year <= 2099
    except ValueError:
        return


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            " ",
            "NULL",
            "null",
            "N/A",
            "n/a",
            "-",
            "\N{EN DASH}",
            "nan",
            "NaT",
            "None",
            "(blank)",
        ),
        *("\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}" * 150, " " * 300, r"\N", None, float("nan")),
    ],
)
def test_what_stands_where_nothing_is_known_says_nothing(written: Cell) -> None:
    assert cell_text(written) == ""
    assert is_blank(written) or str(written).strip("\N{ZERO WIDTH SPACE}") == ""
    with pytest.raises(ProblemError) as refused:
        cell_name(written, "CHILD")
    assert refused.value.code == "missing_field"


@pytest.mark.parametrize("written", ["0", "no", "Nil by mouth", "x", "-1", False, 0])
def test_what_says_something_is_not_blank(written: Cell) -> None:
    assert not is_blank(written)


@pytest.mark.parametrize(
    "written",
    [
        "701",
        "701.0",
        "701.00",
        " 701 ",
        701,
        701.0,
        '="701"',
        "'701",
        "\uff17\uff10\uff11",
        "7\u200b01",
    ],
)
def test_a_number_names_the_same_child_however_it_is_written(written: Cell) -> None:
    assert cell_name(written, "CHILD") == "701"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('="000701"', "000701"),
        ("000701", "000701"),
        ("1,002,345", "1002345"),
        ("1,002,345.00", "1002345"),
        ("7.01", "7.01"),
        ("1,2", "1,2"),
        ("C-701.0", "C-701.0"),
        ("1E5", "1E5"),
        ("O'Neill's", "O'Neill's"),
    ],
)
def test_nothing_else_of_a_name_is_changed(written: str, name: str) -> None:
    assert cell_name(written, "CHILD") == name


@pytest.mark.parametrize(
    "written",
    [
        *("1.00235E+11", "1.00235e+11", "1,00235E+11", "1E+05", "1.00235E11", "1.00235e+011"),
        *("#N/A", "#REF!", "########", 1e15, 10**16),
    ],
)
def test_a_number_that_a_spreadsheet_damaged_is_lost(written: Cell) -> None:
    with pytest.raises(ProblemError) as refused:
        cell_name(written, "CHILD")
    assert refused.value.code == "number_lost"
    assert "spreadsheet" in refused.value.message
    assert "case system" in refused.value.remedy


@pytest.mark.parametrize("written", [True, 7.5, JUNE, "x" * 65, "a\0b"])
def test_what_is_no_name_is_refused(written: Cell) -> None:
    with pytest.raises(ProblemError) as refused:
        cell_name(written, "CHILD")
    assert refused.value.code == "bad_name"


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_a_name_read_from_what_was_read_is_the_same(text: str) -> None:
    try:
        name = cell_name(text, "CHILD")
    except ProblemError:
        return
    assert name
    assert cell_name(name, "CHILD") == name or name.startswith(("=", "'"))


def test_a_count_has_no_point_zero() -> None:
    assert [cell_count(each) for each in ("14.0", "14", "1.5", "PN1", 3)] == [
        *("14", "14", "1.5", "PN1", "3")
    ]
