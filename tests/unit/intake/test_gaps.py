"""What was refused leaves a gap: of which table, whose, and what it could have told."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from domain.case.event_types import EVENT_TYPES
from intake.annex_a.tells import TELLS as ANNEX_A
from intake.catalogue import every_format
from intake.cin_census.whole_tables import TELLS as CENSUS
from intake.complaints.columns import TELLS as COMPLAINTS
from intake.complaints.reader import read_register
from intake.event_files.reader import read_standard_input
from intake.gaps import TableTells
from intake.reading import Reading
from intake.ssda903.reader import read_return
from intake.ssda903.tables import TELLS as SSDA903
from intake.standard_dataset.reader import read_dataset_in_files
from intake.standard_dataset.tables import TELLS as DATASET

NOW = datetime(2026, 4, 10, 9, tzinfo=UTC)
_HEADER = "CHILD,SEX,DOB,ETHNIC\n701,1,10/05/2012,WBRI\n702,1,10/05/2012,WBRI\n"
_EPISODES = (
    "CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n"
    "701,01/05/2025,S,V2,U6,{ended},{reason}\n702,01/05/2025,S,V2,U6,,\n"
)
_REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n701,10/05/2012,{day},PN1\n702,10/05/2012,27/05/2025,PN1\n"


def _return(folder: Path, **tables: str) -> Reading:
    for name, text in {"header": _HEADER, "episodes": _episodes(), **tables}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_return([folder], now=NOW, year=2025)


def _episodes(ended: str = "", reason: str = "") -> str:
    return _EPISODES.format(ended=ended, reason=reason)


def test_what_was_read_in_full_leaves_no_gap(tmp_path: Path) -> None:
    assert _return(tmp_path, reviews=_REVIEWS.format(day="27/05/2025")).gaps == []


def test_a_refused_row_leaves_a_gap_of_its_child_and_of_the_returns_year(tmp_path: Path) -> None:
    (gap,) = _return(tmp_path, reviews=_REVIEWS.format(day="31/06/2025")).gaps
    assert (gap.table, set(gap.tells), gap.subject) == ("reviews", {"review_held"}, "701")
    assert (gap.since, gap.until) == (date(2025, 4, 1), date(2026, 3, 31))


def test_a_refused_cell_of_a_row_that_is_kept_leaves_a_gap_of_what_it_tells(tmp_path: Path) -> None:
    (gap,) = _return(tmp_path, episodes=_episodes("31/06/2025", "E8")).gaps
    assert gap.subject == "701"
    assert gap.tells == {"ceased_looked_after", "placement_ended", "adoption_order_made"}


def test_a_table_that_cannot_be_read_is_one_gap_of_nobody_known(tmp_path: Path) -> None:
    (gap,) = _return(tmp_path, reviews="CHILD,DOB\n701,10/05/2012\n").gaps
    assert (gap.table, set(gap.tells), gap.subject) == ("reviews", {"review_held"}, None)


def test_a_row_without_a_usable_number_is_nobodys(tmp_path: Path) -> None:
    rows = _REVIEWS.format(day="27/05/2025") + "7.01E+11,10/05/2012,28/05/2025,PN1\n"
    (gap,) = _return(tmp_path, reviews=rows).gaps
    assert (gap.subject, gap.code) == (None, "number_lost")


def test_a_row_that_says_of_the_same_review_something_else_leaves_none(tmp_path: Path) -> None:
    rows = _REVIEWS.format(day="27/05/2025") + "701,10/05/2012,27/05/2025,PN2\n"
    reading = _return(tmp_path, reviews=rows)
    assert [each.code for each in reading.refusals] == ["contradicts_earlier_row"]
    assert reading.gaps == []


def test_a_file_that_nobody_recognises_may_be_any_table_that_is_not_there(tmp_path: Path) -> None:
    gaps = _return(tmp_path, export="something,else\n1,2\n").gaps
    assert {gap.table for gap in gaps} == {"reviews", "missing", "oc2", "ad1"} | {
        "placed_for_adoption"
    }


def test_an_xml_return_that_breaks_off_leaves_every_table_in_doubt(tmp_path: Path) -> None:
    path = tmp_path / "return.xml"
    path.write_text(
        "<SSDA903><CHILD><HEADER><CHILDID>701</CHILDID><DOB>2012-05-10</DOB></HEADER>"
        "<EPISODE><DECOM>2025-05-01</DECOM><RNE>S</RNE><LS>V2</LS><PLACE>U6</PLACE></EPISODE>"
        "</CHILD><CHILD><HEAD",
        encoding="utf-8",
    )
    gaps = read_return([path], now=NOW, year=2025).gaps
    assert {gap.table for gap in gaps} == set(SSDA903)
    assert {gap.subject for gap in gaps} == {None}


def test_a_table_without_rows_is_there(tmp_path: Path) -> None:
    assert "reviews" in _return(tmp_path, reviews="CHILD,REVIEW,REVIEW_CODE\n").tables


def test_a_review_is_its_childs_even_where_the_dates_of_its_period_are_refused(
    tmp_path: Path,
) -> None:
    (tmp_path / "ssd_cla_episodes.csv").write_text(
        "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,"
        "clae_cla_episode_ceased\nE1,701,P1,2025-05-41,\n",
        encoding="utf-8",
    )
    (tmp_path / "ssd_cla_reviews.csv").write_text(
        "clar_cla_review_id,clar_cla_id,clar_cla_review_date\nR1,P1,2025-05-27\n", encoding="utf-8"
    )
    gaps = read_dataset_in_files([tmp_path], now=NOW).reading.gaps
    assert {(gap.table, gap.subject) for gap in gaps} == {
        ("ssd_cla_episodes", "701"),
        ("ssd_cla_reviews", "701"),
    }


def test_a_refused_date_of_a_complaint_leaves_a_gap_of_that_step(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text(
        "reference,procedure,received_on,stage1_responded_on\nC1,statutory,2026-01-05,2026-01-41\n",
        encoding="utf-8",
    )
    (gap,) = read_register([register], now=NOW).gaps
    assert (gap.subject, set(gap.tells)) == ("C1", {"complaint_responded"})


def test_a_refused_event_leaves_a_gap_of_its_type_and_its_case() -> None:
    line = b'{"source":"mosaic","id":"R-1","subject":"1042","type":"review_held","at":"2026-02-41"}'
    (gap,) = read_standard_input([line], now=NOW).gaps
    assert (gap.source, gap.subject, gap.event) == ("mosaic", "1042", "R-1")
    assert gap.tells == {"review_held"}


def test_what_is_no_event_at_all_could_be_any() -> None:
    (gap,) = read_standard_input([b"{"], now=NOW).gaps
    assert (gap.source, gap.subject, set(gap.tells)) == (None, None, set(EVENT_TYPES))


@pytest.mark.parametrize(
    ("kind", "tells"),
    [
        ("ssda903", SSDA903),
        ("cin-census", CENSUS),
        ("annex-a", ANNEX_A),
        ("standard-dataset", DATASET),
    ],
)
def test_the_tables_of_a_return_tell_all_that_it_is_evidence_of(
    kind: str, tells: dict[str, TableTells]
) -> None:
    evidence = every_format()[kind].evidence
    assert evidence is not None
    told = frozenset().union(*(table.types for table in tells.values()))
    assert evidence.carried <= told
    assert told <= set(EVENT_TYPES)


@pytest.mark.parametrize(
    "table", [*SSDA903.values(), *CENSUS.values(), *ANNEX_A.values(), *DATASET.values(), COMPLAINTS]
)
def test_a_cell_tells_nothing_that_its_table_does_not(table: TableTells) -> None:
    assert all(types <= table.types for types in table.cells.values())
