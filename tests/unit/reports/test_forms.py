"""A report as a page, a spreadsheet and CSV files."""

import csv
import io
from base64 import b64decode
from datetime import date, datetime
from fractions import Fraction

import pytest
from lxml import html
from openpyxl import load_workbook

from reports.formats import comma_separated, spreadsheet, web_page
from reports.formats.cells import percent
from reports.formats.charts import picture
from reports.formats.document import document
from reports.report import Chart, Column, Drawing, Kind, Report, Table

REVIEWS = Table(
    "Reviews on time",
    (
        Column("Year"),
        Column("Held", Kind.COUNT),
        Column("On time", Kind.PERCENT),
        Column("Last held", Kind.DATE),
        Column("Reason"),
    ),
    (
        ("2020/21", 1524, Fraction(1508, 1524), date(2021, 3, 30), "=HYPERLINK(1)"),
        ("2021/22", -3, Fraction(3, 2), None, "-2+3"),
    ),
    note="Counted <by completion>.",
    chart=Chart(Drawing.BARS, ("On time",), "The share on time by year."),
)
REPORT = Report(
    "iro-annual",
    "Annual report & tables",
    date(2021, 4, 1),
    date(2022, 3, 31),
    date(2022, 4, 9),
    ("One sentence.",),
    (REVIEWS, Table("Reviews on time", (Column("Team"),), ())),
    {"Rules": "statutory"},
)


def test_a_percentage_is_rounded_half_up_to_one_decimal() -> None:
    assert [str(percent(Fraction(*each))) for each in ((293, 387), (1, 800), (3, 2))] == [
        "75.7",
        "0.1",
        "150.0",
    ]


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        Table("Odd", (Column("One"), Column("Two")), (("one",),))


def test_a_chart_draws_only_columns_that_are_there() -> None:
    with pytest.raises(ValueError, match="not there"):
        Table("Odd", (Column("One"),), (), chart=Chart(Drawing.BARS, ("Two",), "Two."))


def test_the_page_shows_every_figure_and_escapes_every_text() -> None:
    page = html.fromstring(web_page.page(REPORT))
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//table[1]/tbody/tr")]
    assert rows == [
        ["2020/21", "1,524", "99.0%", "30 Mar 2021", "=HYPERLINK(1)"],
        ["2021/22", "-3", "150.0%", "", "-2+3"],
    ]
    assert page.xpath("//p[@class='note']")[0].text_content() == "Counted <by completion>."


def test_the_page_can_be_used_without_seeing_it() -> None:
    page = html.fromstring(web_page.page(REPORT))
    assert page.get("lang") == "en-GB"
    assert page.xpath("//img/@alt") == [
        "The share on time by year. The table below holds every figure."
    ]
    assert {th.get("scope") for th in page.iter("th")} == {"col", "row"}
    assert [heading.tag for heading in page.xpath("//h1|//h2")] == ["h1", "h2", "h2"]


def test_the_page_runs_no_script_and_names_no_other_place() -> None:
    text = web_page.page(REPORT)
    page = html.fromstring(text)
    drawn = b64decode(page.xpath("//img/@src")[0].partition("base64,")[2]).decode()
    assert drawn.startswith("<svg")
    assert "<script" not in text + drawn
    assert not page.xpath("//link | //*[starts-with(@src, 'http')]")


def test_an_empty_table_says_so() -> None:
    assert "There is nothing to show for this period." in web_page.page(REPORT)


def test_the_spreadsheet_has_typed_cells_and_no_formula() -> None:
    book = load_workbook(io.BytesIO(spreadsheet.workbook(REPORT)))
    assert book.sheetnames == ["About", "Reviews on time", "Reviews on time 2"]
    first, second = book["Reviews on time"].iter_rows(min_row=4, max_col=5)
    assert [cell.data_type for cell in first] == ["s", "n", "n", "d", "s"]
    assert first[2].value == pytest.approx(1508 / 1524)
    assert [first[1].number_format, first[2].number_format] == ["#,##0", "0.0%"]
    assert first[3].value == datetime(2021, 3, 30)  # noqa: DTZ001
    assert [second[1].value, second[4].value] == [-3, "-2+3"]


def test_csv_guards_texts_that_look_like_formulas_and_leaves_numbers_alone() -> None:
    files = comma_separated.files(REPORT)
    assert list(files) == ["1-reviews-on-time.csv", "2-reviews-on-time.csv"]
    text = files["1-reviews-on-time.csv"].decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1:] == [
        ["2020/21", "1524", "99.0", "2021-03-30", "'=HYPERLINK(1)"],
        ["2021/22", "-3", "150.0", "", "'-2+3"],
    ]


def test_a_workbook_says_it_was_made_on_the_day_of_its_report() -> None:
    book = load_workbook(io.BytesIO(spreadsheet.workbook(REPORT)))
    day = REPORT.as_at
    for said in (book.properties.created, book.properties.modified):
        assert (said.date(), said.hour, said.second) == (day, 0, 0)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert web_page.page(REPORT) == web_page.page(REPORT)
    assert spreadsheet.workbook(REPORT) == spreadsheet.workbook(REPORT)
    assert comma_separated.files(REPORT) == comma_separated.files(REPORT)


TOTALLED = Table(
    "Alerts",
    (Column("Category"), Column("Concerns", Kind.COUNT), Column("Praise", Kind.COUNT)),
    (("drift and delay in the plan", 7, 0), ("equality", 2, 0), ("All", 9, 0)),
    chart=Chart(Drawing.STACKED, ("Concerns", "Praise"), "Alerts by category."),
    sums=1,
)


def drawn_texts(table: Table) -> list[str]:
    drawn = picture(table)
    assert drawn is not None
    return [text.strip() for text in html.fromstring(drawn).itertext() if text.strip()]


def test_sums_and_columns_of_nothing_but_noughts_are_not_drawn() -> None:
    texts = drawn_texts(TOTALLED)
    assert "equality" in texts
    assert "All" not in texts
    assert "Praise" not in texts


def test_long_names_are_drawn_whole() -> None:
    assert "drift and delay in the plan" in drawn_texts(TOTALLED)


def test_a_chart_with_nothing_in_it_is_not_drawn() -> None:
    empty = Table("Alerts", TOTALLED.columns, (("All", 0, 0),), chart=TOTALLED.chart, sums=1)
    assert picture(empty) is None


def test_sums_are_set_apart() -> None:
    report = Report("alerts", "Alerts", REPORT.first, REPORT.last, REPORT.as_at, (), (TOTALLED,))
    page = html.fromstring(web_page.page(report))
    assert page.xpath("//tr[@class='sum']/th/text()") == ["All"]
    sheet = load_workbook(io.BytesIO(spreadsheet.workbook(report)))["Alerts"]
    assert [row[1].font.bold for row in sheet.iter_rows(min_row=3)] == [False, False, True]


def test_the_document_for_programs_has_numbers_and_dates() -> None:
    found = document(REPORT)
    assert (found["report"], found["from"], found["to"]) == (
        "iro-annual",
        "2021-04-01",
        "2022-03-31",
    )
    assert found["tables"][0]["rows"] == [
        ["2020/21", 1524, 99.0, "2021-03-30", "=HYPERLINK(1)"],
        ["2021/22", -3, 150.0, None, "-2+3"],
    ]
