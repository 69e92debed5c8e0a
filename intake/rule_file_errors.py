"""Says what is wrong in a rule file, and on which line."""

from collections.abc import Sequence

import yaml
from pydantic import ValidationError
from yaml.nodes import MappingNode, Node, SequenceNode

from domain.errors import ProblemError
from intake.yaml_files import compose

_REMEDIES = {
    "extra_forbidden": "Remove the key, or correct its spelling.",
    "missing": "Add it.",
    "string_pattern_mismatch": "Write it in the form that the other rule files use.",
    "enum": "Use one of the words listed.",
    "date_from_datetime_parsing": "Write dates as YYYY-MM-DD.",
}


def explain_yaml(name: str, error: Exception) -> ProblemError:
    """The error for a file that is not YAML."""
    mark = getattr(error, "problem_mark", None)
    line = f", line {mark.line + 1}" if mark else ""
    problem = getattr(error, "problem", None) or "it cannot be read"
    return ProblemError(
        "rule_file_not_yaml",
        f"{name}{line}: this is not YAML ({problem}).",
        "Check the indentation and the quotes on this line and the one above.",
    )


def explain_validation(name: str, text: str, error: ValidationError) -> ProblemError:
    """The error for a file whose content does not make a rule: its first fault."""
    first = error.errors(include_url=False, include_input=False)[0]
    path = [part for part in first["loc"] if part != "[key]"]
    field = ".".join(str(part) for part in path) or "the rule"
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        message = "there is no such key"
    elif first["type"] == "missing":
        message = "this is missing"
    return ProblemError(
        "rule_file_invalid",
        f"{name}, line {line_of(text, path)}, {field}: {message}.",
        _REMEDIES.get(first["type"], "Correct it and run: timescales rules check"),
    )


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
