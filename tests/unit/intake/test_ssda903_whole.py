"""The whole return: every table, as CSV and as XML, and no input that ends the reading."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from intake.files.opening import LARGEST_FILE
from intake.reading import Reading
from intake.ssda903.reader import read_return
from tests.unit.intake.rows import NOW, accounting, codes, events, of_type, warned
from tests.unit.intake.ssda903_return import TABLES, XML, adds_up, read_xml_return, write_tables


def told(reading: Reading) -> list[tuple[str, date, str, dict[str, object]]]:
    """What the events say, in order."""
    return sorted(
        (event.case, event.on, event.type, dict(event.attributes)) for event in events(reading)
    )


def test_the_whole_return_becomes_events_and_every_row_is_accounted_for(tmp_path: Path) -> None:
    write_tables(tmp_path)
    reading = read_return([tmp_path], now=NOW)
    assert not reading.refusals
    assert adds_up(reading)
    health = {
        "health_assessment": True,
        "dental_check": False,
        "immunisations": True,
        "sdq_score": 14,
    }
    assert told(reading) == [
        ("7001", date(2022, 5, 4), "born", {}),
        ("7001", date(2024, 4, 2), "became_looked_after", {"legal_status": "C2"}),
        ("7001", date(2024, 4, 2), "placement_started", {"type": "U6"}),
        ("7001", date(2024, 4, 25), "review_held", {"participation": "PN0"}),
        ("7001", date(2024, 5, 20), "adoption_decision_made", {}),
        ("7001", date(2024, 6, 3), "legal_status_changed", {"legal_status": "E1"}),
        ("7001", date(2024, 8, 15), "match_approved", {}),
        ("7001", date(2024, 9, 2), "placed_for_adoption", {}),
        ("7001", date(2024, 9, 2), "placement_ended", {"reason": "LAREQ"}),
        ("7001", date(2024, 9, 2), "placement_started", {"type": "A6"}),
        ("7001", date(2025, 2, 3), "adoption_order_made", {}),
        ("7001", date(2025, 2, 3), "ceased_looked_after", {"reason": "E12"}),
        ("7001", date(2025, 2, 3), "placement_ended", {}),
        ("7002", date(2012, 10, 9), "born", {}),
        ("7002", date(2024, 4, 1), "became_looked_after", {"legal_status": "C2"}),
        ("7002", date(2024, 4, 1), "placement_started", {"type": "U4", "long_term": True}),
        ("7002", date(2024, 4, 26), "review_held", {"participation": "PN1"}),
        ("7002", date(2024, 7, 22), "review_held", {"participation": "PN3"}),
        ("7002", date(2024, 8, 5), "went_missing", {"kind": "missing"}),
        ("7002", date(2024, 8, 7), "found", {}),
        ("7002", date(2025, 1, 6), "went_missing", {"kind": "away_without_authorisation"}),
        ("7002", date(2025, 3, 31), "annual_health_return_recorded", health),
    ]


def test_the_xml_of_a_return_gives_the_same_events_as_its_tables(tmp_path: Path) -> None:
    write_tables(tmp_path)
    tables = read_return([tmp_path], now=NOW)
    xml = read_xml_return(tmp_path)
    assert told(xml) == told(tables)
    assert sorted(each.id for each in events(xml)) == sorted(each.id for each in events(tables))
    assert xml.rows_read == tables.rows_read
    assert adds_up(xml)
    assert not xml.refusals


def test_a_fault_in_the_xml_is_told_with_the_line_of_its_element(tmp_path: Path) -> None:
    reading = read_xml_return(tmp_path, XML.replace("22/07/2024", "32/07/2024"))
    line = XML[: XML.index("22/07/2024")].count("\n") + 1
    assert codes(reading) == [(line, "ssda903_166")]
    assert adds_up(reading)


def test_xml_that_was_cut_short_keeps_the_children_before(tmp_path: Path) -> None:
    reading = read_xml_return(tmp_path, XML[: XML.index("7002")])
    assert codes(reading) == [(0, "xml_cut_short")]
    assert {event.case for event in events(reading)} == {"7001"}
    assert adds_up(reading)


def test_an_element_that_no_return_has_is_counted_and_refused(tmp_path: Path) -> None:
    reading = read_xml_return(tmp_path, XML.replace("AREVIEW>", "CATS>").replace("REVIEW", "CAT"))
    assert accounting(reading)["unknown"].refused == {"unknown_element": 3}
    assert adds_up(reading)


def test_xml_without_children_is_refused(tmp_path: Path) -> None:
    assert codes(read_xml_return(tmp_path, "<EXPSSDA903/>")) == [(0, "xml_without_children")]


def test_tables_and_xml_of_the_same_return_together_tell_nothing_twice(tmp_path: Path) -> None:
    write_tables(tmp_path)
    apart = read_return([tmp_path], now=NOW)
    (tmp_path / "return.xml").write_text(XML)
    together = read_return([tmp_path], now=NOW)
    assert len({each.id for each in events(together)}) == len(events(together))
    assert told(together) == told(apart)
    assert adds_up(together)


def test_columns_may_have_other_names_and_any_order(tmp_path: Path) -> None:
    write_tables(tmp_path)
    before = told(read_return([tmp_path], now=NOW))
    header = TABLES["header"].replace("CHILD,SEX", "Child_Id,Gender")
    (tmp_path / "header.csv").write_text(header)
    lines = [line.split(",")[::-1] for line in TABLES["reviews"].splitlines()]
    (tmp_path / "reviews.csv").write_text("".join(",".join(line) + "\n" for line in lines))
    assert told(read_return([tmp_path], now=NOW)) == before


def test_the_year_s_health_is_not_told_before_the_year_is_over(tmp_path: Path) -> None:
    write_tables(tmp_path)
    reading = read_return([tmp_path], now=datetime(2025, 3, 1, 9, 0, tzinfo=UTC))
    assert not of_type(reading, "annual_health_return_recorded")
    assert accounting(reading)["oc2"].set_aside == {"year_not_over": 1}


def changed(folder: Path, table: str, old: str, new: str) -> Reading:
    """Read the return with one thing changed in one table."""
    assert old in TABLES[table]
    write_tables(folder)
    (folder / f"{table}.csv").write_text(TABLES[table].replace(old, new))
    reading = read_return([folder], now=NOW)
    assert adds_up(reading)
    return reading


REFUSED = [
    ("missing", "05/08/2024", "", "ssda903_1004"),
    ("missing", "07/08/2024", "31/06/2024", "ssda903_1005"),
    ("missing", ",M,", ",Q,", "ssda903_1006"),
    ("missing", "07/08/2024", "04/08/2024", "ssda903_567"),
    ("missing", "06/01/2025", "06/08/2024", "ssda903_574"),
    ("missing", "06/01/2025", "05/08/2024", "contradicts_earlier_row"),
    ("missing", "05/08/2024", "05/08/2012", "ssda903_586"),
    ("oc2", ",14,", ",41,", "ssda903_180"),
    ("oc2", ",14,", ",many,", "ssda903_180"),
    ("oc2", ",1,0,1,", ",1,2,1,", "ssda903_181"),
    ("oc2", ",14,,", ",,SDQ9,", "ssda903_196"),
    ("ad1", "20/05/2024", "", "ssda903_112"),
    ("ad1", "15/08/2024", "x", "ssda903_113"),
    ("ad1", "15/08/2024", "19/05/2024", "ssda903_333"),
    ("placed_for_adoption", "20/05/2024", "", "ssda903_115"),
    ("placed_for_adoption", "20/05/2024,,", "20/05/2024,x,RD1", "ssda903_116"),
    ("placed_for_adoption", "20/05/2024,,", "20/05/2024,21/05/2024,", "ssda903_119"),
    ("placed_for_adoption", "20/05/2024,,", "20/05/2024,21/05/2024,XX", "ssda903_120"),
    ("placed_for_adoption", "20/05/2024,,", "20/05/2024,19/05/2024,RD1", "ssda903_522"),
    ("placed_for_adoption", "20/05/2024", "03/05/2022", "ssda903_184"),
    ("episodes", "LAREQ", "Q9", "ssda903_1009"),
]


@pytest.mark.parametrize(("table", "old", "new", "code"), REFUSED)
def test_a_cell_that_is_wrong_is_refused(
    tmp_path: Path, table: str, old: str, new: str, code: str
) -> None:
    reading = changed(tmp_path, table, old, new)
    assert {refusal.code for refusal in reading.refusals} == {code}
    assert {refusal.table for refusal in reading.refusals} == {table}


WARNED = [
    ("missing", "07/08/2024", "", "ssda903_574"),
    ("missing", "06/01/2025", "06/01/2024", "ssda903_581"),
    ("missing", "7002,09/10/2012,A", "7001,04/05/2022,A", None),
    ("missing", "7002,09/10/2012,A,06/01/2025", "7001,04/05/2022,A,04/02/2025", "ssda903_578"),
    ("missing", "7002,09/10/2012,A", "7003,09/10/2012,A", "ssda903_INT04"),
    ("missing", "7002,09/10/2012,A", "7002,10/10/2012,A", "ssda903_INT13"),
    ("oc2", "7002,", "7003,", "ssda903_INT05"),
    ("oc2", "09/10/2012", "10/10/2012", "ssda903_INT14"),
    ("oc2", ",14,,", ",14,SDQ4,", "ssda903_197a"),
    ("oc2", "7002,09/10/2012", "7001,04/05/2022", "ssda903_190"),
    ("ad1", "7001,", "7003,", "ssda903_INT01"),
    ("ad1", "04/05/2022", "05/05/2022", "ssda903_INT11"),
    ("ad1", "20/05/2024", "21/05/2024", "ssda903_523"),
    ("ad1", "7001,04/05/2022", "7002,09/10/2012", "ssda903_602"),
    ("ad1", "7001,04/05/2022", "7002,09/10/2012", "ssda903_601"),
    ("placed_for_adoption", "7001,", "7003,", "ssda903_INT02"),
    ("placed_for_adoption", "7001,", "7003,", "ssda903_551"),
    ("placed_for_adoption", "04/05/2022", "05/05/2022", "ssda903_INT12"),
    ("placed_for_adoption", "20/05/2024", "03/09/2024", "ssda903_552"),
    ("placed_for_adoption", "20/05/2024", "20/05/2023", "ssda903_1003"),
    ("episodes", "P,E1,N1,A6", "P,E1,N1,U4", "ssda903_390"),
    ("episodes", ",L,E1,N1,U6", ",L,C2,N1,U6", "ssda903_434"),
    ("episodes", ",P,E1,N1,A6", ",P,C2,N1,A6", "ssda903_408"),
    ("episodes", ",P,E1,N1,A6", ",P,C2,N1,A6", "ssda903_435"),
    ("episodes", ",P,E1,N1,A6", ",B,E1,N1,A6", "ssda903_436"),
    ("episodes", "03/02/2025,E12", "03/02/2025,X1", "ssda903_388"),
    ("episodes", "03/02/2025,E12", "02/09/2024,E12", "ssda903_355"),
]


@pytest.mark.parametrize(("table", "old", "new", "code"), WARNED)
def test_what_does_not_fit_together_is_kept_with_a_warning(
    tmp_path: Path, table: str, old: str, new: str, code: str | None
) -> None:
    write_tables(tmp_path)
    usual = warned(read_return([tmp_path], now=NOW))
    reading = changed(tmp_path, table, old, new)
    assert not reading.refusals
    if code is None:
        assert warned(reading) == usual
    else:
        assert code in warned(reading) - usual


def test_a_death_is_the_end_of_the_episodes(tmp_path: Path) -> None:
    more = "7001,03/03/2025,S,C2,N1,U6,PR1,,,,,,\n7002,01/04"
    write_tables(tmp_path)
    text = TABLES["episodes"].replace("E12", "E2").replace("7002,01/04", more)
    (tmp_path / "episodes.csv").write_text(text)
    assert "ssda903_437" in warned(read_return([tmp_path], now=NOW))


PLACED = [
    # What follows the placement for adoption, and whether it was disrupted.
    ("03/02/2025,T,E1,N1,A5", 1, 0),
    ("03/02/2025,P,E1,N1,U4", 1, 1),
    ("03/02/2025,P,E1,N1,A6", 2, 1),
    ("03/02/2025,P,E1,N1,T1", 1, 0),
    ("03/02/2025,P,E1,N1,T1,PR1,10/02/2025,X1,,,,9\n7001,10/02/2025,P,E1,N1,A6", 1, 0),
]


@pytest.mark.parametrize(("after", "placed", "disrupted"), PLACED)
def test_a_placement_for_adoption_lasts_until_the_child_goes_elsewhere(
    tmp_path: Path, after: str, placed: int, disrupted: int
) -> None:
    more = f"03/02/2025,X1,,AA1 1AA,AA3 3AA,2\n7001,{after},PR1,,,,,,8\n"
    reading = changed(tmp_path, "episodes", "03/02/2025,E12,,AA1 1AA,AA3 3AA,2\n", more)
    assert len(of_type(reading, "placed_for_adoption")) == placed
    assert len(of_type(reading, "adoption_placement_disrupted")) == disrupted


def test_a_decision_that_was_reversed_is_told(tmp_path: Path) -> None:
    reading = changed(tmp_path, "placed_for_adoption", "20/05/2024,,", "20/05/2024,21/05/2024,RD1")
    (reversed_,) = of_type(reading, "adoption_decision_reversed")
    assert reversed_.on == date(2024, 5, 21)


@pytest.mark.parametrize(("cell", "outside"), [("IN", False), ("OUT", True), ("", None)])
def test_a_placement_outside_the_area_is_told_where_the_return_says_so(
    tmp_path: Path, cell: str, outside: bool | None
) -> None:
    (tmp_path / "episodes.csv").write_text(
        f"CHILD,DECOM,RNE,LS,PLACE,DEC,REC,PL_LOCATION\n1,03/06/2024,S,C2,U6,,,{cell}\n"
    )
    (started,) = of_type(read_return([tmp_path], now=NOW), "placement_started")
    assert started.attributes.get("out_of_area") is outside


def test_a_workbook_called_csv_and_a_folder_called_csv_are_refused(tmp_path: Path) -> None:
    write_tables(tmp_path)
    (tmp_path / "oc3.csv").write_bytes(b"PK\x03\x04" + b"\0" * 100)
    (tmp_path / "uasc.csv").unlink()
    (tmp_path / "uasc.csv").mkdir()
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere")
    reading = read_return([tmp_path], now=NOW)
    assert sorted(refusal.code for refusal in reading.refusals) == [
        "file_unreadable",
        "file_unreadable",
        "not_a_text_file",
    ]
    assert len(of_type(reading, "review_held")) == 3


@pytest.mark.parametrize("name", ["reviews.csv", "return.xml"])
def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    reading = read_return([tmp_path], now=NOW)
    assert codes(reading) == [(0, "file_too_large")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_tables_in_the_usual_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    write_tables(tmp_path)
    for name, text in TABLES.items():
        (tmp_path / f"{name}.csv").write_bytes(text.replace("UN1", "é").encode(encoding))
    assert not read_return([tmp_path], now=NOW).refusals


def test_a_cell_that_is_a_formula_is_text(tmp_path: Path) -> None:
    reading = changed(tmp_path, "reviews", "22/07/2024", '"=HYPERLINK(""x"")"')
    assert codes(reading) == [(4, "ssda903_166")]


def test_how_far_the_reading_has_come_is_told_in_bytes(tmp_path: Path) -> None:
    write_tables(tmp_path)
    (tmp_path / "return.xml").write_text(XML)
    steps: list[tuple[int, int]] = []
    read_return([tmp_path], now=NOW, progress=lambda _, done, total: steps.append((done, total)))
    size = sum(file.stat().st_size for file in tmp_path.iterdir())
    assert steps == sorted(steps)
    assert steps[0] == (0, size)
    assert steps[-1] == (size, size)
