"""Periods of a case within which duties run: in care, in one placement, under one plan."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.case.events import NO_ATTRIBUTES, Event


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of a case. ``first`` and ``last`` are positions in the case's facts.

    A position is where the fact stands in the case's history, so that two facts of one day
    still have an order. ``opened_on`` is None where the case's history does not say when the
    period began; ``closing`` is the event that ended it, or None while it lasts. ``opened_by`` is
    the type of the event that opened it.
    """

    first: int
    last: int
    opened_on: date | None
    closing: Event | None
    attributes: Mapping[str, Any] = field(default_factory=lambda: NO_ATTRIBUTES)
    opened_by: str | None = None

    @property
    def closed_on(self) -> date | None:
        """The day it ended, or None while it lasts."""
        return self.closing.on if self.closing else None


FOREVER = 1 << 60
WHOLE_HISTORY = Period(first=-1, last=FOREVER, opened_on=None, closing=None)


@dataclass(frozen=True, slots=True)
class Boundary:
    """A fact that opens or closes a period; one that ``resumes`` opens what was closed before,
    and one ``anew`` ends the period before it, of which no end is told."""

    position: int
    event: Event
    opens: bool
    resumes: bool = False
    anew: bool = False

    @property
    def begins(self) -> bool:
        """Whether there was no such period before it."""
        return self.opens and not self.resumes


def split(boundaries: list[Boundary], *, reopens: bool, presumed: bool = True) -> list[Period]:
    """The periods that boundaries in order make.

    With ``reopens``, an opening ends the period before it (a new placement ends the last);
    otherwise an opening inside an open period says nothing new. A case whose history does not
    start with an opening was already in the period when it began: a review that we are told
    of is a review of a looked-after child, whether or not we were told when care began. Unless
    it is ``presumed``, a period is there only where something opened it.
    """
    periods: list[Period] = []
    opening: Boundary | None = None
    is_open = presumed and not (boundaries and boundaries[0].begins)
    first = -1
    for boundary in boundaries:
        if boundary.opens:
            if is_open and not (reopens or boundary.anew):
                continue
            if is_open:
                periods.append(_period(first, opening, boundary))
            opening, first, is_open = boundary, boundary.position, True
        elif is_open:
            periods.append(_period(first, opening, boundary))
            opening, is_open = None, False
    if is_open:
        periods.append(_period(first, opening, None))
    return periods


def _period(first: int, opening: Boundary | None, closing: Boundary | None) -> Period:
    return Period(
        first=first,
        last=closing.position if closing else FOREVER,
        opened_on=opening.event.on if opening else None,
        closing=closing.event if closing else None,
        attributes=opening.event.attributes if opening else NO_ATTRIBUTES,
        opened_by=opening.event.type if opening else None,
    )


def period_at(periods: list[Period], position: int) -> Period | None:
    """The period that the fact at ``position`` opens or lies inside, or None.

    The fact that closes a period does not lie inside it: it starts nothing new there.
    """
    index = bisect_right(periods, position, key=lambda period: period.first) - 1
    if index < 0:
        return None
    period = periods[index]
    return period if position < period.last else None
