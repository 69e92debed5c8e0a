import socket
from pathlib import Path

import pytest

from domain.errors import ProblemError
from store.database import open_database
from store.engines import open_engine


@pytest.mark.parametrize(
    "url",
    ["", "timescales.db", "sqlite://", "sqlite:///:memory:", "mysql://root:hidden@host/name"],
)
def test_an_address_of_no_known_database_is_refused(url: str) -> None:
    with pytest.raises(ProblemError) as problem:
        open_database(url)
    assert problem.value.code == "database_url_unknown"
    assert "hidden" not in str(problem.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_a_postgresql_address_uses_psycopg(scheme: str) -> None:
    assert open_engine(f"{scheme}://host/name").driver == "psycopg"


def test_the_folder_of_an_sqlite_file_is_created(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/deep/er/timescales.db")
    database.migrate()
    database.dispose()
    assert (tmp_path / "deep/er/timescales.db").exists()


def test_a_server_that_does_not_answer_is_reported_without_the_password() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        database = open_database(f"postgresql://someone:hidden@127.0.0.1:{port}/timescales")
        with pytest.raises(ProblemError) as problem:
            database.migrate()
        with pytest.raises(ProblemError) as again, database.unit_of_work():
            pass
    for error in (problem.value, again.value):
        assert error.code == "database_unreachable"
        assert "hidden" not in str(error)
        # A traceback shows the driver's own text when the cause is not suppressed.
        assert error.__suppress_context__


def test_a_folder_in_place_of_the_file_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as problem:
        open_database(f"sqlite:///{tmp_path}").migrate()
    assert problem.value.code == "database_unreachable"


def test_a_file_in_place_of_the_folder_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProblemError) as problem:
        open_database(f"sqlite:///{tmp_path}/file/timescales.db")
    assert problem.value.code == "database_unreachable"


@pytest.mark.parametrize("times", [1, 40, 4000])
def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path, times: int) -> None:
    notes = "These are notes, and quite a few of them. " * times
    (tmp_path / "notes.txt").write_text(notes)
    with pytest.raises(ProblemError) as problem:
        open_database(f"sqlite:///{tmp_path}/notes.txt").migrate()
    assert problem.value.code == "database_damaged"
    assert (tmp_path / "notes.txt").read_text() == notes
