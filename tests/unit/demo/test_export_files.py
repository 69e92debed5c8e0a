"""Whether the synthetic authority's files are such as an authority could send."""

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest

from demo.export.annex_a_lists import HEADERS
from demo.export.pupil_numbers import pupil_number
from demo.export.ssda903_tables import COLUMNS
from demo.export.standard_dataset_tables import COLUMNS as DATASET_COLUMNS
from demo.export.writing import County, county, export
from demo.export.years import Span, last_complete_year
from domain.errors import ProblemError
from intake.standard_dataset.tables import TABLES

AS_OF = date(2024, 7, 1)
Row = dict[str, str]


@pytest.fixture(scope="module")
def invented() -> County:
    return county(3, AS_OF)


@pytest.fixture(scope="module")
def folder(invented: County, tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("county")
    export(written, invented, children=150)
    return written


def rows(folder: Path, table: str) -> list[Row]:
    with (folder / "ssda903" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def british(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def test_each_table_of_the_return_has_its_file_and_its_columns(folder: Path) -> None:
    for table, columns in COLUMNS.items():
        first = (folder / "ssda903" / f"{table}.csv").read_text("utf-8").splitlines()[0]
        assert first == ",".join(columns)


def test_the_standard_dataset_has_each_table_that_is_read_with_the_columns_that_it_needs(
    folder: Path,
) -> None:
    assert set(DATASET_COLUMNS) == set(TABLES)
    for name, table in TABLES.items():
        path = folder / "standard-dataset" / f"{name}.csv"
        columns = path.read_text("utf-8").splitlines()[0].split(",")
        assert set(table.needed) <= set(columns) <= set(table.read)


def test_a_row_of_the_standard_dataset_keeps_its_identifier_to_itself(folder: Path) -> None:
    for name, table in TABLES.items():
        with (folder / "standard-dataset" / f"{name}.csv").open(encoding="utf-8") as file:
            named = [row[table.identifier] for row in csv.DictReader(file)]
        assert len(named) == len(set(named))


def test_the_standard_dataset_tells_of_the_children_of_the_return_under_their_numbers(
    tmp_path: Path,
) -> None:
    # On the last day of the return's year both tell of the same time.
    export(tmp_path, county(3, date(2024, 3, 31)), children=40)
    with (tmp_path / "standard-dataset" / "ssd_person.csv").open(encoding="utf-8") as file:
        people = {row["pers_person_id"]: row["pers_dob"] for row in csv.DictReader(file)}
    children = {row["CHILD"]: str(british(row["DOB"])) for row in rows(tmp_path, "header")}
    assert len(children) == 40
    assert children.items() < people.items()
    with (tmp_path / "standard-dataset" / "ssd_linked_identifiers.csv").open(
        encoding="utf-8"
    ) as file:
        named = csv.DictReader(file)
        pupils = {row["link_person_id"]: row["link_identifier_value"] for row in named}
    at_school = {
        row["CHILD"]: row["UPN"] for row in rows(tmp_path, "header") if row["UPN"] != "UN1"
    }
    assert at_school
    assert at_school.items() < pupils.items()


def test_the_episodes_of_a_child_follow_one_another(folder: Path) -> None:
    episodes = rows(folder, "episodes")
    assert len({row["CHILD"] for row in episodes}) == 150
    for row in episodes:
        assert bool(row["DEC"]) == bool(row["REC"])
        assert not row["DEC"] or british(row["DECOM"]) < british(row["DEC"])
        assert (row["PLACE"] == "P1") == (row["PLACE_PROVIDER"] == "PR0")
    for before, after in pairwise(episodes):
        if before["CHILD"] == after["CHILD"] and before["REC"] == "X1":
            assert before["DEC"] == after["DECOM"]
            assert after["RNE"] in "LPB"
        else:
            assert before["REC"] != "X1"


def test_the_return_tells_of_its_year_only(folder: Path) -> None:
    year = last_complete_year(AS_OF)
    assert year == Span(date(2023, 4, 1), date(2024, 3, 31))
    assert all(british(row["REVIEW"]) in year for row in rows(folder, "reviews"))
    for row in rows(folder, "episodes"):
        assert british(row["DECOM"]) <= year.last
        assert not row["DEC"] or british(row["DEC"]) in year


def test_every_table_speaks_of_children_in_the_header(folder: Path) -> None:
    children = {row["CHILD"]: row["DOB"] for row in rows(folder, "header")}
    for table in COLUMNS:
        for row in rows(folder, table):
            assert row.get("DOB", children[row["CHILD"]]) == children[row["CHILD"]]


def test_a_pupil_number_has_the_right_letter_and_belongs_to_no_authority() -> None:
    number = pupil_number(1, "10001", date(2012, 5, 1), 11)
    total = sum(int(digit) * weight for weight, digit in enumerate(number[1:], start=2))
    assert number[0] == "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23]
    assert number[1:4] == "999"
    assert len(number) == 13
    assert pupil_number(1, "10001", date(2012, 5, 1), 12) == number
    assert pupil_number(1, "10001", date(2022, 5, 1), 1) == "UN1"


def test_the_workbook_does_not_tell_when_it_was_saved(folder: Path) -> None:
    with ZipFile(folder / "annex-a.xlsx") as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert len(sheets) == len(HEADERS) == 11


@pytest.mark.parametrize("day", [date(2022, 3, 31), date(2090, 4, 1)])
def test_a_day_without_rules_or_holidays_is_refused(day: date) -> None:
    with pytest.raises(ProblemError) as refused:
        last_complete_year(day)
    assert refused.value.code == "export_day_out_of_range"


def test_the_year_is_over_on_its_last_day() -> None:
    assert last_complete_year(date(2025, 3, 31)).last == date(2025, 3, 31)
    assert last_complete_year(date(2025, 3, 30)).last == date(2024, 3, 31)


def test_an_authority_too_small_for_any_section_47_enquiry_has_faults_all_the_same(
    tmp_path: Path,
) -> None:
    exported = export(tmp_path, county(1, date(2025, 6, 1)), children=3, faults=True)
    kinds = {fault.kind for fault in exported.truth.faults if fault.format == "annex_a"}
    assert kinds >= {"impossible date", "date in the future"}
