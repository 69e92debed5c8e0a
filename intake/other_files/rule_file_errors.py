"""Says what is wrong in a rule file, and on which line."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from yaml.nodes import MappingNode, Node, SequenceNode

from domain.errors import ProblemError
from intake.files.yaml_files import FileContentError, compose

_CHECK = "Correct it and run: timescales rules check"
_DATE = ("this is not a date", "Write dates as YYYY-MM-DD, for example 2011-04-01.")
_NUMBER = ("this is not a whole number", "Write it in figures, without a unit: 20.")
_YES_NO = ("this is neither true nor false", "Write true or false.")
_LIST = ("this is not a list", "Write it as [one, two], or one to a line after '- '.")

# What pydantic found, in words for the person who wrote the file, and what to do. ``{...}`` is
# filled from pydantic's own particulars.
_WORDS = {
    "extra_forbidden": ("there is no such key", "Remove it, or correct its spelling."),
    "missing": ("this is missing", "Add it."),
    "string_type": ("this is not text", "Write it in words, in quotes if it looks like a number."),
    "string_pattern_mismatch": (
        "this is not in the right form",
        "Write it in the form that the other rule files use.",
    ),
    "string_too_short": ("this is too short", "Write at least {min_length} letters."),
    "too_short": ("this is empty", "Give at least one."),
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": _NUMBER,
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "enum": ("this word is not known here", "Use one of: {expected}."),
    "literal_error": ("this word is not known here", "Use: {expected}."),
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": ("this is not a set of keys and values", "Write it as key: value."),
    "model_type": ("this is not a set of keys and values", "Write it as key: value."),
    "greater_than_equal": ("this number is too small", "Write {ge} or more."),
}
# The remedy where the form has a name of its own.
_FORMS = {
    "id": "Write an id of lower-case words with dots between them: lac.review.first.",
    "href": "Give the whole address, beginning with https://.",
}


def explain_yaml(name: str, error: Exception) -> ProblemError:
    """The error for a file that is not YAML, or that says something impossible."""
    if isinstance(error, OSError | UnicodeDecodeError):
        return ProblemError(
            "rule_file_not_yaml",
            f"{name}: this cannot be read as text.",
            "Save it as UTF-8 text, where this program may read it.",
        )
    mark = getattr(error, "problem_mark", None)
    where = f"{name}, line {mark.line + 1}" if mark else name
    problem = getattr(error, "problem", None) or "it cannot be read"
    if isinstance(error, FileContentError):
        return ProblemError("rule_file_invalid", f"{where}: {problem}.", _CHECK)
    return ProblemError(
        "rule_file_not_yaml",
        f"{where}: this is not YAML ({problem}).",
        "Check the indentation and the quotes on this line and above it.",
    )


def explain_validation(name: str, text: str, error: ValidationError) -> ProblemError:
    """The error for a file whose content does not make a rule: its first fault."""
    faults = error.errors(include_url=False, include_input=False)
    # A key that is misspelt is also missing: say the first, which names what was written.
    first = next((fault for fault in faults if fault["type"] == "extra_forbidden"), faults[0])
    path = [part for part in first["loc"] if part != "[key]"]
    context: Mapping[str, Any] = first.get("ctx", {})
    message, remedy = _WORDS.get(
        first["type"], (first["msg"].removeprefix("Value error, "), _CHECK)
    )
    if first["type"] == "string_pattern_mismatch" and path:
        remedy = _FORMS.get(str(path[-1]), remedy)
    return ProblemError(
        "rule_file_invalid",
        f"{name}, line {line_of(text, path)}, {field_name(path)}: {message}.",
        remedy.format(**context),
    )


def field_name(path: Sequence[int | str]) -> str:
    """Where in the file, in words: ``starts 1, event`` is the event of the first start."""
    words: list[str] = []
    for part in path:
        if isinstance(part, int) and words:
            words[-1] += f" {part + 1}"
        else:
            words.append(f"item {part + 1}" if isinstance(part, int) else str(part))
    return ", ".join(words) or "the rule"


def line_of(text: str, path: Sequence[int | str]) -> int:
    """The line (from 1) of the deepest part of ``path`` that is in the file."""
    node: Node | None = compose(text)
    line = 1
    for part in path:
        if isinstance(node, MappingNode):
            found = [(key, value) for key, value in node.value if key.value == str(part)]
            if not found:
                break
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
