"""Files that a spreadsheet or a database wrote, as authorities send them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from intake.annex_a.reader import read_annex_a
from intake.complaints.reader import read_register
from intake.event_files.reader import read_event_files
from intake.other_files.comparators import read_comparators
from intake.reading import Reading
from intake.ssda903.reader import read_return
from intake.standard_dataset.reader import read_dataset_in_database, read_dataset_in_files
from tests.support.annex_a import write_lists
from tests.support.standard_dataset import child_in_care, fill_database, write_csv_tables
from tests.unit.intake.rows import (
    EPISODES,
    HEADER,
    NOW,
    REVIEWS,
    accounting,
    all_counted,
    child,
    codes,
    episode,
    events,
    of_type,
    read_tables,
    refused,
    review,
)
from tests.unit.intake.ssda903_return import read_xml_return


def told_of(reading: Reading) -> set[tuple[str, str, date]]:
    return {(event.case, event.type, event.on) for event in events(reading)}


PLAIN = {
    ("801", "born", date(2013, 3, 9)),
    ("801", "became_looked_after", date(2025, 4, 14)),
    ("801", "placement_started", date(2025, 4, 14)),
    ("801", "review_held", date(2025, 5, 8)),
}


def a_return(folder: Path, number: str = "801", held: str = "08/05/2025") -> Reading:
    return read_tables(
        folder,
        header=[child(number, "09/03/2013")],
        episodes=[episode("14/04/2025", number=number)],
        reviews=[review(held, number=number, dob="09/03/2013")],
    )


def test_children_whose_numbers_a_spreadsheet_rounded_are_not_one_child(tmp_path: Path) -> None:
    lost = "3.10877E+11"
    reading = read_tables(
        tmp_path,
        header=[child(lost, "09/03/2013"), child(lost, "17/11/2016")],
        episodes=[episode("14/04/2025", number=lost), episode("06/05/2025", number=lost)],
        reviews=[review("08/05/2025", number=lost)],
    )
    assert not events(reading)
    assert {code for _, code in codes(reading)} == {"number_lost"}
    assert not reading.warnings
    assert [line.refused for line in accounting(reading).values()] == [
        {"number_lost": 2},
        {"number_lost": 2},
        {"number_lost": 1},
    ]


@pytest.mark.parametrize("number", ["801.0", " 801", '"=""801"""', "\uff18\uff10\uff11"])
def test_one_child_whose_number_two_programs_wrote_is_one_case(tmp_path: Path, number: str) -> None:
    reading = read_tables(
        tmp_path,
        header=[child("801", "09/03/2013")],
        episodes=[episode("14/04/2025", number=number)],
        reviews=[review("08/05/2025", number="801", dob="09/03/2013")],
    )
    assert told_of(reading) == PLAIN
    assert not reading.refusals
    assert not reading.warnings


def test_a_number_that_lost_its_zeros_in_one_table_is_no_second_child(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        year=2025,
        header=[child("0801", "09/03/2013")],
        episodes=[episode("14/04/2025", number="0801")],
        reviews=[review("08/05/2025", number="801", dob="09/03/2013")],
    )
    assert codes(reading) == [(2, "zeros_lost")]
    assert {event.case for event in events(reading)} == {"0801"}
    assert all_counted(reading)
    assert reading.read_whole is not None
    assert [each.table for each in reading.read_whole.tables if each.doubt] == ["reviews"]


def test_two_numbers_in_one_table_are_two_children(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        header=[child("0801"), child("801")],
        episodes=[episode("14/04/2025", number="0801"), episode("14/04/2025", number="801")],
    )
    assert not reading.refusals
    assert {event.case for event in events(reading)} == {"0801", "801"}


