"""Shares of duties done in time, as scenario files ask for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.clocks import Clock
from domain.errors import ProblemError
from domain.states import was_late

# Each measure and the rules whose clocks it counts. One clock done in the period is one unit.
DONE_IN_TIME: Mapping[str, tuple[str, ...]] = {
    "lac.reviews.on_time": ("lac.review.first", "lac.review.second", "lac.review.subsequent"),
    "lac.reviews.decisions_on_time": ("lac.review.decisions",),
    "lac.reviews.records_on_time": ("lac.review.record",),
    "cin.assessments.within_45": ("cin.assessment",),
    "missing.interviews.within_72h": ("missing.return_interview",),
    "complaint.stage3.on_time": ("complaint.statutory.stage3.response",),
    "complaint.corporate.stage1.on_time": ("complaint.corporate.stage1",),
    "complaint.corporate.stage2.on_time": ("complaint.corporate.stage2",),
}


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many. A denominator of 0 has no percentage."""

    numerator: int
    denominator: int


def done_in_time(
    measure: str, clocks: Iterable[Clock], first: date, last: date, as_of: date
) -> Share:
    """How many of the duties done from ``first`` to ``last`` (both included) were in time.

    What was done after ``as_of`` had not happened. Raises ProblemError ``unknown_measure``.
    """
    rules = DONE_IN_TIME.get(measure)
    if rules is None:
        raise ProblemError(
            "unknown_measure",
            "There is no measure of this name.",
            f"Use one of: {', '.join(DONE_IN_TIME)}.",
        )
    done = [
        clock
        for clock in clocks
        if clock.rule in rules
        and clock.completed_on is not None
        and first <= clock.completed_on <= min(last, as_of)
    ]
    return Share(sum(not was_late(clock) for clock in done), len(done))
