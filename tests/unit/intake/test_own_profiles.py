"""An authority keeps profiles of its own, outside the program."""

from pathlib import Path

import pytest

from domain.errors import ProblemError
from intake.other_files.rule_files import check_rulebook, profile_ids, read_rulebook
from tests.conventions.source_files import ROOT

OWN = ROOT / "docs" / "examples" / "profiles"


def test_a_profile_of_ones_own_adds_to_the_core_and_varies_it() -> None:
    rulebook = read_rulebook("anyshire", own=OWN)
    core = read_rulebook("statutory")
    assert set(rulebook.rules) - set(core.rules) == {
        "lac.review.report",
        "lac.pep.termly",
        "qa.alert.response",
    }
    assert rulebook.varied["lac.review.record"].startswith("Anyshire asks")
    assert str(rulebook.rule("lac.review.record").limits[0].amount) == "12 working days"
    assert check_rulebook(own=OWN) == []


def test_without_the_folder_there_is_no_such_profile(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as problem:
        read_rulebook("anyshire", own=tmp_path / "profiles")
    assert problem.value.code == "unknown_profile"


def test_a_profile_of_ones_own_cannot_take_the_name_of_one_that_we_ship(tmp_path: Path) -> None:
    false = tmp_path / "statutory" / "profile.yaml"
    false.parent.mkdir()
    false.write_text("id: statutory\ntitle: Not the law\n", encoding="utf-8")
    assert profile_ids(own=tmp_path) == profile_ids()
    assert read_rulebook("statutory", own=tmp_path).rules == read_rulebook("statutory").rules


def test_a_fault_in_a_profile_of_ones_own_is_found(tmp_path: Path) -> None:
    profile = tmp_path / "anyshire" / "profile.yaml"
    profile.parent.mkdir()
    profile.write_text("id: anyshire\n", encoding="utf-8")
    (fault,) = check_rulebook(own=tmp_path)
    assert "anyshire/profile.yaml" in fault.message
