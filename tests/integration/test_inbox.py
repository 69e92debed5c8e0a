"""Every kind of file that a person can put into the inbox is read from there."""

import pytest

from engine.workspace import Workspace
from flows.inbox import imported
from flows.parameters import ImportKind
from intake.return_format import ReturnFormat
from tests.support.formats import FORMATS, write_example
from tests.unit.intake.rows import NOW


@pytest.mark.parametrize("declared", FORMATS, ids=lambda one: one.kind)
def test_files_of_every_kind_are_read_from_the_inbox(
    small: Workspace, declared: ReturnFormat
) -> None:
    folder = small.settings.data_folder / "inbox" / "monday"
    folder.mkdir(parents=True)
    write_example(declared, folder)
    outcome = imported(small, ImportKind(declared.kind), "monday", now=NOW)
    assert outcome.figures["Cases changed"] > 0
    assert outcome.figures["Rows refused"] == 0
