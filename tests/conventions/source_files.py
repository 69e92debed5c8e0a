"""The files that the conventions are about, and small helpers to read Python as a tree."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PACKAGES = (
    "calendars",
    "cli",
    "console",
    "demo",
    "deployments",
    "domain",
    "engine",
    "flows",
    "intake",
    "notifications",
    "reports",
    "store",
)

# Kept beside the program and not shipped with it.
BESIDE = ("bench", "reference_pages")


@cache
def repository_files() -> tuple[Path, ...]:
    """Every file git has or would add, relative to the root and in order."""
    listed = subprocess.run(
        # A checkout may belong to another user than the one who tests it.
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = sorted({Path(name) for name in listed.split("\0") if name})
    return tuple(path for path in paths if (ROOT / path).is_file())


def python_files(*folders: str) -> list[Path]:
    """The Python files in these top-level folders, or all of them."""
    return [
        path
        for path in repository_files()
        if path.suffix == ".py" and (not folders or path.parts[0] in folders)
    ]


def read(path: Path) -> str:
    """The text of a file given relative to the root."""
    return (ROOT / path).read_text(encoding="utf-8")


def imports_of(node: ast.AST) -> list[str]:
    """The dotted names that one import statement brings in; none for any other node."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def top_level_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs when the module is imported: nothing inside a function."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from top_level_nodes(node)
