"""What one run did, ready to be shown to whoever looks at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class ChangedDate:
    """One date that changed. ``because`` is the code of the cause."""

    case_ref: str
    rule: str
    from_due_on: date | None
    to_due_on: date | None
    because: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What ran, on how much, what changed, what failed, and what comes next.

    ``headline`` is one sentence. ``failed`` maps a case reference (or, for an import, the code
    of a refusal) to what was wrong. No text here is taken from a case.
    """

    headline: str
    next_step: str
    figures: Mapping[str, int] = field(default_factory=dict)
    changes: Sequence[ChangedDate] = ()
    failed: Mapping[str, str] = field(default_factory=dict)


def together(headline: str, next_step: str, parts: Sequence[Outcome]) -> Outcome:
    """Several outcomes as one: figures added up, changes and failures in order."""
    figures: dict[str, int] = {}
    failed: dict[str, str] = {}
    for part in parts:
        for name, number in part.figures.items():
            figures[name] = figures.get(name, 0) + number
        failed |= part.failed
    changes = [change for part in parts for change in part.changes]
    return Outcome(
        headline=headline, next_step=next_step, figures=figures, changes=changes, failed=failed
    )
