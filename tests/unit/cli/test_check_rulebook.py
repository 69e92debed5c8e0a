"""Checking a rulebook finds the first fault of every file, not of the first file only."""

import shutil
from pathlib import Path

import pytest

from domain.errors import ProblemError
from intake.other_files.rule_files import check_rulebook
from tests.conventions.source_files import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("rulebook", "profiles"):
        shutil.copytree(ROOT / "domain" / name, tmp_path / name)
    return tmp_path


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_the_rulebook_that_comes_with_the_program_is_in_order() -> None:
    assert check_rulebook() == []


def test_every_file_with_a_fault_is_told(folder: Path) -> None:
    lac, profile = folder / "rulebook" / "lac", folder / "profiles" / "leicestershire"
    edit(lac / "lac.review.first.yaml", "authority: statute", "authority: rumour")
    edit(lac / "lac.review.second.yaml", "title:", "title")
    (lac / "lac.review.again.yaml").write_text((lac / "lac.review.subsequent.yaml").read_text())
    edit(profile / "profile.yaml", "title:", "titel:")
    (folder / "rulebook" / "periods.yaml").write_bytes(b"\xff\xff")
    found = check_rulebook(folder)
    assert sorted((one.code, one.message.split(",")[0].split(" ")[0]) for one in found) == [
        ("rule_file_invalid", "lac.review.first.yaml"),
        ("rule_file_invalid", "leicestershire/profile.yaml"),
        ("rule_file_misnamed", "lac.review.again.yaml"),
        ("rule_file_not_yaml", "lac.review.second.yaml"),
        ("rule_file_not_yaml", "periods.yaml:"),
    ]
    assert any("line " in one.message for one in found)


def test_files_that_are_sound_each_are_checked_together(folder: Path) -> None:
    file = folder / "profiles" / "leicestershire" / "lac" / "lac.review.first.yaml"
    file.write_text((folder / "rulebook" / "lac" / "lac.review.first.yaml").read_text())
    assert [one.code for one in check_rulebook(folder)] == ["rule_defined_twice"]


def test_a_folder_without_a_rulebook_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as problem:
        check_rulebook(tmp_path)
    assert problem.value.code == "rulebook_missing"
