"""Looked-after reviews held on time."""

from collections.abc import Iterator

from domain.measures.counting import done_in_period
from domain.measures.duty import Duty
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.measures.spells import REVIEW_EVENTS, Review
from domain.rules.sources import Source

# Once a child may be placed for adoption the reviews run by other rules, and are reviews still.
_RULES = (
    "lac.review.first",
    "lac.review.second",
    "lac.review.subsequent",
    "lac.adoption.review.authorised",
    "lac.adoption.review.placed",
)


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each review held."""
    duties = list(record.of_rules(_RULES))
    if window.reading == "completion":
        yield from done_in_period(record, duties, window)
        return
    for review in record.reviews:
        duty = _duty_of(review, duties)
        if duty is not None and review.held_on <= window.as_at:
            in_time = review.held_on <= duty.due_on
            yield Unit(record.case, review.held_on, in_time, duty=duty)


def _duty_of(review: Review, duties: list[Duty]) -> Duty | None:
    """The clock that the review ended or, not being complete, is about to end."""
    if review.completed_by is not None:
        ended = [duty for duty in duties if duty.ended_by == review.completed_by]
        return min(ended, key=lambda duty: duty.due_on, default=None)
    waiting = [one for one in duties if one.completed_on is None and one.superseded_on is None]
    begun = [one for one in waiting if one.started_on <= review.held_on]
    return max(begun, key=lambda duty: duty.started_on, default=None)


MEASURE = Measure(
    id="lac.reviews.on_time",
    title="Looked-after reviews held on time",
    unit="review",
    counts="those held no later than they were due",
    of="looked-after reviews held in the period whose due date is known",
    source=Source(
        title="Care Planning, Placement and Case Review (England) Regulations 2010",
        provision="regulation 33; IRO annual reports count each review",
        href="https://www.legislation.gov.uk/uksi/2010/959/regulation/33",
    ),
    units=units,
    aims=better_high(),
    readings={
        "completion": "a review in two parts is held when it is complete, the statutory end",
        "part_1": "a review in two parts is held on the day of its first part",
    },
    rules=_RULES,
    events=REVIEW_EVENTS,
)
