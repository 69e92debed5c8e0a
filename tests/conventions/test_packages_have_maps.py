"""Every package opens with a map: what is here, where to start, and what it may import."""

import ast
import re
from pathlib import Path

import pytest

from tests.conventions.source_files import PACKAGES, python_files, read, repository_files

# A sentence more than a title.
SHORTEST = 80
# A package with fewer modules of its own is found by opening them.
FEW = 2
# What a map shows in the same way and is no module: what is typed, and what a command is given.
NO_MODULES = {"options", "timescales"}

INITS = [path for path in python_files(*PACKAGES, "bench") if path.name == "__init__.py"]
_NAMED = re.compile(r"``([a-z]\w*)(?:\.py|/)?``")


def modules_beside(init: Path) -> set[str]:
    return {path.stem for path in python_files() if path.parent == init.parent} - {"__init__"}


def modules_below(init: Path) -> set[str]:
    return {path.stem for path in python_files() if init.parent in path.parents}


def folders() -> set[str]:
    return {part for path in repository_files() for part in path.parts[:-1]}


def docstring(source: str) -> str:
    return ast.get_docstring(ast.parse(source)) or ""


def lacks_a_map(source: str, modules: int, *, top: bool) -> bool:
    """Whether a package with so many modules says too little of itself."""
    said = docstring(source)
    if top and "import" not in said:
        return True
    return modules >= FEW and len(said) < SHORTEST


@pytest.mark.parametrize("init", INITS, ids=str)
def test_a_package_opens_with_a_map(init: Path) -> None:
    assert not lacks_a_map(read(init), len(modules_beside(init)), top=len(init.parts) == 2)


@pytest.mark.parametrize("init", INITS, ids=str)
def test_a_map_names_only_modules_that_are_there(init: Path) -> None:
    named = set(_NAMED.findall(docstring(read(init))))
    assert named - modules_below(init) - folders() - NO_MODULES == set()


def test_the_check_catches_a_package_that_says_nothing_of_itself() -> None:
    title = '"""Working days."""'
    assert lacks_a_map(title, 2, top=False)
    assert lacks_a_map(f'"""{"Working days. " * 10}"""', 0, top=True)
    assert not lacks_a_map(title, 1, top=False)
    assert not lacks_a_map(f'"""{"Working days. " * 10} May import nothing."""', 9, top=True)
