"""The tool that breaks the code: it says what survived, and what nobody explained."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.conventions.source_files import ROOT
from tests.mutants.__main__ import report
from tests.mutants.explained import FILE, as_entries, read_explained
from tests.mutants.parts import PARTS, Part, modules_of
from tests.mutants.verdicts import FileVerdict, Mutant, change_of

DIFF = """\
--- domain/clocks/states.py
+++ domain/clocks/states.py
@@ -3,5 +3,5 @@
 def was_late(clock):
-    if clock.completed_on > clock.due_on:
+    if clock.completed_on >= clock.due_on:
         return True
"""
SURVIVOR = Mutant("domain/clocks/states.py", "was_late", "a > b => a >= b")
REASON = {SURVIVOR: "a is never b"}
FILE_VERDICT = FileVerdict(SURVIVOR.file, 20, 19, 0, (SURVIVOR,))


def test_a_mutant_is_known_by_its_lines_wherever_they_stand() -> None:
    moved = DIFF.replace("@@ -3,5 +3,5 @@", "@@ -90,5 +90,5 @@").replace("    if", "        if")
    assert change_of(DIFF) == change_of(moved)
    assert change_of(DIFF) == (
        "if clock.completed_on > clock.due_on: => if clock.completed_on >= clock.due_on:"
    )


def test_all_is_well_when_each_survivor_is_explained() -> None:
    text, well = report([FILE_VERDICT], REASON)
    assert well
    assert text.splitlines()[1].split() == [SURVIVOR.file, "20", "19", "1", "1", "95.0"]


def test_a_survivor_that_nobody_explains_is_printed_as_it_would_stand_in_the_file() -> None:
    text, well = report([FILE_VERDICT], {})
    assert not well
    assert as_entries([SURVIVOR], "") in text


def test_a_reason_for_what_did_not_survive_is_told_of() -> None:
    text, well = report([replace(FILE_VERDICT, survivors=())], REASON)
    assert not well
    assert as_entries([SURVIVOR], "out") in text
    _, well = report([replace(FILE_VERDICT, file="engine/sweep.py", survivors=())], REASON)
    assert well  # nothing is known of the other file


def test_fewer_than_nine_in_ten_are_not_enough_whatever_the_reasons() -> None:
    assert report([replace(FILE_VERDICT, mutants=10, caught=9)], REASON)[1]
    assert not report([replace(FILE_VERDICT, mutants=10, caught=8)], REASON)[1]


def test_what_was_not_tried_is_not_taken_for_caught() -> None:
    text, well = report([replace(FILE_VERDICT, not_tried=1)], REASON)
    assert not well
    assert "Run it again" in text


def test_entries_are_read_as_they_are_written() -> None:
    odd = replace(SURVIVOR, change="""say("it's: 'so'") # => say('"') """)
    other = replace(SURVIVOR, function="state")
    assert read_explained(as_entries([SURVIVOR, odd, other], "so")) == dict.fromkeys(
        [SURVIVOR, odd, other], "so"
    )


def test_every_reason_is_given_and_names_a_file_that_is_mutated() -> None:
    explained = read_explained(FILE.read_text("utf-8"))
    mutated = {path.as_posix() for part in PARTS for path in part.paths()}
    assert [one for one, reason in explained.items() if len(reason) < 8] == []
    assert {one.file for one in explained} <= mutated


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_each_part_has_files_and_its_tests_exist(part: Part) -> None:
    assert part.paths()
    assert [name for name in part.tests if not (ROOT / name).exists()] == []


def test_the_patterns_are_mutmuts_names_of_the_files() -> None:
    assert modules_of([Path("engine/sweep.py")]) == ["engine.sweep.*"]
