"""docs/promises.md names tests that exist."""

import ast
import re
from pathlib import Path

import pytest

from tests.conventions.source_files import read

PROMISES = Path("docs/promises.md")
_ROW = re.compile(r"\| (\d+) \|.+\|(.+)\|")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def named_tests() -> list[tuple[str, str, str]]:
    """The number of the promise, the file and the test, for each test named in the table."""
    return [
        (row[1], file, test)
        for line in read(PROMISES).splitlines()
        if (row := _ROW.fullmatch(line))
        for file, test in _TEST.findall(row[2])
    ]


def names_in(file: str) -> set[str]:
    """The tests of a file."""
    tree = ast.parse(read(Path(file)))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_promise_in_the_table_names_a_test() -> None:
    rows = [line for line in read(PROMISES).splitlines() if re.match(r"\| \d", line)]
    numbers = [number for number, _, _ in named_tests()]
    assert len(rows) >= 16
    assert list(dict.fromkeys(numbers)) == [line.split()[1] for line in rows]
    assert len(numbers) == read(PROMISES).count("::test_")


@pytest.mark.parametrize("file", sorted({file for _, file, _ in named_tests()}))
def test_every_test_named_for_a_promise_exists(file: str) -> None:
    assert {test for _, found, test in named_tests() if found == file} - names_in(file) == set()