def test_nulls_and_midnights_of_a_database_are_read(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        header=[child("801", "2013-03-09 00:00:00")],
        episodes=[episode("2025-04-14 00:00:00.000", number="801", dec="NULL", rec="NULL")],
        reviews=[review("08/05/2025 00:00", number="801", dob="09/03/2013 00:00")],
    )
    assert told_of(reading) == PLAIN
    assert not reading.refusals
    assert not reading.warnings


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("first", ["", "sep={}\n", '"sep={}"\r\n', "SEP={}\n"])
def test_a_table_is_read_whatever_parts_its_cells(
    tmp_path: Path, separator: str, first: str
) -> None:
    for name, columns, row in (
        ("header", HEADER, child("801", "09/03/2013")),
        ("episodes", EPISODES, episode("14/04/2025", number="801")),
        ("reviews", REVIEWS, review("08/05/2025", number="801", dob="09/03/2013")),
    ):
        lines = [columns, row]
        text = first.format(separator) + "\n".join(lines).replace(",", separator)
        (tmp_path / f"{name}.csv").write_text(text)
    reading = read_return([tmp_path], now=NOW)
    assert told_of(reading) == PLAIN
    assert not reading.refusals


def test_a_table_without_a_known_separator_is_not_said_to_lack_its_columns(tmp_path: Path) -> None:
    text = "\n".join([REVIEWS, review("08/05/2025", number="801")]).replace(",", "^")
    (tmp_path / "reviews.csv").write_text(text)
    reading = read_return([tmp_path], now=NOW)
    assert codes(reading) == [(0, "unknown_separator")]
    assert "lack" not in reading.refusals[0].message
    assert all_counted(reading)


def test_the_xml_is_read_with_the_same_eyes(tmp_path: Path) -> None:
    reading = read_xml_return(
        tmp_path,
        "<SSDA903><CHILD><HEADER><CHILDID>801.0</CHILDID><DOB>2013-03-09T00:00:00</DOB>"
        "<DATE_INT>NULL</DATE_INT><IN_TOUCH>N/A</IN_TOUCH>"
        "<AREVIEW><REVIEW>45785</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW></HEADER>"
        "<EPISODE><DECOM>14 April 2025</DECOM><RNE>S</RNE><LS>C2</LS><PL>U6</PL>"
        "<DEC>NULL</DEC><REC>-</REC></EPISODE></CHILD></SSDA903>",
    )
    assert told_of(reading) == PLAIN
    assert not reading.refusals


def test_a_birth_that_cannot_be_read_is_not_said_to_differ(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        header=[child("801", "09/03/2013")],
        reviews=[review("08/05/2025", number="801", dob="in March")],
    )
    assert [warning.code for warning in reading.warnings] == ["ssda903_102"]


REGISTER = "reference,procedure,received_on,team"


def register(folder: Path, *rows: str) -> Reading:
    (folder / "register.csv").write_text("\n".join([REGISTER, *rows]) + "\n", encoding="utf-8")
    return read_register([folder / "register.csv"], now=NOW)


@pytest.mark.parametrize(
    "written", ["6 May 2025", "06-05-2025", "06/05/2025 00:00", "45783", "2025-05-06T00:00:00"]
)
def test_a_complaint_is_dated_however_the_register_writes_it(tmp_path: Path, written: str) -> None:
    reading = register(tmp_path, f"C-31,statutory,{written},North")
    assert not reading.refusals
    assert [event.on for event in of_type(reading, "complaint_received")] == [date(2025, 5, 6)]


@pytest.mark.parametrize("written", ["06/05/25", "early May"])
def test_a_date_that_is_not_plain_is_said_to_be_unreadable(tmp_path: Path, written: str) -> None:
    reading = register(tmp_path, f"C-31,statutory,{written},North")
    assert codes(reading) == [(2, "impossible_date")]
    assert "cannot be read as a date" in reading.refusals[0].message
    assert "four digits" in reading.refusals[0].remedy


def test_teams_may_have_accents_brackets_and_apostrophes(tmp_path: Path) -> None:
    teams = ["Équipe Sud", "Fostering (East)", "Families' Hub", "Families\u2019 Hub", "Une\u0301 1"]
    rows = [f"C-{place},statutory,06/05/2025,{team}" for place, team in enumerate(teams)]
    reading = register(tmp_path, *rows)
    assert not reading.refusals
    assert [event.attributes["team"] for event in of_type(reading, "responsible_assigned")] == [
        *("Équipe Sud", "Fostering (East)", "Families' Hub", "Families' Hub", "Un\u00e9 1")
    ]


