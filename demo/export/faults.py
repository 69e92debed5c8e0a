"""A fault made on purpose, and what an import is expected to say of it."""

from dataclasses import dataclass
from typing import Any, Final

# How many rows have each kind of fault, where so many can.
OF_EACH: Final = 2


@dataclass(frozen=True, slots=True)
class Expected:
    """What is to become of a row or cell, and the problem's code where one is to be reported."""

    outcome: str
    code: str | None = None
    column: str | None = None


REPEATED: Final = Expected("counted as unchanged")
CORRECTED: Final = Expected("corrected by the second edition")
# The date is what the record is known by: the second edition tells of another, and not of it.
TOLD_ANEW: Final = Expected("taken back and told anew by the second edition")


def refused(code: str, column: str) -> Expected:
    """The cell, and so the row, is to be refused."""
    return Expected("refused", code, column)


def warned(code: str, column: str) -> Expected:
    """The row is to be kept, and a warning given."""
    return Expected("kept with a warning", code, column)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one row or cell of the first edition of a file.

    ``line`` counts the header of a CSV file as line 1.
    """

    kind: str
    format: str
    file: str
    line: int
    subject: str
    expected: Expected

    def as_json(self) -> dict[str, Any]:
        """The fault as plain values."""
        return {
            "kind": self.kind,
            "format": self.format,
            "file": self.file,
            "line": self.line,
            "subject": self.subject,
            "outcome": self.expected.outcome,
            "code": self.expected.code,
            "column": self.expected.column,
        }
