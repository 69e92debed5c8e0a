"""A pupil number is a second key to a child, and none is ever kept."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import select

from engine.loading import load
from engine.pupil_key import identities
from engine.sources import group_sources, perhaps_the_same
from engine.workspace import Workspace
from intake.pupils import Pupil
from intake.ssda903.reader import read_return
from store.engines import open_engine
from store.tables import Base
from tests.support.two_sources import in_care
from tests.support.workspaces import at, read, references

NOW = at("2026-03-10 10:00")
UPN, CHILD, OTHER = "A999200412345", ("mosaic", "7"), ("liquidlogic", "8")


def told(
    workspace: Workspace, child: tuple[str, str], pupil: Pupil, born: str = "2012-06-01"
) -> None:
    reading = read(in_care(*child, born=born), NOW)
    reading.pupils[child] = pupil
    load(workspace, reading, kind="events", now=NOW, new_ref=references(workspace))


def grouped(workspace: Workspace) -> list[str]:
    sources = ("mosaic", "liquidlogic")
    group_sources(workspace, "children", sources, reason="One numbering", now=NOW)
    with workspace.database.reading() as work:
        return work.cases.all_refs()


def test_the_same_pupil_number_and_birth_date_are_one_child_under_two_numbers(
    small: Workspace,
) -> None:
    told(small, CHILD, Pupil(f" {UPN.lower()} ", "1"))
    told(small, OTHER, Pupil(UPN, "M"))
    assert len(grouped(small)) == 1
    assert perhaps_the_same(small) == []


@pytest.mark.parametrize(
    ("pupil", "born", "because"),
    [
        (Pupil(UPN, "2"), "2012-06-01", "sex_differs"),
        (Pupil(UPN, "1"), "2012-06-02", "birth_dates_differ"),
    ],
)
def test_with_another_sex_or_birth_date_it_is_left_to_people(
    small: Workspace, pupil: Pupil, born: str, because: str
) -> None:
    told(small, CHILD, Pupil(UPN, "M"))
    told(small, OTHER, pupil, born)
    assert len(grouped(small)) == 2
    assert [one.because.value for one in perhaps_the_same(small)] == [because]


@pytest.mark.parametrize("unknown", ["UN1", "UN7", "", "  ", "A99920041234", "no number"])
def test_what_is_no_pupil_number_is_no_key(tmp_path: Path, unknown: str) -> None:
    assert identities(tmp_path, {CHILD: Pupil(unknown, "1")}) == {}
    assert list(tmp_path.iterdir()) == []


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    first = identities(tmp_path, {CHILD: Pupil(UPN, "1")})
    (key,) = tmp_path.iterdir()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert identities(tmp_path, {CHILD: Pupil(UPN, "1")}) == first
    other = tmp_path / "other"
    other.mkdir()
    assert identities(other, {CHILD: Pupil(UPN, "1")}) != first


def test_no_pupil_number_is_stored_or_shown(small: Workspace) -> None:
    told(small, CHILD, Pupil(UPN, "1"))
    assert UPN not in repr(Pupil(UPN, "1"))
    engine = open_engine(small.settings.database_url)
    with engine.connect() as connection:
        for table in Base.metadata.tables.values():
            assert UPN not in repr(connection.execute(select(table)).all())
    engine.dispose()
    with small.database.reading() as work:
        (number,) = work.joins.numbers(work.cases.all_refs())
    assert number.pupil is not None
    assert number.pupil_and_sex is not None


def test_the_returns_tell_the_pupil_numbers_of_their_children(tmp_path: Path) -> None:
    (tmp_path / "header.csv").write_text(
        f"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n7,1,01/06/2012,WBRI,{UPN},,\n"
    )
    (tmp_path / "episodes.csv").write_text(
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,"
        "PL_POST,URN\n7,02/05/2024,S,V2,N1,U6,PR1,,,,,,\n"
    )
    reading = read_return([tmp_path], now=NOW)
    assert reading.pupils == {("ssda903", "7"): Pupil(UPN, "1")}
