"""A module holds one idea. Where it grows long, it has become two."""

from tests.conventions.source_files import python_files, read

LONGEST = 350


def too_long(source: str) -> bool:
    return len(source.splitlines()) > LONGEST


def test_no_module_is_longer_than_350_lines() -> None:
    found = [str(path) for path in python_files() if too_long(read(path))]
    assert found == []


def test_the_check_catches_a_module_one_line_too_long() -> None:
    assert too_long("pass\n" * (LONGEST + 1))


def test_the_check_lets_a_module_of_350_lines_pass() -> None:
    assert not too_long("pass\n" * LONGEST)
