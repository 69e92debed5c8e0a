"""The Standard Safeguarding Dataset: tables, cells and words that are not as they should be."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.catalogue import evidence_of_returns
from intake.reading import Reading
from intake.standard_dataset.codes import health_check, legal_status, role
from intake.standard_dataset.reader import read_dataset_in_files
from intake.standard_dataset.tables import TABLES, table_of
from tests.support.standard_dataset import Rows, of, write_csv_tables
from tests.unit.intake.rows import NOW, accounting, refused, told


def read(folder: Path, tables: Mapping[str, Rows]) -> Reading:
    reading = read_dataset_in_files([write_csv_tables(folder / "ssd", tables)], now=NOW).reading
    assert all(line.accounted_for == line.rows_read for line in accounting(reading).values())
    return reading


def test_damaged_cells_are_refused_alone(tmp_path: Path) -> None:
    tables = of(
        "ssd_cin_assessments",
        cina_assessment_start_date="2025-04-01",
        cina_assessment_auth_date="2025-02-30",
    )
    tables["ssd_cin_assessments"] = [
        *tables["ssd_cin_assessments"],
        {"cina_assessment_id": "", "cina_person_id": "1", "cina_assessment_start_date": "soon"},
    ]
    reading = read(tmp_path, tables)
    assert [name for name, *_ in told(reading)] == ["assessment_started"]
    assert refused(reading) == [
        ("cina_assessment_id", "identifier_missing"),
        ("cina_assessment_auth_date", "impossible_date"),
        ("cina_assessment_start_date", "impossible_date"),
    ]


def test_a_table_without_a_needed_column_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ssd_cin_episodes.csv").write_text("cine_referral_id,cine_person_id\n1,1\n")
    reading = read_dataset_in_files([tmp_path], now=NOW).reading
    assert accounting(reading)["ssd_cin_episodes"].refused == {"missing_columns": 1}


def test_the_page_names_every_table_and_every_event() -> None:
    page = (Path(__file__).parents[3] / "docs/reference/standard-dataset.md").read_text("utf-8")
    other = (Path(__file__).parents[3] / "docs/reference/annex-a.md").read_text("utf-8")
    for table in TABLES.values():
        assert f"`{table.name}`" in page
        assert all(f"`{name}`" in page + other for name in table.types)


def test_no_two_tables_give_the_same_events() -> None:
    types = [name for table in TABLES.values() for name in table.types]
    assert len(types) == len(set(types))


def test_what_the_dataset_gives_is_what_its_clocks_may_wait_for() -> None:
    given = {name for table in TABLES.values() for name in table.types}
    carried = evidence_of_returns()["standard-dataset"].carried
    assert given - {"responsible_assigned"} == carried


def test_tables_and_words_are_known_by_their_usual_names() -> None:
    assert (
        table_of("SSD_CLA_REVIEWS_20250601") == table_of("ssd_cla_reviews_v") == "ssd_cla_reviews"
    )
    assert table_of("ssd_cp_visits") is None
    assert [legal_status(text) for text in ("C2", "Full Care Order", "V4 - short breaks", "?")] == [
        "C2",
        "C2",
        "V4",
        None,
    ]
    assert [role(text) for text in ("IRO", "Allocated Social Worker", "Health Visitor")] == [
        "iro",
        "social_worker",
        None,
    ]
    assert health_check("Optician") is None


_CELL = st.one_of(
    st.just(""),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=12),
    st.sampled_from(["1", "2", "P1", "Y", "N", "2025-01-06", "2025-05-06", "2199-01-01", "C2"]),
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    tables=st.dictionaries(
        st.sampled_from(sorted(TABLES)),
        st.lists(st.lists(_CELL, min_size=9), max_size=6),
        min_size=1,
    )
)
def test_whatever_the_cells_hold_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, tables: dict[str, list[list[str]]]
) -> None:
    rows = {
        name: [dict(zip(TABLES[name].read, cells, strict=False)) for cells in of_table]
        for name, of_table in tables.items()
    }
    read(tmp_path_factory.getbasetemp(), rows)
