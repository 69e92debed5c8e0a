"""One line of a JSON Lines file, from bytes to named values."""

import json
from typing import Any

from domain.errors import ProblemError
from intake.files.opening import line_too_long, nul_byte, wrong_encoding

LONGEST_LINE = 64 * 1024


def read_line(raw: bytes) -> dict[str, Any]:
    """The object on one line. Raises ProblemError for anything else.

    Codes: ``line_too_long``, ``nul_byte``, ``wrong_encoding``, ``bad_json``,
    ``not_an_object``, ``repeated_field``.
    """
    if len(raw.rstrip(b"\r\n")) > LONGEST_LINE:
        raise line_too_long(LONGEST_LINE)
    if b"\0" in raw:
        raise nul_byte()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise wrong_encoding("The line is not in UTF-8.") from None
    return parse_object(text, "bad_json")


def parse_object(text: str, code: str) -> dict[str, Any]:
    """Parse a JSON object. ``code`` names the problem of text that is not JSON."""
    try:
        value = json.loads(text, object_pairs_hook=_without_repeats)
    # Nesting too deep for the parser is a RecursionError.
    except (ValueError, RecursionError):
        raise ProblemError(
            code,
            "This is not JSON.",
            'Write one JSON object on one line, for example {"source": "mosaic", "id": "R-1"}.',
        ) from None
    if not isinstance(value, dict):
        raise ProblemError(
            "not_an_object",
            "This is JSON, but not an object.",
            "Put the names and values in curly brackets.",
        )
    return value


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Of two equal names JSON keeps the last: the first would be lost without a word.
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ProblemError(
            "repeated_field",
            "A name is given twice in the same object.",
            "Keep one of the two.",
        )
    return content
