"""What others may call says what it means."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conventions.source_files import PACKAGES, python_files, read


def is_public_module(path: Path) -> bool:
    # Alembic fixes the names and the meaning of the functions in a migration.
    return "migrations" not in path.parts and not any(
        part.startswith("_") and part != "__init__.py" for part in path.parts
    )


def _undocumented(body: list[ast.stmt], prefix: str = "") -> Iterator[str]:
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if node.name.startswith("_"):
            continue
        # An overload and an override are documented by the function they stand for.
        marks = {ast.unparse(mark).rpartition(".")[2] for mark in node.decorator_list}
        if not ast.get_docstring(node) and not marks & {"overload", "override", "setter"}:
            yield prefix + node.name
        if isinstance(node, ast.ClassDef):
            yield from _undocumented(node.body, f"{prefix}{node.name}.")


def undocumented(source: str) -> list[str]:
    """The public functions, classes and methods that have no docstring."""
    return list(_undocumented(ast.parse(source).body))


def test_every_public_function_class_and_method_has_a_docstring() -> None:
    found = {
        str(path): names
        for path in python_files(*PACKAGES)
        if is_public_module(path) and (names := undocumented(read(path)))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("def add(): pass", "add"),
        ("async def add(): pass", "add"),
        ("class Case: pass", "Case"),
        ('class Case:\n    """One."""\n    def close(self): pass', "Case.close"),
    ],
)
def test_the_check_catches_what_has_no_docstring(source: str, name: str) -> None:
    assert undocumented(source) == [name]


def test_the_check_lets_private_and_documented_names_pass() -> None:
    assert undocumented('def _add(): pass\ndef add():\n    """Add."""\n    def inner(): pass') == []
    assert not is_public_module(Path("store/_types.py"))
