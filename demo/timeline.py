"""What is known of one case: the only place where the county makes events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from demo.people import Assignment
from domain.case.events import Event
from domain.days import day_of
from domain.references import namespace, reference

SOURCE = "demo"

_NAMESPACE = namespace("demo")


class Timeline:
    """The facts of one case as they are told, up to and including ``as_of``."""

    def __init__(self, case: str, as_of: date) -> None:
        self.case = case
        self.as_of = as_of
        self._facts: list[tuple[date, datetime | None, str, dict[str, Any]]] = []

    def record(self, type_name: str, when: date | datetime, **attributes: Any) -> None:
        """Add a fact on a date, or at a UTC instant. One that lies ahead is not known yet."""
        day = day_of(when)
        if day <= self.as_of:
            at = when if isinstance(when, datetime) else None
            self._facts.append((day, at, type_name, attributes))

    def assign(self, on: date, assignments: Iterable[Assignment]) -> None:
        """Say who is responsible for the case from a date."""
        for each in assignments:
            self.record(
                "responsible_assigned", on, role=each.role, person=each.person, team=each.team
            )

    def events(self) -> list[Event]:
        """The facts in order of date. Their ids do not show the number of the case."""
        self._facts.sort(key=lambda fact: fact[0])
        return [
            Event(
                source=SOURCE,
                id=reference(_NAMESPACE, f"{self.case}-{number}"),
                case=self.case,
                type=type_name,
                on=day,
                at=at,
                attributes=attributes,
            )
            for number, (day, at, type_name, attributes) in enumerate(self._facts, start=1)
        ]


@dataclass(frozen=True, slots=True)
class Spell:
    """One stretch of a case with an end, which may lie ahead of ``as_of``."""

    timeline: Timeline
    start: date
    end: date

    @property
    def as_of(self) -> date:
        """The last day of which anything is known."""
        return self.timeline.as_of

    def record(self, type_name: str, when: date | datetime, **attributes: Any) -> None:
        """Add a fact, unless the spell is over by then."""
        if day_of(when) < self.end:
            self.timeline.record(type_name, when, **attributes)

    def assign(self, on: date, assignments: Iterable[Assignment]) -> None:
        """Say who is responsible from a date, unless the spell is over by then."""
        if on < self.end:
            self.timeline.assign(on, assignments)

    def is_over_by(self, day: date) -> bool:
        """Whether nothing that happens on ``day`` belongs to the spell, or is known."""
        return day >= self.end or day > self.as_of
