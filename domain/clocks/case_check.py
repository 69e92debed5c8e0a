"""A check beside a case: something that the law sets without a time, or that wants a look."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from domain.clocks.case_so_far import CaseSoFar

REGULATIONS = "Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959)"
REPRESENTATIONS = (
    "Children Act 1989 Representations Procedure (England) Regulations 2006 (SI 2006/1738)"
)


class CaseCheckState(StrEnum):
    """How a check stands on the day asked about."""

    STANDS = "stands"  # it must still be kept to
    PASSED = "passed"  # what it asks for is on record
    LOOK = "look"  # the record does not show that it was kept to


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCheck:
    """One check on one case. ``since`` is the day from which it stands, or of what to look at.

    ``is_work`` says that it wants a look and that somebody can still do something about it: what is
    over can only be counted.
    """

    check: str
    case: str
    state: CaseCheckState
    since: date | None
    sentence: str
    source: str
    is_work: bool = False

    def as_json(self) -> dict[str, Any]:
        """One JSON object."""
        return {
            "check": self.check,
            "case_ref": self.case,
            "state": self.state.value,
            "since": self.since.isoformat() if self.since else None,
            "sentence": self.sentence,
            "source": self.source,
        }


Found = Callable[[str, CaseSoFar, date], Iterator[CaseCheck]]


@dataclass(frozen=True, slots=True)
class Gate:
    """A check that every case is put to. ``found`` takes the case's reference, the case and the day
    asked about. ``off`` is why it is not in force."""

    id: str
    title: str
    source: str
    found: Found | None = None
    off: str | None = None
