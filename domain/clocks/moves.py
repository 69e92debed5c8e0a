"""What happened to a clock, and why."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class MoveKind(StrEnum):
    """What happened to the clock."""

    CREATED = "created"
    MOVED = "moved"
    ENDED = "ended"
    REOPENED = "reopened"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ClockMove:
    """One change to one clock. Written once, never altered.

    ``moved_at`` is the UTC instant of the change. ``from_due_on`` is None for a clock that was
    created, ``to_due_on`` for one that was removed. ``because`` is the code of the cause, such
    as a correction or a bank holiday added later. ``run`` names the run that did it; ``reason``
    is what a person who asked for it gave.
    """

    clock: str
    moved_at: datetime
    kind: MoveKind
    from_due_on: date | None
    to_due_on: date | None
    because: str
    run: str | None = None
    reason: str | None = None
