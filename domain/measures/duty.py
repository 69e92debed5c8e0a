"""What the measures need of a clock."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.clocks.clock import Clock
from domain.rules.after_due import AfterDue


# Not frozen: one is made for every clock that a measure looks at.
@dataclass(slots=True)
class Duty:
    """What the measures need of a clock. ``doubt_why`` says why it is in doubt, if it is."""

    clock: str
    rule: str
    started_on: date
    counted_from: date
    due_on: date
    after_due: AfterDue = AfterDue.OVERDUE
    due_at: datetime | None = None
    completed_on: date | None = None
    completed_at: datetime | None = None
    stopped_on: date | None = None
    superseded_on: date | None = None
    ended_by: tuple[str, str] | None = None
    doubt_why: str | None = None

    @property
    def late(self) -> bool:
        """Whether it was done after it was due. What has no day in law is never late."""
        if self.after_due is AfterDue.PRACTICABLE:
            return False
        if self.completed_at is not None and self.due_at is not None:
            return self.completed_at > self.due_at
        return self.completed_on is not None and self.completed_on > self.due_on

    def done_by(self, day: date) -> bool:
        """Whether it was done by the end of a day."""
        return self.completed_on is not None and self.completed_on <= day

    def fell_away_by(self, day: date) -> bool:
        """Whether it ended without being done: the duty was removed, or its start moved."""
        return any(end is not None and end <= day for end in (self.stopped_on, self.superseded_on))

    def overdue_on(self, day: date) -> bool:
        """Whether its time had run out by a day on which it was neither done nor removed."""
        if self.after_due is AfterDue.PRACTICABLE:
            return False
        return self.due_on < day and not self.done_by(day) and not self.fell_away_by(day)

    def breached_by(self, day: date) -> bool:
        """Whether it was ever late by a day. A breach stays, whatever happens afterwards."""
        if self.after_due is AfterDue.PRACTICABLE:
            return False
        ends = [self.completed_on, self.stopped_on, self.superseded_on]
        ended = min((end for end in ends if end is not None), default=day)
        if self.late and self.done_by(day):
            return True
        return min(ended, day) > self.due_on


def duty_of(clock: Clock) -> Duty:
    """A clock as the measures see it."""
    return Duty(
        clock=clock.clock,
        rule=clock.rule,
        started_on=clock.started_on,
        counted_from=clock.counted_from,
        due_on=clock.due_on,
        after_due=clock.after_due,
        due_at=clock.due_at,
        completed_on=clock.completed_on,
        completed_at=clock.completed_at,
        stopped_on=clock.stopped_on,
        superseded_on=clock.superseded_on,
        ended_by=clock.end_event,
        doubt_why=clock.doubt.why if clock.doubt else None,
    )
