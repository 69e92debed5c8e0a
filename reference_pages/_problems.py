"""Every problem that the program declares, found by being there.

A module with a ``PROBLEMS`` at its top declares them: code to what it says and what to do. So does
each channel, for its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from notifications.catalogue import every_channel

ROOT = Path(__file__).parents[1]
_NOT_THE_PROGRAM = {"bench", "reference_pages", "tests"}
_TABLE = re.compile(r"^PROBLEMS\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Declared:
    """One problem, and the module that declares it."""

    module: str
    code: str
    says: str
    remedy: str


def declared() -> Iterator[Declared]:
    """Every problem, a module at a time."""
    for kind in every_channel().values():
        for code, (says, remedy) in kind.problems.items():
            yield Declared(kind.settings.__module__, code, says, remedy)
    for name in _modules():
        for code, (says, remedy) in import_module(name).PROBLEMS.items():
            yield Declared(name, code, says, remedy)


def _modules() -> Iterator[str]:
    for package in sorted(ROOT.glob("*/__init__.py")):
        if package.parent.name in _NOT_THE_PROGRAM:
            continue
        for file in sorted(package.parent.rglob("*.py")):
            if _TABLE.search(file.read_text("utf-8")):
                name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
                yield name.removesuffix(".__init__")
