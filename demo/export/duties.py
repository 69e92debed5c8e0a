"""One thing that was to be done by a day, and when it was done: a line of the truth file."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from demo.export.walking import days_between


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty as one file can show it.

    ``kind`` is ``review``, ``conference``, ``assessment`` or ``complaint``. ``counted_from`` is
    the day from which its time counts. Of ``done_on`` and ``stopped_on`` one at most is given;
    without either the duty was open on ``known_to``, the last day of which the file knows.
    """

    kind: str
    format: str
    subject: str
    rule: str
    counted_from: date
    due_on: date
    known_to: date
    done_on: date | None = None
    stopped_on: date | None = None

    @property
    def days_late(self) -> tuple[int, int]:
        """By how many calendar and by how many working days it was late; 0 when it was not.

        Of a duty that was never done, on the day on which it fell away or the last day known.
        """
        return days_between(self.due_on, self.done_on or self.stopped_on or self.known_to)

    def as_json(self) -> dict[str, Any]:
        """The duty as plain values."""
        calendar_days, working_days = self.days_late
        return {
            "kind": self.kind,
            "format": self.format,
            "subject": self.subject,
            "rule": self.rule,
            "counted_from": self.counted_from.isoformat(),
            "due_on": self.due_on.isoformat(),
            "done_on": self.done_on.isoformat() if self.done_on else None,
            "stopped_on": self.stopped_on.isoformat() if self.stopped_on else None,
            "known_to": self.known_to.isoformat(),
            "late": calendar_days > 0,
            "days_late": calendar_days,
            "working_days_late": working_days,
        }
