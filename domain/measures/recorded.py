"""What people record about the figures: comparators, a colour of their own, and publication."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from domain.measures.measure import Measure
from domain.measures.rating import Rag
from domain.measures.spans import Span
from domain.rules.aims import Aim, Choice


@dataclass(frozen=True, slots=True)
class Comparator:
    """How other authorities did in a period: the three values between the quarters.

    ``average`` is what they are compared with by name: England, or statistical neighbours.
    """

    measure: str
    first: date
    last: date
    boundaries: tuple[Decimal, Decimal, Decimal]
    average: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A colour that a person gave an indicator in place of the one worked out, and why.

    ``by`` is the person's staff code. None as colour takes an earlier override back.
    """

    measure: str
    first: date
    last: date
    rag: Rag | None
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything of an authority that the figures depend on besides its cases.

    ``areas`` maps a team to its service area. Later comparators and overrides go before earlier.
    """

    profile: str
    of: Mapping[str, Choice] = field(default_factory=dict)
    comparators: tuple[Comparator, ...] = ()
    overrides: tuple[Override, ...] = ()
    areas: Mapping[str, str] = field(default_factory=dict)

    def reading(self, measure: Measure) -> str:
        """The reading that the profile uses."""
        named = self.of.get(measure.id, Choice()).reading
        return measure.usual_reading if named not in measure.readings else str(named)

    def aim(self, measure: Measure, day: date) -> Aim:
        """What is aimed at on a day."""
        return measure.aim_on(day, self.of.get(measure.id, Choice()).aims)

    def smallest_change(self, measure: Measure) -> Decimal:
        """How far a figure must move, in percentage points, to have changed."""
        return self.of.get(measure.id, Choice()).smallest_change

    def comparator(self, measure: Measure, day: date) -> Comparator | None:
        """The comparators of the period of a day or, before they are known, of the last one."""
        known = [one for one in self.comparators if one.measure == measure.id and one.first <= day]
        latest = max((one.first for one in known), default=None)
        return next((one for one in reversed(known) if one.first == latest), None)

    def override(self, measure: Measure, span: Span) -> Override | None:
        """The colour recorded for a measure and a period, or None."""
        for one in reversed(self.overrides):
            if one.measure == measure.id and (one.first, one.last) == span:
                return one if one.rag is not None else None
        return None


@dataclass(frozen=True, slots=True)
class Published:
    """A figure as it was published. ``content`` is the whole indicator as JSON."""

    measure: str
    first: date
    last: date
    group: str | None
    as_at: date
    reason: str
    content: Mapping[str, Any]
