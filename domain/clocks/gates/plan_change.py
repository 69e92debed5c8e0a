"""A review considers a significant change of the care plan before it is made."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from domain.case.periods import Period
from domain.clocks.case_check import REGULATIONS, CaseCheck, CaseCheckState, Gate
from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.times_in_care import times_in_care, within
from domain.wording import short_day

_SOURCE = f"{REGULATIONS}, regulation 32(2)"


def _found(name: str, case: CaseSoFar, _as_of: date) -> Iterator[CaseCheck]:
    for period in times_in_care(case):
        yield from _in_one(name, case, period)


def _in_one(name: str, case: CaseSoFar, period: Period) -> Iterator[CaseCheck]:
    plans = within(period, case.history.of_type("care_plan_recorded"))
    reviews = within(period, case.history.of_type("review_completed"))
    for before, plan in pairwise(plans):
        if not any(before.event.on <= review.event.on <= plan.event.on for review in reviews):
            # The next review may still consider it: until one has, or the plan is replaced.
            later = reviews and reviews[-1].event.on > plan.event.on
            yield CaseCheck(
                check=GATE.id,
                case=name,
                state=CaseCheckState.LOOK,
                since=plan.event.on,
                sentence=f"The care plan was recorded anew on {short_day(plan.event.on)}, and no "
                "review was "
                f"complete since that of {short_day(before.event.on)}. A significant change is "
                "considered at a review first, where that is reasonably practicable.",
                source=GATE.source,
                is_work=plan is plans[-1] and not later and period.closing is None,
            )
    if period.closing is None:
        last = (
            f"The last was complete on {short_day(reviews[-1].event.on)}."
            if reviews
            else "None is complete yet."
        )
        yield CaseCheck(
            check=GATE.id,
            case=name,
            state=CaseCheckState.STANDS,
            since=period.opened_on,
            sentence="No significant change is made to the care plan before a review has "
            "considered it, "
            f"where that is reasonably practicable. {last}",
            source=GATE.source,
        )


GATE = Gate(
    id="lac.gate.plan_change",
    title="A review considers a significant change of the care plan first",
    source=_SOURCE,
    found=_found,
)
