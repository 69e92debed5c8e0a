"""A return format is one package: no other knows it, and it knows no other."""

import ast
from pathlib import Path

import pytest

from tests.conventions.source_files import ROOT, imports_of, python_files, read

SHARED = {"files", "other_files"}
# The map of intake says what may import what.
FORMATS = {path.parts[1] for path in python_files("intake") if len(path.parts) > 2} - SHARED

# The command with a name of its own, and the parts that measure or try a format.
KNOW_A_FORMAT = {Path("cli/commands/events.py")}
OUTSIDE = [
    path
    for path in python_files("cli", "deployments", "engine", "flows", "notifications", "reports")
    if path not in KNOW_A_FORMAT
]


def formats_in(source: str) -> set[str]:
    """The formats whose modules a source imports, at the top or later."""
    names = [name for node in ast.walk(ast.parse(source)) for name in imports_of(node)]
    return {name.split(".")[1] for name in names if name.startswith("intake.")} & FORMATS


@pytest.mark.parametrize("path", python_files("intake"), ids=str)
def test_a_module_of_intake_imports_no_format_but_its_own(path: Path) -> None:
    assert formats_in(read(path)) <= {path.parts[1]}


def test_nothing_outside_imports_a_format() -> None:
    assert {str(path): bad for path in OUTSIDE if (bad := formats_in(read(path)))} == {}


def test_every_package_of_intake_opens_with_a_map() -> None:
    for path in python_files("intake"):
        if path.name == "__init__.py":
            assert "May import" in str(ast.get_docstring(ast.parse(read(path)))), path


def test_the_check_catches_an_import_of_a_format() -> None:
    assert formats_in("def later():\n    from intake.ssda903.cells import Cells") == {"ssda903"}
    assert formats_in("from intake import annex_a\nfrom intake.files import tables") == {"annex_a"}


def test_the_formats_are_those_of_the_folder() -> None:
    assert "ssda903" in FORMATS
    assert all((ROOT / "intake" / name).is_dir() for name in FORMATS)