@pytest.mark.parametrize(
    "team", ["=1+1", "'North", "North!", "(North)", "One two three four five six"]
)
def test_what_a_team_may_hold_is_said(tmp_path: Path, team: str) -> None:
    reading = register(tmp_path, f"C-31,statutory,06/05/2025,{team}")
    assert codes(reading) == [(2, "bad_attribute")]
    assert "digits, spaces and _ . - / & ( ) '" in reading.refusals[0].remedy


def test_a_blank_word_in_the_register_is_no_content(tmp_path: Path) -> None:
    reading = register(
        tmp_path,
        "C-31,statutory,06/05/2025,N/A",
        "C-31.0,statutory,06/05/2025,",
        "8.0,statutory,-,x",
    )
    assert refused(reading) == [("received_on", "impossible_date")]
    assert not of_type(reading, "responsible_assigned")


def damaged_children() -> dict[str, list[dict[str, str]]]:
    tables = child_in_care("4.20881E+11")
    for row in tables["ssd_cla_episodes"]:
        row["clae_cla_id"] = "7.00112E+12"
    return tables


def in_files(folder: Path, tables: dict[str, list[dict[str, str]]]) -> Reading:
    return read_dataset_in_files([write_csv_tables(folder / "ssd", tables)], now=NOW).reading


def in_database(folder: Path, tables: dict[str, list[dict[str, str]]]) -> Reading:
    address = fill_database(f"sqlite:///{folder / 'ssd.db'}", tables)
    return read_dataset_in_database(address, now=NOW).reading


@pytest.mark.parametrize("read", [in_files, in_database])
def test_the_dataset_refuses_numbers_that_are_lost(
    tmp_path: Path, read: Callable[[Path, dict[str, list[dict[str, str]]]], Reading]
) -> None:
    reading = read(tmp_path, damaged_children())
    assert not events(reading)
    assert {refusal.code for refusal in reading.refusals} == {"number_lost"}
    assert all_counted(reading)


@pytest.mark.parametrize("read", [in_files, in_database])
def test_the_dataset_reads_numbers_and_days_as_the_others_do(
    tmp_path: Path, read: Callable[[Path, dict[str, list[dict[str, str]]]], Reading]
) -> None:
    tables = child_in_care("801", "14 April 2025")
    tables["ssd_person"] = [{"pers_person_id": "801.0", "pers_dob": "41342"}]
    reading = read(tmp_path, tables)
    assert not reading.refusals
    assert told_of(reading) >= {
        ("801", "born", date(2013, 3, 9)),
        ("801", "became_looked_after", date(2025, 4, 14)),
    }


def test_annex_a_says_that_a_number_is_lost(tmp_path: Path) -> None:
    rows = [
        {"child": number, "received": date(2025, 5, 1)}
        for number in ("5.10023E+11", 10**15, "801.0")
    ]
    reading = read_annex_a([write_lists(tmp_path / "a.xlsx", {3: rows})], now=NOW)
    assert {code for _, code in codes(reading)} == {"number_lost"}
    assert {event.case for event in events(reading)} == {"801"}


def test_events_in_a_table_may_be_dated_as_tables_are(tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(
        "sep=;\nsource;id;subject;type;at;attributes;corrects\n"
        "mosaic;1;801;review_held;08/05/2025;NULL;\n"
        "mosaic;2;801;review_held;2025-05-09;;N/A\n"
        "mosaic;3;9.1E+10;review_held;2025-05-09;;\n"
        "mosaic;4;801;review_held;2025-05-09 00:00:00;;\n"
    )
    reading = read_event_files([file], now=NOW)
    assert [event.on for event in events(reading)] == [date(2025, 5, 8), date(2025, 5, 9)]
    assert codes(reading) == [(5, "number_lost"), (6, "naive_time")]


def test_comparators_are_read_as_other_tables_are() -> None:
    text = (
        "measure;from;to;quartile_1;quartile_2;quartile_3;average\n"
        "lac.reviews.on_time;01/04/2024;31 March 2025;90%;92.5;95;N/A\n"
    )
    (found,), reading = read_comparators(text.encode("utf-16"), "comparators.csv")
    assert not reading.refusals
    assert (found.first, found.last) == (date(2024, 4, 1), date(2025, 3, 31))
    assert found.boundaries == (Decimal(90), Decimal("92.5"), Decimal(95))
    assert found.average is None
