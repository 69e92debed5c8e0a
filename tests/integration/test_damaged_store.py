"""A damaged database file is said to be damaged, wherever the damage is met."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from cli.main import program
from domain.errors import ProblemError
from engine.queries import ClockQuestion, alerts, clocks
from engine.rerun import rerun
from engine.settings import Settings
from engine.status import status
from engine.sweep import sweep
from engine.workspace import Workspace, open_workspace
from store.filters import AlertFilter
from tests.support.workspaces import at, fact, tell

NOW = at("2026-03-25 10:00")
PAGE = 4096
STORE = "timescales.db"

# The rules in force are one long text: what is not whole there is found when it is read as rules.
ALSO_SAID = "rules_in_force_unreadable"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a store with sixty children in care and their first alerts."""
    folder = tmp_path_factory.mktemp("whole")
    workspace = open_workspace(Settings.load({}, folder))
    children = [fact(str(number), "became_looked_after", "2026-03-02") for number in range(60)]
    tell(workspace, *children, now=at("2026-03-24 10:00"))
    sweep(workspace, now=at("2026-03-24 11:00"))
    workspace.database.dispose()
    assert [file.name for file in folder.iterdir() if file.name.startswith(STORE)] == [STORE]
    return (folder / STORE).read_bytes()


@contextmanager
def opened(folder: Path, content: bytes) -> Iterator[Workspace]:
    """The store of a file with this content. One that cannot be opened raises."""
    (folder / STORE).write_bytes(content)
    workspace = open_workspace(Settings.load({}, folder))
    try:
        yield workspace
    finally:
        workspace.database.dispose()


def use(workspace: Workspace) -> None:
    """Read what there is, from the clocks and from the events, and write."""
    clocks(workspace, ClockQuestion(date(2026, 3, 25)))
    clocks(workspace, ClockQuestion(date(2026, 3, 10)))
    alerts(workspace, AlertFilter())
    status(workspace, NOW)
    sweep(workspace, now=NOW)
    rerun(workspace, "review-schedule", now=NOW, apply=True, reason="A test")


def what_is_said(folder: Path, content: bytes) -> tuple[str, str]:
    """Where the damage was met, and the code; ``nowhere`` where nothing touched it."""
    where = "opening"
    try:
        with opened(folder, content) as workspace:
            where = "later"
            use(workspace)
    except ProblemError as problem:
        return where, problem.code
    return "nowhere", ""


def with_page(content: bytes, number: int, page: bytes) -> bytes:
    return content[: number * PAGE] + page + content[(number + 1) * PAGE :]


def test_a_whole_file_is_used_as_it_is(whole: bytes, tmp_path: Path) -> None:
    assert what_is_said(tmp_path, whole) == ("nowhere", "")


@pytest.mark.parametrize(
    "kept", [10, 99, 100, 512, PAGE - 1, PAGE, 2 * PAGE, -PAGE, -100, -1], ids=str
)
def test_a_file_that_was_cut_short_is_damaged(whole: bytes, tmp_path: Path, kept: int) -> None:
    _, code = what_is_said(tmp_path, whole[:kept])
    assert code == "database_damaged"


@pytest.mark.parametrize("fill", ["nothing", "anything", "text"])
def test_a_file_with_a_page_written_over_is_damaged_when_the_page_is_met(
    whole: bytes, tmp_path: Path, fill: str
) -> None:
    anything = Random(5)
    pages = {
        "nothing": lambda: bytes(PAGE),
        "anything": lambda: anything.randbytes(PAGE),
        "text": lambda: (b"No page of a database. " * PAGE)[:PAGE],
    }
    found = {
        what_is_said(tmp_path, with_page(whole, number, pages[fill]()))
        for number in (0, 1, 2, 3, *range(4, len(whole) // PAGE, 9))
    }
    assert {"opening", "later"} <= {where for where, _ in found}
    assert {code for _, code in found} - {"", ALSO_SAID} == {"database_damaged"}


def test_a_file_with_some_bytes_written_over_never_ends_in_anything_but_a_problem(
    whole: bytes, tmp_path: Path
) -> None:
    anything = Random(7)
    said = set()
    for _ in range(40):
        content = bytearray(whole)
        for _ in range(20):
            content[anything.randrange(len(content))] = anything.randrange(256)
        said.add(what_is_said(tmp_path, bytes(content))[1])
    assert "database_damaged" in said
    assert said <= {"", "database_damaged", "database_failed", "database_not_ready", ALSO_SAID}


def test_a_stored_date_that_is_none_is_damage(whole: bytes, tmp_path: Path) -> None:
    content = whole.replace(b"2026-03-30", b"2026-03-x0")
    assert content != whole
    assert what_is_said(tmp_path, content) == ("later", "database_damaged")


def test_a_command_says_that_the_file_is_damaged_and_what_to_do(
    whole: bytes, tmp_path: Path
) -> None:
    (tmp_path / STORE).write_bytes(whole[: len(whole) // 2])
    result = CliRunner().invoke(program, ["clocks", "list", "--data-folder", str(tmp_path)])
    assert (result.exit_code, result.stdout) == (1, "")
    said, remedy, code = result.stderr.splitlines()
    assert "damaged" in said
    assert remedy.startswith("Restore a backup")
    assert code == "Code: database_damaged"
