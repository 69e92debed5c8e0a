"""A record with more than four fields is built by name: by place two of them change places."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.conventions.source_files import PACKAGES, python_files, read

FIELDS = 4
# A title, its columns and its rows; a case, its day and whether it counts.
BY_PLACE = 3

FOLDERS = (*PACKAGES, "bench")


def records_in(source: str) -> dict[str, int]:
    """The dataclasses and named tuples at the top of a module, each with its number of fields."""
    return {
        node.name: sum(isinstance(line, ast.AnnAssign) for line in node.body)
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef) and _is_record(node)
    }


def _is_record(node: ast.ClassDef) -> bool:
    made = [one.func if isinstance(one, ast.Call) else one for one in node.decorator_list]
    return any(
        ast.unparse(one).endswith(("dataclass", "NamedTuple")) for one in [*made, *node.bases]
    )


def built_by_place(source: str, large: Mapping[str, frozenset[str]]) -> list[str]:
    """The calls in a module that build a large record with too many values by place.

    ``large`` holds the names of the large records of each module; ``""`` is the module itself.
    """
    tree = ast.parse(source)
    names = set(large.get("", ()))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            known = large.get(node.module, frozenset())
            for one in node.names:
                name = one.asname or one.name
                names |= {name} if one.name in known else set()
                # A module that is imported itself: its records are named after it.
                within = large.get(f"{node.module}.{one.name}", frozenset())
                names |= {f"{name}.{record}" for record in within}
    return [
        f"{ast.unparse(node.func)} in line {node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in names
        and (len(node.args) > BY_PLACE or any(isinstance(one, ast.Starred) for one in node.args))
    ]


def _large() -> dict[str, frozenset[str]]:
    return {
        module: frozenset(
            name for name, number in records_in(read(path)).items() if number > FIELDS
        )
        for module, path in _modules()
    }


def _modules() -> Iterator[tuple[str, Path]]:
    for path in python_files(*FOLDERS):
        yield ".".join(path.with_suffix("").parts).removesuffix(".__init__"), path


def test_a_record_with_more_than_four_fields_is_built_by_name() -> None:
    large = _large()
    found = [
        f"{path}: {call}"
        for module, path in _modules()
        for call in built_by_place(read(path), large | {"": large[module]})
    ]
    assert found == []


SOURCE = """
@dataclass(frozen=True, slots=True)
class Large:
    one: int
    two: int
    three: int
    four: int
    five: int = 0

class Pair(NamedTuple):
    one: int
    two: int
"""


def test_the_check_counts_the_fields_of_records() -> None:
    assert records_in(SOURCE) == {"Large": 5, "Pair": 2}


def test_the_check_catches_a_large_record_built_by_place_here_and_elsewhere() -> None:
    large = {"": frozenset({"Large"}), "a.module": frozenset({"Other"})}
    assert built_by_place("Large(1, 2, 3, 4)", large) == ["Large in line 1"]
    assert built_by_place("Large(*row)", large) == ["Large in line 1"]
    elsewhere = "from a.module import Other as Another\nAnother(1, 2, 3, 4)"
    assert built_by_place(elsewhere, large) == ["Another in line 2"]
    by_module = "from a import module as one\none.Other(1, 2, 3, 4)"
    assert built_by_place(by_module, large) == ["one.Other in line 2"]


def test_the_check_lets_names_and_small_records_pass() -> None:
    large = {"": frozenset({"Large"}), "a.module": frozenset({"Other"})}
    assert built_by_place("Large(1, 2, 3, four=4)\nPair(1, 2)\nOther(1, 2, 3, 4)", large) == []
