"""The pages of docs/reference that are made from the program say what the program says."""

from pathlib import Path

import pytest

from reference_pages import __main__ as reference_pages
from reference_pages.__main__ import FOLDER, made, pages


@pytest.mark.parametrize("name", pages())
def test_a_page_is_up_to_date(name: str) -> None:
    file = FOLDER / name
    fresh = file.exists() and file.read_text("utf-8") == made(name)
    assert fresh, f"docs/reference/{name} is stale: run make docs"


def test_no_page_says_that_it_is_made_and_is_not() -> None:
    files = {file.name for file in FOLDER.glob("*.md") if "Made by" in file.read_text("utf-8")}
    assert files == set(pages())


def test_only_pages_that_have_changed_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in pages():
        (tmp_path / name).write_text(made(name), "utf-8")
    stale = tmp_path / "events.md"
    stale.write_text("# Events\n", "utf-8")
    reference_pages.main(tmp_path)
    assert capsys.readouterr().out == "events.md is written anew\n"
    assert stale.read_text("utf-8") == made("events.md")
