"""Writes docs/reference/errors.md from every error that the program's own code can raise.

Run ``python -m cli.errors_reference docs/reference/errors.md`` after changing an error.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (
    "calendars",
    "cli",
    "console",
    "deployments",
    "demo",
    "domain",
    "engine",
    "flows",
    "intake",
    "notifications",
    "reports",
    "store",
)

_INTRODUCTION = """\
# Errors

<!-- Made by `python -m cli.errors_reference docs/reference/errors.md`. Do not edit. -->

Whatever goes wrong has a code, a message and a remedy, and none of them repeats what was read:
no case number, date of birth or free text. A code never changes its meaning. `…` stands for
what differs each time, such as a line, a field, a count or the words that are allowed.

| code | what it says | what to do |
|---|---|---|
"""

_RAISED = {"ProblemError", "CalendarError"}
_CODE = re.compile(r"[a-z][a-z0-9]*(_[A-Za-z0-9]+)+")
_DIFFERS = "…"

# What the code below cannot see: texts that are handed to it from elsewhere.
_BY_HAND = {
    "bad_json": (
        "This is not JSON.",
        'Write one JSON object on one line, for example {"source": "mosaic", "id": "R-1"}.',
    ),
    "rule_file_invalid": (
        "The file, the line, the key, and what is wrong there.",
        "Correct it and run: timescales rules check",
    ),
    "scenario_invalid": (
        "The file, the scenario, the part of it, and what is wrong there.",
        "Correct that part; the remedy that is printed says how.",
    ),
    "settings_invalid": (
        "timescales.toml, and what is wrong in it.",
        "See docs/reference/settings.md.",
    ),
    "unknown_column": (
        "Column … is not one that is read.",
        "Correct its name if it holds a date of the complaint.",
    ),
    "wrong_encoding": (
        "The file, line or row is not in UTF-8.",
        "Save the file as UTF-8 and read it again.",
    ),
}

Row = tuple[str, str, str]


def errors_reference() -> str:
    """The whole page, in Markdown."""
    rows = {(code, *texts) for code, texts in _BY_HAND.items()}
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*.py")):
            found = _rows(ast.parse(file.read_text(encoding="utf-8")))
            rows |= {row for row in found if row[0] not in _BY_HAND}
    return _INTRODUCTION + "".join(
        f"| `{code}` | {_cell(message)} | {_cell(remedy)} |\n"
        for code, message, remedy in sorted(rows)
    )


def _rows(tree: ast.Module) -> Iterator[Row]:
    """The code, message and remedy of every error that a module spells out."""
    names: dict[str, str] = {}
    for node in tree.body:
        match node:
            case ast.Assign([ast.Name(name)], value) | ast.AnnAssign(ast.Name(name), _, value):
                names[name] = _text(value, {})
    for each in ast.walk(tree):
        yield from _of_node(each, names)


def _of_node(node: ast.AST, names: dict[str, str]) -> Iterator[Row]:
    match node:
        case ast.Call(func=ast.Name(name), args=[ast.Constant(code), message, remedy]):
            if name in _RAISED:
                yield str(code), _text(message, names), _text(remedy, names)
        case ast.Call(keywords=keywords) if keywords:
            given = {each.arg: _text(each.value, names) for each in keywords}
            if {"code", "message", "remedy"} <= given.keys() and _CODE.fullmatch(given["code"]):
                yield given["code"], given["message"], given["remedy"]
        case ast.Tuple(elts=[ast.Constant(str(code)), ast.Constant(message), ast.Constant(remedy)]):
            if _CODE.fullmatch(code) and " " in str(message):
                yield code, str(message), str(remedy)
        case ast.Dict(keys=keys, values=values):
            # A module's table of its problems: code to message and remedy.
            for key, value in zip(keys, values, strict=True):
                match key, value:
                    case ast.Constant(str(code)), ast.Tuple(elts=[message, remedy]):
                        texts = _text(message, names), _text(remedy, names)
                        if _CODE.fullmatch(code) and " " in texts[1]:
                            yield code, *texts


def _text(node: ast.expr | None, names: dict[str, str]) -> str:
    """The text of a constant, of a name for one, or of an f-string without what differs."""
    match node:
        case ast.Constant(str(text)):
            return text
        case ast.Name(name):
            return names.get(name, _DIFFERS)
        case ast.JoinedStr(values):
            return "".join(_text(each, names) for each in values)
        case ast.FormattedValue():
            return _DIFFERS
    return _DIFFERS


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;") or _DIFFERS


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(errors_reference(), encoding="utf-8")
