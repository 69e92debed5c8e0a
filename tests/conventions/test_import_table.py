"""Who may import whom, as docs/decisions/0001 sets it out."""

import ast
import subprocess
import sys

import pytest

from tests.conventions.source_files import (
    PACKAGES,
    ROOT,
    imports_of,
    python_files,
    read,
    top_level_nodes,
)

EVERYTHING = frozenset({*PACKAGES, "bench"})

# Folder to the folders of ours that it may import, itself aside.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "calendars": frozenset(),
    "domain": frozenset({"calendars"}),
    "store": frozenset({"domain"}),
    "intake": frozenset({"domain"}),
    "notifications": frozenset({"domain"}),
    "reports": frozenset({"domain"}),
    "engine": frozenset(
        {"calendars", "demo", "domain", "intake", "notifications", "reports", "store"}
    ),
    "demo": frozenset({"calendars", "domain"}),
    "console": frozenset({"domain", "engine", "notifications", "store"}),
    "flows": EVERYTHING - {"bench"},
    "deployments": EVERYTHING - {"bench"},
    "cli": EVERYTHING - {"bench"},
    "bench": EVERYTHING,
}

# The core uses these libraries and no other.
ONLY_LIBRARIES = {
    "calendars": frozenset({"holidays", "numpy"}),
    "domain": frozenset({"pendulum", "pydantic"}),
}

# The use cases know no orchestrator, no command line and no terminal.
NEVER_LIBRARIES = {"engine": frozenset({"click", "prefect", "rich"})}

# Slow to import. A command that does not need one must not wait for it.
HEAVY = frozenset(
    {
        "alembic",
        "apscheduler",
        "holidays",
        "jinja2",
        "lxml",
        "numpy",
        "openpyxl",
        "prefect",
        "pygal",
        "rich",
        "sqlalchemy",
        "sqlmodel",
    }
)


def roots(nodes: list[ast.AST]) -> set[str]:
    return {name.partition(".")[0] for node in nodes for name in imports_of(node)}


def forbidden_imports(folder: str, source: str) -> set[str]:
    """The packages and libraries that a module of this folder imports and may not."""
    imported = roots(list(ast.walk(ast.parse(source)))) - {folder}
    ours = imported & (EVERYTHING | {"tests"})
    libraries = imported - ours - sys.stdlib_module_names
    forbidden = ours - MAY_IMPORT[folder]
    if folder in ONLY_LIBRARIES:
        forbidden |= libraries - ONLY_LIBRARIES[folder]
    return forbidden | (libraries & NEVER_LIBRARIES.get(folder, frozenset()))


def heavy_imports(source: str) -> set[str]:
    """The heavy libraries that importing this module would import at once."""
    return roots(list(top_level_nodes(ast.parse(source)))) & HEAVY


@pytest.mark.parametrize("folder", sorted(MAY_IMPORT))
def test_a_folder_imports_only_what_the_table_allows(folder: str) -> None:
    found = {
        str(path): bad
        for path in python_files(folder)
        if (bad := forbidden_imports(folder, read(path)))
    }
    assert found == {}


def test_every_folder_with_python_in_it_is_in_the_table() -> None:
    folders = {path.parts[0] for path in python_files() if len(path.parts) > 1}
    assert folders - {"tests"} - set(MAY_IMPORT) == set()


def test_command_modules_import_nothing_heavy_at_the_top() -> None:
    found = {str(path): bad for path in python_files("cli") if (bad := heavy_imports(read(path)))}
    assert found == {}


def test_importing_every_command_module_loads_nothing_heavy_by_way_of_another() -> None:
    modules = [".".join(path.with_suffix("").parts) for path in python_files("cli")]
    modules = [module.removesuffix(".__init__") for module in modules if "__main__" not in module]
    program = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert HEAVY & set(loaded) == set()


@pytest.mark.parametrize(
    ("folder", "source", "forbidden"),
    [
        ("domain", "import store.database", "store"),
        ("domain", "from sqlalchemy import select", "sqlalchemy"),
        ("domain", "def later():\n    import prefect", "prefect"),
        ("calendars", "from domain.events import Event", "domain"),
        ("calendars", "import pendulum", "pendulum"),
        ("store", "from engine.sweep import sweep", "engine"),
        ("engine", "import click", "click"),
        ("engine", "from flows import sweep", "flows"),
        ("console", "import flows", "flows"),
        ("cli", "from tests import conftest", "tests"),
    ],
)
def test_the_check_catches_an_import_across_the_table(
    folder: str, source: str, forbidden: str
) -> None:
    assert forbidden_imports(folder, source) == {forbidden}


def test_the_check_lets_allowed_imports_pass() -> None:
    source = (
        "import re\nimport pydantic\nfrom calendars.library import calendar\nimport domain.events"
    )
    assert forbidden_imports("domain", source) == set()


def test_the_check_catches_a_heavy_import_at_the_top_even_inside_a_condition() -> None:
    assert heavy_imports("if True:\n    from rich.table import Table") == {"rich"}


def test_the_check_lets_a_heavy_import_inside_a_function_pass() -> None:
    assert heavy_imports("def run():\n    import prefect") == set()
