"""Which conferences and assessments one year's children in need census shows as late.

The census holds the enquiries, assessments and conferences of its year, and of a plan the
reviews of the year. Of a plan that was made before the year it does not tell when the last
review before it was: its first review of the year can be neither late nor on time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from demo.export.duties import Duty
from demo.export.protected_children import ProtectedChild, shows_assessment, shows_enquiry
from demo.export.walking import months_on, working_days_on
from demo.export.years import Span

FORMAT: Final = "cin_census"
ASSESSMENT: Final = "cin.assessment"
INITIAL: Final = "cp.conference.initial"
FIRST_REVIEW: Final = "cp.conference.first_review"
REVIEW: Final = "cp.conference.review"
RULES: Final = (ASSESSMENT, INITIAL, FIRST_REVIEW, REVIEW)


def conference_duties(children: Iterable[ProtectedChild], year: Span) -> Iterator[Duty]:
    """The assessments and conferences of every child, as the census of the year shows them."""
    for child in children:
        shown = _Shown(child, year)
        yield from shown.assessment()
        yield from shown.initial_conference()
        yield from shown.reviews()


@dataclass(frozen=True, slots=True)
class _Shown:
    child: ProtectedChild
    year: Span

    def assessment(self) -> Iterator[Duty]:
        child, shown = self.child, shows_assessment(self.child, self.year)
        if child.referred_on < self.year.first and not shown:
            return
        duty = self._duty("assessment", ASSESSMENT, child.referred_on)
        due_on = working_days_on(child.referred_on, 45)
        done_on = child.assessed_on if shown else None
        stopped_on = None if done_on else child.closed_on
        yield replace(duty, due_on=due_on, done_on=done_on, stopped_on=stopped_on)

    def initial_conference(self) -> Iterator[Duty]:
        enquiry = self.child.enquiry
        if enquiry is None or not shows_enquiry(self.child, self.year):
            return
        duty = self._duty("conference", INITIAL, enquiry.began_on)
        due_on = working_days_on(enquiry.began_on, 15)
        # The census has no date of the finding that no conference was needed.
        stopped_on = enquiry.began_on if enquiry.no_conference else None
        yield replace(duty, due_on=due_on, done_on=enquiry.conference_on, stopped_on=stopped_on)

    def reviews(self) -> Iterator[Duty]:
        plan, year = self.child.plan, self.year
        if plan is None or (plan.ended_on is not None and plan.ended_on < year.first):
            return
        held = [day for day in plan.reviews if day in year]
        starts = [(REVIEW, day, 6) for day in held if day != plan.ended_on]
        ends = held[1:]
        if plan.made_on in year:
            starts.insert(0, (FIRST_REVIEW, plan.made_on, 3))
            ends = held
        for place, (rule, counted_from, months) in enumerate(starts):
            duty = self._duty("conference", rule, counted_from)
            done_on = ends[place] if place < len(ends) else None
            yield replace(duty, due_on=months_on(counted_from, months), done_on=done_on)

    def _duty(self, kind: str, rule: str, counted_from: date) -> Duty:
        """A duty that is due at once, to be changed."""
        return Duty(
            kind=kind,
            format=FORMAT,
            subject=self.child.number,
            rule=rule,
            counted_from=counted_from,
            due_on=counted_from,
            known_to=self.year.last,
        )
