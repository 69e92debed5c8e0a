"""Who may import whom, as docs/decisions/0001 sets it out."""

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.conventions.source_files import (
    BESIDE,
    PACKAGES,
    ROOT,
    imports_of,
    python_files,
    read,
    top_level_nodes,
)

EVERYTHING = frozenset({*PACKAGES, *BESIDE})

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
    "flows": EVERYTHING - set(BESIDE),
    "deployments": EVERYTHING - set(BESIDE),
    "cli": EVERYTHING - set(BESIDE),
    "bench": EVERYTHING,
    "reference_pages": EVERYTHING - {"bench"},
}

# The rooms of the core, each with those before it that it may import. What lies loose in ``domain``
# is used by all of them and imports none.
ROOMS: dict[str, frozenset[str]] = {
    "case": frozenset(),
    "rules": frozenset({"case"}),
    "clocks": frozenset({"case", "rules"}),
    "explaining": frozenset({"case", "rules", "clocks"}),
    "measures": frozenset({"case", "rules", "clocks"}),
}

# The core uses these libraries and no other.
ONLY_LIBRARIES = {
    "calendars": frozenset({"holidays", "icalendar", "numpy"}),
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
        "icalendar",
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


def rooms_entered(room: str | None, source: str) -> set[str]:
    """The rooms of the core that a module of this room (None: loose) imports and may not."""
    names = [name for node in ast.walk(ast.parse(source)) for name in imports_of(node)]
    entered = {name.split(".")[1] for name in names if name.startswith("domain.")} & set(ROOMS)
    return entered - {room} - (ROOMS[room] if room else frozenset())


def circles(graph: dict[str, set[str]]) -> list[str]:
    """The modules that import each other in a circle, or nothing."""
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        return list(circle.args[1])
    return []


def imported_modules(source: str, modules: set[str]) -> set[str]:
    """Of ``modules``, those that this source imports, at once or when something is called."""
    names = [name for node in ast.walk(ast.parse(source)) for name in imports_of(node)]
    return {name if name in modules else name.rpartition(".")[0] for name in names} & modules


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


@pytest.mark.parametrize("path", python_files("domain"), ids=str)
def test_a_room_of_the_core_imports_only_rooms_before_it(path: Path) -> None:
    room = path.parts[1] if path.parts[1] in ROOMS else None
    assert rooms_entered(room, read(path)) == set()


def test_every_folder_of_the_core_with_python_in_it_is_a_room() -> None:
    folders = {path.parts[1] for path in python_files("domain") if len(path.parts) > 2}
    assert folders == set(ROOMS)


def test_no_modules_import_each_other_in_a_circle() -> None:
    paths = {".".join(path.with_suffix("").parts): path for path in python_files(*PACKAGES)}
    modules = {name.removesuffix(".__init__"): path for name, path in paths.items()}
    known = set(modules)
    graph = {
        # What a package says of itself names the modules in it, which belong to it.
        name: {one for one in imported_modules(read(path), known) if not one.startswith(f"{name}.")}
        - {name}
        for name, path in modules.items()
    }
    assert circles(graph) == []


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


def test_reading_the_settings_loads_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "timescales.toml").write_text(
        '[smtp]\nhost = "localhost"\nport = 25\nsender = "a@example.org"\n'
    )
    program = (
        "import pathlib, sys; from engine.settings import Settings; "
        f"Settings.load({{}}, pathlib.Path({str(tmp_path)!r})); print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert HEAVY & set(loaded) == set()


def test_only_reading_the_settings_file_imports_what_reads_it() -> None:
    found = {
        str(path)
        for path in python_files(*PACKAGES)
        if "pydantic_settings" in roots(list(ast.walk(ast.parse(read(path)))))
    }
    assert found == {"engine/settings_file.py"}


@pytest.mark.parametrize(
    ("folder", "source", "forbidden"),
    [
        ("domain", "import store.database", "store"),
        ("domain", "from sqlalchemy import select", "sqlalchemy"),
        ("domain", "def later():\n    import prefect", "prefect"),
        ("calendars", "from domain.case.events import Event", "domain"),
        ("calendars", "import pendulum", "pendulum"),
        ("store", "from engine.sweep import sweep", "engine"),
        ("engine", "import click", "click"),
        ("cli", "from reference_pages import errors", "reference_pages"),
        ("engine", "from flows import sweep", "flows"),
        ("console", "import flows", "flows"),
        ("cli", "from tests import conftest", "tests"),
    ],
)
def test_the_check_catches_an_import_across_the_table(
    folder: str, source: str, forbidden: str
) -> None:
    assert forbidden_imports(folder, source) == {forbidden}


@pytest.mark.parametrize(
    ("room", "source", "entered"),
    [
        ("case", "from domain.rules.rule import Rule", "rules"),
        ("rules", "def later():\n    from domain.measures import catalogue", "measures"),
        (None, "import domain.case.events", "case"),
    ],
)
def test_the_check_catches_an_arrow_up(room: str | None, source: str, entered: str) -> None:
    assert rooms_entered(room, source) == {entered}


def test_the_check_catches_a_circle() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}})
    assert circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_the_check_lets_allowed_imports_pass() -> None:
    source = "import re\nimport pydantic\nfrom calendars.library import calendar\nimport domain"
    assert forbidden_imports("domain", source) == set()


def test_the_check_catches_a_heavy_import_at_the_top_even_inside_a_condition() -> None:
    assert heavy_imports("if True:\n    from rich.table import Table") == {"rich"}


def test_the_check_lets_a_heavy_import_inside_a_function_pass() -> None:
    assert heavy_imports("def run():\n    import prefect") == set()
