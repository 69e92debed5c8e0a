"""What clocks and alerts can be searched by. None leaves a field out; an empty one matches none."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ClockFilter:
    """Which clocks. ``due_before`` leaves out the day itself.

    ``families`` are the beginnings of rule ids, such as ``lac`` or ``cp.conference``.
    """

    clocks: Collection[str] | None = None
    cases: Collection[str] | None = None
    rules: Collection[str] | None = None
    families: Collection[str] | None = None
    person: str | None = None
    team: str | None = None
    due_before: date | None = None
    open_only: bool = False


@dataclass(frozen=True, slots=True)
class AlertFilter:
    """Which alerts. ``raised_since`` includes the instant, ``raised_before`` does not.

    Of ``clocks`` also what was told of a clock that is gone because one of them is the same duty.
    ``standing_only`` leaves out those that were withdrawn.
    """

    alerts: Collection[str] | None = None
    clocks: Collection[str] | None = None
    cases: Collection[str] | None = None
    rules: Collection[str] | None = None
    recipient: str | None = None
    team: str | None = None
    raised_since: datetime | None = None
    raised_before: datetime | None = None
    standing_only: bool = False
