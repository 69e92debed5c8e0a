"""The mutants that may survive, each with its reason."""

from collections.abc import Iterable
from pathlib import Path

import yaml

from tests.mutants.verdicts import Mutant

FILE = Path(__file__).with_name("explained.yaml")


def read_explained(text: str) -> dict[Mutant, str]:
    """The reason for each explained mutant: file, function and change lead to one line."""
    files: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(text) or {}
    return {
        Mutant(file, function, change): reason
        for file, functions in files.items()
        for function, changes in functions.items()
        for change, reason in changes.items()
    }


def as_entries(mutants: Iterable[Mutant], reason: str) -> str:
    """The mutants as they stand in the file, to be pasted into it once they have a reason."""
    lines: list[str] = []
    file = function = ""
    for mutant in mutants:
        if mutant.file != file:
            lines.append(f"{mutant.file}:")
        if (mutant.file, mutant.function) != (file, function):
            lines.append(f"  {mutant.function}:")
        file, function = mutant.file, mutant.function
        lines.append(f"    {_quoted(mutant.change)}: {_quoted(reason)}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
