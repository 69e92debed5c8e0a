"""A function does one thing. Where one takes more than fifty lines, it says why."""

import ast

from tests.conventions.source_files import PACKAGES, python_files, read

LONGEST = 50
REASON = "# long: "


def too_long(source: str) -> list[str]:
    """The functions of a module that are longer than that and give no reason.

    The reason stands as a comment ``# long: because`` in the line of the ``def`` or above it.
    Decorators are not counted: those of a command are its options.
    """
    lines = source.splitlines()
    return [
        f"{node.name}, {_length(node)} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and _length(node) > LONGEST
        and not any(REASON in line for line in lines[max(0, _first(node) - 2) : node.lineno])
    ]


def _first(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return min([node.lineno, *(one.lineno for one in node.decorator_list)])


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_is_longer_than_50_lines_without_a_reason() -> None:
    found = [
        f"{path}: {function}"
        for path in python_files(*PACKAGES, "bench")
        for function in too_long(read(path))
    ]
    assert found == []


LONG = "def long():\n" + "    pass\n" * LONGEST


def test_the_check_catches_a_function_one_line_too_long() -> None:
    assert too_long(LONG) == ["long, 51 lines"]
    assert too_long(f"class Any:\n    @staticmethod\n    {LONG.replace(chr(10), chr(10) + '    ')}")


def test_the_check_lets_a_reason_and_fifty_lines_pass() -> None:
    assert too_long(f"# long: one table\n{LONG}") == []
    assert too_long(LONG.replace("():", "():  # long: one table")) == []
    assert too_long(LONG.removesuffix("    pass\n")) == []
