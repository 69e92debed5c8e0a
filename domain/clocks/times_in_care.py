"""A child's times in care, for the gates that ask about them."""

from collections.abc import Iterable

from domain.case.history import Fact
from domain.case.periods import Period
from domain.clocks.case_so_far import CaseSoFar

_TELL_OF_CARE = frozenset(
    {"became_looked_after", "legal_status_changed", "placement_started", "review_held"}
)


def times_in_care(case: CaseSoFar) -> list[Period]:
    """The times for which the child was looked after; none of a case that tells of no care."""
    told = _TELL_OF_CARE & case.history.facts.keys()
    return case.periods("looked_after") if told else []


def within(period: Period, facts: Iterable[Fact]) -> list[Fact]:
    """The facts after the one that opened a period, with the one that closed it."""
    return [fact for fact in facts if period.first < fact.position <= period.last]
