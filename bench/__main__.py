"""Measure the engine: ``python -m bench`` for everything, ``python -m bench NAME...`` for some.

A bench is a module beside this one with ``rows() -> list[tuple[str, str, str]]``: what was
measured, our figure, and the figure of a peer or the target.
"""

import importlib
import pkgutil
import sys
from collections.abc import Callable, Sequence

import bench

Row = tuple[str, str, str]

HEADING: Row = ("what", "ours", "peer or target")


def benches() -> dict[str, Callable[[], list[Row]]]:
    """Every bench by the name of its module, in alphabetical order."""
    names = sorted(found.name for found in pkgutil.iter_modules(bench.__path__))
    modules = {name: importlib.import_module(f"bench.{name}") for name in names if name[0] != "_"}
    return {name: module.rows for name, module in modules.items() if hasattr(module, "rows")}


def table(rows: Sequence[Row]) -> str:
    """The rows under their heading as plain text, each column as wide as it has to be."""
    lines = [HEADING, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADING))]
    rule = tuple("-" * width for width in widths)
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (HEADING, rule, *rows)
    )


def main(chosen: Sequence[str]) -> int:
    """Run the chosen benches, or all of them, and print one table. Gives the exit code."""
    known = benches()
    unknown = [name for name in chosen if name not in known]
    if unknown:
        print(
            f"No bench named {', '.join(unknown)}. There are: {', '.join(known)}.", file=sys.stderr
        )
        return 2
    rows: list[Row] = []
    for name in chosen or known:
        print(f"measuring {name}", file=sys.stderr)
        rows += known[name]()
    print(table(rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
