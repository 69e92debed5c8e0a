"""Children who took part in their reviews."""

from collections.abc import Iterator

from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.measures.spells import REVIEW_EVENTS
from domain.rules.sources import Source

# PN0 is a child under four, of whom no view is asked; PN7 is one whose view was not given.
_CODES = ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7")


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each review with a code of a child of four or over."""
    for review in record.reviews:
        on = review.completed_on or review.held_on
        if review.participation in _CODES and on <= window.as_at:
            took_part = review.participation != "PN7"
            yield Unit(record.case, on, took_part, band=review.participation)


MEASURE = Measure(
    id="lac.participation",
    title="Children who took part in their reviews",
    unit="review",
    counts="those with the codes PN1 to PN6: the child came, spoke, or had views put",
    of="reviews held in the period with the codes PN1 to PN7 (children of four and over)",
    source=Source(title="SSDA903 guide, review participation codes; IRO annual reports"),
    units=units,
    aims=better_high(),
    readings={"completion": "by the day the review was complete"},
    events=REVIEW_EVENTS,
    bands=_CODES,
)
