"""Every package that is imported is declared in pyproject.toml, and none is declared for nothing.

What is not declared comes along with something else, in whatever version that likes.
"""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conventions.source_files import BESIDE, PACKAGES, imports_of, python_files, read

# Declared for the running engine and imported by no line of it.
REASONS = {
    "defusedxml": "openpyxl reads hostile workbooks safely only where it is installed",
    "fastapi": "Prefect's server does not start with every version of it",
    "psycopg": "SQLAlchemy loads it as the driver of postgresql+psycopg",
}

_OURS = frozenset({*PACKAGES, *BESIDE, "tests"})
_EXTRAS = ("dev", "arrays")


def imported(*folders: str) -> set[str]:
    """The names of the distributions that the files of these folders import, or all files."""
    owners = packages_distributions()
    return {
        canonicalize_name(owners.get(root, [root])[0])
        for path in python_files(*folders)
        for root in third_party(read(path))
    }


def third_party(source: str) -> set[str]:
    """The top-level names that this source imports from neither Python nor the repository."""
    names = {
        name.partition(".")[0] for node in ast.walk(ast.parse(source)) for name in imports_of(node)
    }
    return names - _OURS - sys.stdlib_module_names


def declared(*extras: str) -> set[str]:
    """What pyproject.toml asks for, with these extras."""
    project = tomllib.loads(read(Path("pyproject.toml")))["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in extras for line in project["optional-dependencies"][extra]),
    ]
    return {canonicalize_name(Requirement(line).name) for line in lines}


def test_everything_that_is_imported_anywhere_is_declared() -> None:
    assert imported() - declared(*_EXTRAS) == set()


def test_the_running_engine_imports_only_what_is_installed_with_it() -> None:
    running = imported(*PACKAGES) - declared()
    # Whoever counts whole arrays of dates asks for the extra.
    assert running == {"numpy"}
    assert [
        path.name for path in python_files(*PACKAGES) if "numpy" in third_party(read(path))
    ] == ["arrays.py"]


def test_everything_that_the_running_engine_asks_for_is_imported_or_has_a_reason() -> None:
    assert declared() - imported(*PACKAGES) == set(REASONS)


def test_every_version_is_bounded() -> None:
    project = tomllib.loads(read(Path("pyproject.toml")))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["arrays"]]
    assert [line for line in lines if not any(word in line for word in ("~=", "==", "<"))] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import httpx", {"httpx"}),
        ("def late():\n    from lxml import etree", {"lxml"}),
        ("import os\nimport domain.days\nfrom tests.support import feeds", set()),
    ],
)
def test_an_import_is_seen_wherever_it_is(source: str, found: set[str]) -> None:
    assert third_party(source) == found
