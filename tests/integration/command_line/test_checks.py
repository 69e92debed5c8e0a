"""What stands beside the clocks, through the front door."""

import json
from pathlib import Path

from tests.support.command_line import Run, data
from tests.support.workspaces import fact


def told(loaded: Run, folder: Path, *facts: dict[str, object]) -> None:
    file = folder / "more.jsonl"
    file.write_text("".join(f"{json.dumps(one)}\n" for one in facts))
    assert loaded("events", "add", file).exit_code == 0


def test_the_checks_of_one_case_are_all_listed(loaded: Run) -> None:
    found = data(loaded("checks", "list", "--subject", "1042", "--json"))
    assert [(one["check"], one["state"], one["subject"]) for one in found] == [
        ("lac.gate.ceasing", "stands", "1042"),
        ("lac.gate.plan_change", "stands", "1042"),
    ]
    assert found[0]["since"] == "2025-01-22"
    assert len(found[0]["case_ref"]) == 36


def test_of_all_cases_those_are_listed_that_can_be_acted_on_and_the_rest_is_counted(
    loaded: Run, tmp_path: Path
) -> None:
    assert data(loaded("checks", "list", "--json")) == []
    told(loaded, tmp_path, fact("1042", "ceased_looked_after", "2025-01-24"))
    [look] = data(loaded("checks", "list", "--json"))
    assert (look["check"], look["state"]) == ("lac.gate.ceasing", "look")
    assert "subject" not in look
    assert "1042" not in loaded("checks", "list").output
    assert loaded("checks", "list").stderr.startswith("1 check on 2025-01-27.\n")
    # A month later nobody can do anything about it any more.
    later = loaded("checks", "list", "--as-of", "2025-02-24")
    assert "ceasing" not in later.stdout
    assert later.stderr.startswith("0 checks on 2025-02-24.\n")
    rest = "And 2 of lac.gate.ceasing that only stand, have passed or are over: --all shows them.\n"
    assert rest in later.stderr
    shown = loaded("checks", "list", "--all")
    assert " stands " in shown.stdout
    assert " look " in shown.stdout


def test_the_day_asked_about_decides_a_check(loaded: Run, tmp_path: Path) -> None:
    told(loaded, tmp_path, fact("1042", "ceased_looked_after", "2025-01-24"))
    assert data(loaded("checks", "list", "--json", "--as-of", "2025-01-23")) == []
    before = loaded("checks", "list", "--json", "--known-at", "2025-01-26")
    assert data(before) == []


def test_the_clocks_of_one_case_are_listed_with_what_to_look_at(
    loaded: Run, tmp_path: Path
) -> None:
    listing = ("clocks", "list", "--subject", "1042")
    assert "Look at" not in loaded(*listing).stderr
    told(loaded, tmp_path, fact("1042", "ceased_looked_after", "2025-01-24"))
    assert "Look at: The child was looked after for 20 working days" in loaded(*listing).stderr
    assert "Look at" not in loaded("clocks", "list").stderr
