"""Every kind of file that a person can put into the inbox is read from there."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from demo.export.writing import county, export
from engine.workspace import Workspace
from flows.inbox import imported
from flows.parameters import ImportKind
from tests.support.round_trips import evening_of
from tests.support.standard_dataset import child_in_care, write_csv_tables

AS_OF = date(2025, 11, 3)
EVENT = '{"source":"mosaic","id":"1","subject":"1042","type":"born","at":"2020-02-02"}\n'


def put_into(inbox: Path, kind: ImportKind, exported: Path) -> None:
    """A folder of the inbox with files of one kind."""
    folder = inbox / "monday"
    folder.mkdir(parents=True)
    match kind:
        case ImportKind.EVENTS:
            (folder / "events.jsonl").write_text(EVENT, "utf-8")
        case ImportKind.SSDA903:
            shutil.copytree(exported / "ssda903", folder, dirs_exist_ok=True)
        case ImportKind.CIN_CENSUS:
            shutil.copy(exported / "cin-census.xml", folder)
        case ImportKind.ANNEX_A:
            shutil.copy(exported / "annex-a.xlsx", folder)
        case ImportKind.STANDARD_DATASET:
            write_csv_tables(folder, child_in_care("1042", "2025-01-06"))
        case ImportKind.COMPLAINTS:
            shutil.copy(exported / "complaints-register.csv", folder)


@pytest.mark.parametrize("kind", ImportKind)
def test_files_of_every_kind_are_read_from_the_inbox(
    small: Workspace, tmp_path: Path, kind: ImportKind
) -> None:
    export(tmp_path / "export", county(7, AS_OF), children=20)
    put_into(small.settings.data_folder / "inbox", kind, tmp_path / "export")
    outcome = imported(small, kind, "monday", now=evening_of(AS_OF))
    assert outcome.figures["Cases changed"] > 0
    assert outcome.figures["Rows refused"] == 0
