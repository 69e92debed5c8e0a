"""A clock: one duty on one case, with the dates that the law sets for it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.rules.after_due import AfterDue


class State(StrEnum):
    """What a clock is on the day asked about. Worked out, never stored."""

    RUNNING = "running"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"
    STOPPED = "stopped"
    SUPERSEDED = "superseded"
    IN_DOUBT = "in_doubt"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why it is not certain that a clock still runs, or runs to this date.

    ``table`` is what could not be read or is missing, ``since`` the day on which that was noted,
    ``why`` a sentence for people.
    """

    table: str
    since: date
    why: str


# Not frozen: one is made for every clock of every case, and freezing it costs a sixth of the time.
@dataclass(slots=True)
class Clock:
    """One duty, as the events known so far set it.

    ``clock`` is the same for the same case, rule and starting event, however often its dates
    move. ``lineage`` is the id of the first clock of a chain of replacements (its own id
    otherwise): alerts belong to the lineage, so that a moved meeting does not repeat them.
    ``started_on`` is the first day on which the duty exists, ``counted_from`` what its limit
    counts from. ``start_event`` and ``end_event`` are (source, id) of the events that made them.
    ``after_due`` is what it means that the due date has gone by: only a limit is ever overdue.
    ``person`` and ``team`` are who is responsible, where an event has said so. ``own_case`` is the
    reference that the case of the starting event has of its own, as ``Event.own_case``. ``also``
    are the ids that the clock would have if its start were known only from one of the other sources
    that tell it: what was told of those was told of this one. ``doubt`` is set while something
    that may have started, ended or moved the clock could not be read.
    """

    clock: str
    lineage: str
    case: str
    rule: str
    rule_version: date
    started_on: date
    counted_from: date
    due_on: date
    act_by: date
    provisional: bool
    confidence: str | None
    responsible_role: str
    start_event: tuple[str, str]
    after_due: AfterDue = AfterDue.OVERDUE
    started_at: datetime | None = None
    due_at: datetime | None = None
    not_before: date | None = None
    target_on: date | None = None
    extended_on: date | None = None
    completed_on: date | None = None
    completed_at: datetime | None = None
    end_event: tuple[str, str] | None = None
    stopped_on: date | None = None
    superseded_on: date | None = None
    person: str | None = None
    team: str | None = None
    doubt: Doubt | None = None
    own_case: str | None = field(default=None, compare=False)
    also: tuple[str, ...] = field(default=(), compare=False)

    @property
    def open(self) -> bool:
        """Whether the duty still waits to be done."""
        return self.completed_on is None and self.stopped_on is None and self.superseded_on is None
