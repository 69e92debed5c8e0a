"""What the standard dataset shows as late on the day it was taken.

It tells of its children whatever the case system has recorded, and not of one year only. The
earliest review in it is as far as it goes back: of a child in care before that, it does not tell
when the last review before it was, so that the child's first review in it can be neither late nor
on time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from demo.export import conference_truth as conferences
from demo.export import review_truth as reviews
from demo.export.children_in_care import ChildInCare
from demo.export.duties import Duty
from demo.export.protected_children import ProtectedChild
from demo.export.years import Span

FORMAT: Final = "standard_dataset"
RULES: Final = (*reviews.RULES, *conferences.RULES)


def dataset_duties(
    protected: Iterable[ProtectedChild], in_care: Iterable[ChildInCare], on: date
) -> Iterator[Duty]:
    """The duties that the dataset shows on the day it was taken."""
    looked_after = list(in_care)
    held = [day for child in looked_after for stay in child.stays for day, _ in stay.reviews]
    for duty in reviews.review_duties(looked_after, Span(min(held, default=on), on)):
        yield replace(duty, format=FORMAT)
    for child in protected:
        for duty in conferences.conference_duties([child], Span(date.min, on)):
            yield replace(duty, format=FORMAT, stopped_on=_stopped_on(duty, child))


def _stopped_on(duty: Duty, child: ProtectedChild) -> date | None:
    """The day on which a duty fell away.

    Unlike the census the dataset has the day on which no conference was found to be needed, and
    like all of them none on which a referral without an assessment was closed.
    """
    enquiry = child.enquiry
    if duty.rule == conferences.INITIAL and enquiry is not None and enquiry.no_conference:
        return enquiry.concluded_on
    return None
