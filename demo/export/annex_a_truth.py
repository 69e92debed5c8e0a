"""What an Annex A workbook shows as late on the day it was made.

Of reviews and review conferences it tells only the latest. So a duty counts only where the
latest one shows that it was done in time, or where none was held at all: one that was held after
the time may have been the next, and an earlier one, in time, may be left out. What comes after
the latest is due and not done.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from demo.export import conference_truth as conferences
from demo.export import review_truth as reviews
from demo.export.annex_a_lists import shows_assessment, shows_plan
from demo.export.children_in_care import ChildInCare
from demo.export.duties import Duty
from demo.export.protected_children import ProtectedChild
from demo.export.walking import months_on, working_days_on
from demo.export.years import Span

FORMAT: Final = "annex_a"
RULES: Final = (*reviews.RULES, *conferences.RULES)
# A review in the first month of care is the first one; of a later one that cannot be told.
_FIRST_MONTH: Final = timedelta(days=31)


def annex_duties(
    protected: Iterable[ProtectedChild], in_care: Iterable[ChildInCare], recent: Span
) -> Iterator[Duty]:
    """The duties that the workbook shows on the last day of ``recent``."""
    for child in protected:
        yield from _assessment(child, recent)
        yield from _initial_conference(child, recent)
        yield from _review_conferences(child, recent)
    for looked_after in in_care:
        yield from _reviews(looked_after, recent.last)


def _assessment(child: ProtectedChild, recent: Span) -> Iterator[Duty]:
    if child.referred_on in recent:
        due_on = working_days_on(child.referred_on, 45)
        done_on = child.assessed_on if shows_assessment(child, recent) else None
        duty = _duty("assessment", child.number, conferences.ASSESSMENT, recent.last)
        yield replace(duty, counted_from=child.referred_on, due_on=due_on, done_on=done_on)


def _initial_conference(child: ProtectedChild, recent: Span) -> Iterator[Duty]:
    enquiry = child.enquiry
    if enquiry is None or enquiry.began_on not in recent or enquiry.no_conference:
        return
    due_on, done_on = working_days_on(enquiry.began_on, 15), enquiry.conference_on
    duty = _duty("conference", child.number, conferences.INITIAL, recent.last)
    yield replace(duty, counted_from=enquiry.began_on, due_on=due_on, done_on=done_on)


def _review_conferences(child: ProtectedChild, recent: Span) -> Iterator[Duty]:
    plan = child.plan
    if plan is None or not shows_plan(child, recent):
        return
    latest = max(plan.reviews, default=None)
    enquiry = child.enquiry
    if enquiry is not None and enquiry.began_on in recent:
        due_on = months_on(plan.made_on, 3)
        if latest is None or latest <= due_on:
            duty = _duty("conference", child.number, conferences.FIRST_REVIEW, recent.last)
            yield replace(duty, counted_from=plan.made_on, due_on=due_on, done_on=latest)
    if latest is not None:
        duty = _duty("conference", child.number, conferences.REVIEW, recent.last)
        due_on = months_on(latest, 6)
        yield replace(duty, counted_from=latest, due_on=due_on, stopped_on=plan.ended_on)


def _reviews(child: ChildInCare, on: date) -> Iterator[Duty]:
    stay = child.stays[-1]
    if stay.short_breaks:
        return
    latest = max((day for day, _ in stay.reviews), default=None)
    is_first = latest is None or latest <= stay.began_on + _FIRST_MONTH
    due_on = working_days_on(stay.began_on, 20)
    if is_first and (latest is None or latest <= due_on):
        duty = _duty("review", child.number, reviews.FIRST, on)
        stopped_on = stay.ended_on if latest is None else None
        yield replace(
            duty, counted_from=stay.began_on, due_on=due_on, done_on=latest, stopped_on=stopped_on
        )
    if latest is not None:
        rule, months = (reviews.SECOND, 3) if is_first else (reviews.LATER, 6)
        duty = _duty("review", child.number, rule, on)
        due_on = months_on(latest, months)
        yield replace(duty, counted_from=latest, due_on=due_on, stopped_on=stay.ended_on)


def _duty(kind: str, subject: str, rule: str, on: date) -> Duty:
    """A duty whose days are still to be filled in."""
    return Duty(
        kind=kind,
        format=FORMAT,
        subject=subject,
        rule=rule,
        counted_from=on,
        due_on=on,
        known_to=on,
    )
