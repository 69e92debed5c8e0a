"""Whatever stands in a return, it is read to its end and every row of it is accounted for."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.ssda903.reader import read_return
from tests.unit.intake.rows import NOW, events
from tests.unit.intake.ssda903_return import TABLES, XML, adds_up, read_xml_return, write_tables


@given(
    table=st.sampled_from(sorted(TABLES)),
    text=st.text(max_size=200) | st.text(alphabet='0123456789/,\n"xSEPN7', max_size=200),
    with_columns=st.booleans(),
)
@settings(max_examples=150)
def test_no_text_in_a_table_is_fatal_and_its_rows_add_up(
    table: str, text: str, with_columns: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_tables(folder)
        columns = TABLES[table].splitlines()[0] + "\n" if with_columns else ""
        content = (columns + text).encode("utf-8", errors="surrogatepass")
        (folder / f"{table}.csv").write_bytes(content)
        assert adds_up(read_return([folder], now=NOW))


CELLS = st.sampled_from(
    [
        *("", "7001", "7002", "02/04/2024", "03/06/2024", "31/12/1899", "31/02/2024"),
        *("03/02/2025", "S", "L", "P", "T", "U", "B", "C2", "E1", "V3", "V4", "A3", "A6", "U6"),
        *("T1", "P1", "X1", "E12", "E2", "E5", "PN0", "PN3", "M", "A", "1", "0", "RD1", "SDQ1"),
        "=1+1",
    ]
)


@given(
    table=st.sampled_from(sorted(TABLES)),
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=13), min_size=1, max_size=6),
)
@settings(max_examples=300)
def test_no_cells_in_a_table_are_fatal_and_its_rows_add_up(
    table: str, rows: list[list[str]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_tables(folder)
        added = "".join(",".join(["7001", *row]) + "\n" for row in rows)
        (folder / f"{table}.csv").write_text(TABLES[table] + added)
        reading = read_return([folder], now=NOW)
        assert adds_up(reading)
        assert len({each.id for each in events(reading)}) == len(events(reading))


@given(
    at=st.integers(0, len(XML)),
    removed=st.integers(0, 60),
    put=st.binary(max_size=10) | st.sampled_from([b"<CHILD>", b"</CHILD>", b"<DOB/>", b"&lt;"]),
)
@settings(max_examples=300)
def test_no_damage_to_the_xml_is_fatal_and_its_rows_add_up(
    at: int, removed: int, put: bytes
) -> None:
    data = XML.encode()
    with tempfile.TemporaryDirectory() as name:
        reading = read_xml_return(Path(name), data[:at] + put + data[at + removed :])
        assert adds_up(reading)
        assert len({each.id for each in events(reading)}) == len(events(reading))
