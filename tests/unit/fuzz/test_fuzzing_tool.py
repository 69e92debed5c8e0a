"""The tool that feeds the readers odd files: it sees what is wrong, and can do it again."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from domain.case.events import Event
from domain.errors import ProblemError
from intake.reading import Reading
from tests.conventions.source_files import ROOT
from tests.fuzz.child import findings, input_of
from tests.fuzz.odd_values import CANARY
from tests.fuzz.readers import READERS, Fed, Reader

FED = Fed({"feed.csv": b"a,b\n1,2\n"}, whole=True)


def what_is_found(read: Callable[[Path], Reading]) -> list[str]:
    """The first lines of what is wrong with such a reader."""
    reader = Reader(seeds=list, change=lambda _, data: data, read=read)
    return [each.partition("\n")[0] for each in findings(reader, FED)]


def one_row(event: Event | None = None, refused: ProblemError | None = None) -> Reading:
    """A reading of one row."""
    reading = Reading()
    row = reading.start_row("t", "feed.csv", 2)
    if event is not None:
        reading.keep(row, event)
    if refused is not None:
        reading.refuse(row, "a", refused)
    return reading


def review(**attributes: str) -> Event:
    return Event("x", "1", "1", "review_held", date(2025, 1, 6), attributes=attributes)


def test_nothing_is_wrong_with_a_reader_that_does_as_it_should() -> None:
    assert what_is_found(lambda _: one_row(review())) == []
    assert what_is_found(lambda _: one_row(refused=ProblemError("odd", "Odd.", "Even it."))) == []


def test_a_row_without_a_fate_is_found() -> None:
    assert what_is_found(lambda _: one_row()) == ["t: 1 rows not accounted for"]


def test_a_row_that_was_never_counted_is_found() -> None:
    assert what_is_found(lambda _: Reading()) == [
        "a csv file has more rows, or fewer, than were counted"
    ]


def test_a_row_refused_without_a_word_is_found() -> None:
    reading = one_row()
    reading.rows[0].refused = "odd"
    assert what_is_found(lambda _: reading) == ["rows are refused for odd, which no refusal names"]


def test_a_value_of_the_row_in_a_message_or_an_attribute_is_found() -> None:
    telling = ProblemError("odd", f"{CANARY[:20]} is odd.", "Even it.")
    assert what_is_found(lambda _: one_row(refused=telling)) == ["odd repeats a value"]
    kept = one_row(review(part=CANARY))
    assert what_is_found(lambda _: kept) == ["review_held keeps a name and address"]

    def refuse_all(_: Path) -> Reading:
        raise telling

    assert what_is_found(refuse_all) == ["odd repeats a value"]


def test_an_event_that_no_database_takes_is_found() -> None:
    event = Event("x", "1", "a\0b", "review_held", date(2025, 1, 6))
    assert what_is_found(lambda _: one_row(event)) == [
        "review_held holds a text that no database takes"
    ]


@pytest.mark.parametrize("error", [ValueError, MemoryError, RecursionError, SystemExit])
def test_whatever_a_reader_raises_is_found_with_its_place(error: type[BaseException]) -> None:
    def fail(_: Path) -> Reading:
        raise error

    (found,) = what_is_found(fail)
    assert found.startswith(f"{error.__name__} in tests/unit/fuzz/test_fuzzing_tool.py:")


def test_a_reader_is_known_to_read_the_good_files_that_the_changes_start_from() -> None:
    for name in ("events-jsonl", "events-csv", "dataset-csv", "comparators"):
        for files in READERS[name].seeds():
            assert list(findings(READERS[name], Fed(files, whole=True))) == []


NAMES = ("annex-a", "dataset-database", "comparators", "scenarios")


def digests_of_inputs() -> str:
    """A digest of each of some inputs, a line each."""
    lines = []
    for name in NAMES:
        given = READERS[name].seeds()
        for number in range(15):
            files = input_of(name, 5, number, given).files
            digest = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()
            lines.append(f"{name} {number} {digest}")
    return "\n".join(lines)


def test_an_input_follows_from_the_seed_and_its_number_in_any_process() -> None:
    program = "from tests.unit.fuzz import test_fuzzing_tool as t; print(t.digests_of_inputs())"
    # Another order of whatever has none of its own than in this process.
    hashed_by = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    said = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONHASHSEED": hashed_by, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    assert said == digests_of_inputs()
    assert len({line.rpartition(" ")[2] for line in said.splitlines()}) > 10 * len(NAMES)
