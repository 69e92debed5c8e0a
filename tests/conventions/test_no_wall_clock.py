"""Today is an argument. Only one module asks the machine what time it is, and nothing sleeps."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conventions.source_files import python_files, read

ALLOWED = Path("cli/wall_clock.py")

FORBIDDEN = frozenset(
    {
        "datetime.date.today",
        "datetime.datetime.now",
        "datetime.datetime.today",
        "datetime.datetime.utcnow",
        "pendulum.now",
        "pendulum.today",
        "pendulum.tomorrow",
        "pendulum.yesterday",
        "sqlalchemy.func.current_date",
        "sqlalchemy.func.current_timestamp",
        "sqlalchemy.func.now",
        "sqlmodel.func.now",
        "time.sleep",
        "time.time",
        "time.time_ns",
    }
)
# A test that waits by the clock, or holds a time against it, is slow on one machine and wrong on
# another. make bench measures.
FORBIDDEN_IN_TESTS = FORBIDDEN | {"asyncio.sleep", "time.perf_counter", "time.process_time"}


def _local_names(tree: ast.AST) -> dict[str, str]:
    """What each imported name stands for: ``dt`` for ``datetime``, ``sleep`` for ``time.sleep``."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                local = alias.asname or alias.name.partition(".")[0]
                names[local] = alias.name if alias.asname else local
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def _dotted(node: ast.AST, names: dict[str, str]) -> str | None:
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        start = _dotted(node.value, names)
        return f"{start}.{node.attr}" if start else None
    return None


def wall_clock_uses(source: str, forbidden: frozenset[str] = FORBIDDEN) -> list[str]:
    """Each place that names a forbidden function, called or handed on, as ``line: name``."""

    def found() -> Iterator[str]:
        tree = ast.parse(source)
        names = _local_names(tree)
        for node in ast.walk(tree):
            if (name := _dotted(node, names)) in forbidden:
                yield f"{getattr(node, 'lineno', 0)}: {name}"

    return list(found())


def test_no_module_but_one_reads_the_wall_clock_or_sleeps() -> None:
    found = {
        str(path): uses
        for path in python_files()
        if path != ALLOWED
        and (
            uses := wall_clock_uses(
                read(path), FORBIDDEN_IN_TESTS if path.parts[0] == "tests" else FORBIDDEN
            )
        )
    }
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime\ndatetime.now()",
        "import datetime\ndatetime.datetime.now(datetime.UTC)",
        "import datetime as dt\ndt.datetime.utcnow()",
        "from datetime import date as day\nday.today()",
        "import time\ntime.time()",
        "from time import sleep\nsleep(1)",
        "import time\nclock = time.time",
        "import pendulum\npendulum.now('Europe/London')",
        "from sqlalchemy import func\nfunc.now()",
    ],
)
def test_the_check_catches_a_look_at_the_clock(source: str) -> None:
    assert len(wall_clock_uses(source)) == 1


def test_the_check_catches_an_asynchronous_sleep_in_a_test() -> None:
    assert wall_clock_uses("import asyncio\nasyncio.sleep(1)", FORBIDDEN_IN_TESTS)


def test_the_check_lets_a_stopwatch_and_a_time_that_was_given_pass() -> None:
    source = (
        "import time\nfrom datetime import datetime\ntime.monotonic()\nnow = datetime(2025, 1, 2)"
    )
    assert wall_clock_uses(source) == []
