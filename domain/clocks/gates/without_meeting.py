"""A review may do without a meeting in a long-term foster placement of over twelve months."""

from collections.abc import Iterator
from datetime import date

from domain.clocks.case_check import REGULATIONS, CaseCheck, CaseCheckState, Gate
from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.times_in_care import times_in_care
from domain.counting import add_months
from domain.wording import short_day

# How long a foster placement must have lasted before a review may do without a meeting.
_MONTHS_BEFORE_NO_MEETING = 12


def _found(name: str, case: CaseSoFar, _as_of: date) -> Iterator[CaseCheck]:
    reviews = case.history.of_type("review_completed")
    for review in reviews:
        if not review.event.attributes.get("without_meeting"):
            continue
        placement = case.period_at("placement", review.position)
        settled = (
            placement is not None
            and placement.opened_on is not None
            and placement.attributes.get("long_term") is True
            and add_months(placement.opened_on, _MONTHS_BEFORE_NO_MEETING) < review.event.on
        )
        if not settled:
            in_care = times_in_care(case)
            still = bool(in_care) and in_care[-1].closing is None
            yield CaseCheck(
                check=GATE.id,
                case=name,
                state=CaseCheckState.LOOK,
                since=review.event.on,
                sentence=f"The review of {short_day(review.event.on)} was held without a meeting, "
                "and the "
                "record shows no long-term foster placement of over twelve months.",
                source=GATE.source,
                # A review after it has put it right.
                is_work=still and review is reviews[-1],
            )


GATE = Gate(
    id="lac.review.without_meeting",
    title="A review without a meeting is for a long-term foster placement of over twelve months",
    source=f"{REGULATIONS}, regulation 33",
    found=_found,
)
