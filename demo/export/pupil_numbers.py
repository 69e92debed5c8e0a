"""Invented unique pupil numbers."""

from datetime import date
from random import Random
from typing import Final

_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
# No local authority has this number, so no pupil has one of these.
_NO_AUTHORITY: Final = "999"
SCHOOL_FROM_AGE: Final = 5
NOT_AT_SCHOOL: Final = "UN1"


def pupil_number(seed: int, child: str, born_on: date, age: int) -> str:
    """A valid number that belongs to nobody, or ``UN1`` for a child under school age.

    It is the same in every return that tells of the child of that number.
    """
    if age < SCHOOL_FROM_AGE:
        return NOT_AT_SCHOOL
    random = Random(f"{seed} {child} pupil")
    entered = (born_on.year + SCHOOL_FROM_AGE) % 100
    digits = f"{_NO_AUTHORITY}{random.randint(1000, 9999)}{entered:02d}{random.randint(1, 999):03d}"
    total = sum(int(digit) * weight for weight, digit in enumerate(digits, start=2))
    return f"{_LETTERS[total % 23]}{digits}"
