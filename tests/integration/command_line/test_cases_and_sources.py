"""Joining and parting cases, and choosing which sources share numbers, through the front door."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import Run, data
from tests.support.two_sources import child, in_care, on_a_plan
from tests.support.workspaces import Fact


@pytest.fixture
def told(run: Run, tmp_path: Path) -> Run:
    """Child 7 of three sources, of which two are returns, and child 8 of one."""
    tell(run, tmp_path, *in_care("ssda903", "7", since="2025-01-06"))
    tell(run, tmp_path, *on_a_plan("cin-census", "7", since="2025-01-06"))
    tell(run, tmp_path, *in_care("mosaic", "7", since="2025-01-06"))
    tell(run, tmp_path, *in_care("mosaic", "8", since="2025-01-06"))
    return run


def tell(run: Run, folder: Path, *facts: Fact) -> None:
    file = folder / "told.jsonl"
    file.write_text("".join(f"{json.dumps(one)}\n" for one in facts))
    assert run("events", "add", file).exit_code == 0


def case_of(run: Run, subject: str) -> list[str]:
    shown = data(run("clocks", "list", "--subject", subject, "--json"))
    return sorted({view["case_ref"] for view in shown})


def shown(run: Run, reference: str, *options: str) -> Any:
    return data(run("cases", "show", reference, "--json", *options))


def checks_of(run: Run) -> list[dict[str, Any]]:
    """What status says, well or not."""
    checks: list[dict[str, Any]] = json.loads(run("status", "--json").stdout)["checks"]
    return checks


def test_the_sources_are_listed_by_trust_with_their_cases_and_their_group(told: Run) -> None:
    listed = data(told("sources", "list", "--json"))
    assert [(one["trusted"], one["source"], one["cases"], one["group"]) for one in listed] == [
        (1, "mosaic", 2, None),
        (2, "cin-census", 1, "returns"),
        (3, "ssda903", 1, "returns"),
    ]
    # One of the two that are one child lives as the other.
    assert [one["joined"] for one in listed] in ([0, 0, 1], [0, 1, 0])
    assert told("sources", "list").stderr == "3 sources.\n"


def test_grouped_sources_are_one_child_and_a_group_of_one_stands_apart(told: Run) -> None:
    assert len(case_of(told, "7")) == 2
    reason = ("--reason", "One numbering", "--by", "DQ-1")
    assert told("sources", "group", "children", "mosaic", "ssda903").exit_code == 2
    result = told("sources", "group", "children", "mosaic", "ssda903", *reason)
    assert result.exit_code == 0
    (case,) = case_of(told, "7")
    assert sorted(one["source"] for one in shown(told, case)["references"]) == [
        *("cin-census", "mosaic", "ssda903")
    ]
    assert {one["group"] for one in data(told("sources", "list", "--json"))} == {"children"}
    told("sources", "group", "children", "mosaic", *reason)
    told("sources", "group", "old numbers", "cin-census", *reason)
    assert len(case_of(told, "7")) == 3


def test_sources_are_compared_before_they_are_grouped(told: Run, tmp_path: Path) -> None:
    tell(told, tmp_path, child("liquidlogic", "7", "2001-01-01"))
    found = data(told("sources", "check", "mosaic", "liquidlogic", "--json"))
    assert (found["in_common"], found["births_agree"], found["births_differ"]) == (1, 0, 1)
    assert (found["grouped"], found["proposes"]) == (False, "keep_apart")
    assert [one["what"] for one in found["contradictions"]] == ["birth date"]
    result = told("sources", "group", "children", "mosaic", "liquidlogic", "--reason", "A test")
    assert result.exit_code == 1
    assert "Code: sources_contradict" in result.stderr
    agree = told("sources", "check", "mosaic", "ssda903")
    assert "birth dates" in agree.stdout
    assert agree.stderr == "Not grouped; what is seen proposes: group.\n"
    assert data(told("sources", "check", "mosaic", "ssda903", "--json"))["proposes"] == "group"
    assert data(told("sources", "check", "--json")) == []
    assert told("sources", "check", "mosaic").exit_code == 2
    assert "Code: unknown_source" in told("sources", "check", "mosaic", "frameworki").stderr
    told_of = told("sources", "group", "children", "mosaic", "frameworki", "--reason", "A test")
    assert "Code: unknown_source" in told_of.stderr


def test_two_cases_are_linked_and_parted_and_the_history_says_why(told: Run) -> None:
    (eight,) = case_of(told, "8")
    seven = next(
        ref for ref in case_of(told, "7") if shown(told, ref)["references"][0]["source"] == "mosaic"
    )
    assert told("cases", "link", seven[:8], eight[:8]).exit_code == 2
    result = told("cases", "link", eight[:8], seven[:8], "--reason", "Number changed", "--json")
    assert data(result)["one_child"] is True
    (living,) = case_of(told, "8")
    assert living in {seven, eight}
    # The reference that no longer lives leads to the case that does.
    for ref in (seven, eight):
        found = shown(told, ref[:8])
        assert (found["case_ref"], found["asked_for"]) == (living, ref)
    told("cases", "unlink", seven, eight, "--reason", "Cousins", "--by", "DQ-1")
    assert case_of(told, "8") == [eight]
    decided = shown(told, eight)["decisions"]
    assert [(one["decision"], one["reason"], one["by"]) for one in decided] == [
        ("linked", "Number changed", None),
        ("unlinked", "Cousins", "DQ-1"),
    ]
    text = told("cases", "show", eight).stdout
    assert "are not one child, by DQ-1. Cousins" in text
    assert "mosaic as" in text
    same = told("cases", "link", eight, eight, "--reason", "A test")
    assert "Code: same_case_twice" in same.stderr


def test_a_case_number_is_shown_only_to_who_asks_and_that_is_recorded(told: Run) -> None:
    (eight,) = case_of(told, "8")
    assert "subject" not in str(shown(told, eight))
    assert shown(told, eight, "--reveal")["references"][0]["subject"] == "8"
    assert "number 8" in told("cases", "show", eight, "--reveal").stdout


def test_a_complaint_is_never_linked_with_a_child(told: Run, tmp_path: Path) -> None:
    complaint = {
        "source": "complaints",
        "id": "C-1",
        "subject": "C1",
        "type": "complaint_received",
        "at": "2025-01-06",
        "attributes": {"procedure": "statutory"},
    }
    tell(told, tmp_path, complaint)
    (eight,), (about,) = case_of(told, "8"), case_of(told, "C1")
    result = told("cases", "link", eight, about, "--reason", "A test")
    assert "Code: case_of_no_child" in result.stderr
    grouped = told("sources", "group", "all", "mosaic", "complaints", "--reason", "A test")
    assert "Code: source_of_no_child" in grouped.stderr


def test_a_file_of_links_joins_the_cases_it_names(told: Run, tmp_path: Path) -> None:
    file = tmp_path / "links.csv"
    heading = "source,subject,other_source,other_subject,reason\n"
    file.write_text(f"{heading}mosaic,8,ssda903,7,Number changed\n")
    assert len(data(told("cases", "import", file, "--json"))) == 1
    assert case_of(told, "8") == [ref for ref in case_of(told, "7") if ref in case_of(told, "8")]
    for content, code in (
        (f"{heading}mosaic,8,ssda903,9,Number changed\n", "links_unknown"),
        (f"{heading}mosaic,8,ssda903\n", "links_unreadable"),
        ("source,subject\nmosaic,8\n", "links_unreadable"),
        (heading, "links_unreadable"),
        (f"{heading}mosaic,8,ssda903,7,\n", "reason_missing"),
    ):
        file.write_text(content)
        assert f"Code: {code}" in told("cases", "import", file).stderr
    for absent in (tmp_path / "absent.csv", tmp_path):
        assert "Code: file_unreadable" in told("cases", "import", absent).stderr


def test_status_and_measures_say_where_ungrouped_sources_tell_of_the_same(told: Run) -> None:
    caution = "mosaic and ssda903 both tell of children in care, and are not grouped"
    checks = checks_of(told)
    found = [one for one in checks if one["name"] == "sources"]
    assert [one["healthy"] for one in found] == [False]
    assert found[0]["finding"].startswith(caution)
    assert "timescales sources check mosaic ssda903" in found[0]["remedy"]
    assert f"Take care: {caution}" in told("measures").stderr
    told("sources", "group", "children", "mosaic", "ssda903", "--reason", "One numbering")
    checks = checks_of(told)
    assert [one["healthy"] for one in checks if one["name"] == "sources"] == [True]
    assert "Take care" not in told("measures").stderr


def test_sources_that_contradict_are_said_and_one_set_apart_is_not(
    told: Run, tmp_path: Path
) -> None:
    tell(told, tmp_path, *in_care("annex-a", "7", since="2025-01-06", born="2001-01-01"))
    checks = checks_of(told)
    found = " ".join(one["finding"] for one in checks if one["name"] == "sources")
    contradict = "annex-a and ssda903 both tell of children in care, and are not grouped: "
    assert f"{contradict}their equal numbers mean different children" in found
    told("sources", "group", "other children", "annex-a", "--reason", "Another county's")
    assert "annex-a" not in str(checks_of(told))


def test_a_group_of_the_settings_whose_sources_contradict_is_not_in_force(
    told: Run, tmp_path: Path
) -> None:
    tell(told, tmp_path, *in_care("liquidlogic", "7", since="2025-01-06", born="2001-01-01"))
    settings = tmp_path / "data" / "timescales.toml"
    settings.write_text(
        '[sources.groups]\nchildren = ["mosaic", "ssda903"]\nothers = ["mosaic", "liquidlogic"]\n'
    )
    tell(told, tmp_path, *in_care("mosaic", "9", since="2025-01-06"))
    groups = {one["source"]: one["group"] for one in data(told("sources", "list", "--json"))}
    assert groups == {
        "mosaic": "children",
        "ssda903": "children",
        "cin-census": "children",
        "liquidlogic": None,
    }
    checks = checks_of(told)
    assert "the group others of the settings is not in force" in str(checks)
