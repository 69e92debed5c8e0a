"""What an authority aims at with a measure, and how it reads it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

# In percentage points. The county called -0.24 and -0.31 no change, and +0.4 an increase.
SMALLEST_CHANGE = Decimal("0.35")


class Polarity(StrEnum):
    """Which way is better. ``none`` for what only describes."""

    HIGH = "high"
    LOW = "low"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Aim:
    """From a date on: which way is better, and the percentage to reach, or None for no target."""

    since: date
    polarity: Polarity
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What a profile says of a measure: the reading it uses, its own aims, and what is a change.

    ``smallest_change`` is in percentage points; less than that is no change.
    """

    reading: str | None = None
    aims: tuple[Aim, ...] = ()
    smallest_change: Decimal = SMALLEST_CHANGE
