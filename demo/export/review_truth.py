"""Which reviews one year's SSDA903 return shows as late.

The return holds the reviews of its year only. Of a child who came into care in the year it
tells everything: a first review within 20 working days, the second within three months of the
first, each later one within six months. Of a child in care before the year it does not tell
when the last review before it was, so that its first review of the year can be neither late nor
on time; each that follows is due within six months.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from demo.export.children_in_care import ChildInCare, Stay
from demo.export.duties import Duty
from demo.export.walking import months_on, working_days_on
from demo.export.years import Span

FORMAT: Final = "ssda903"
FIRST: Final = "lac.review.first"
SECOND: Final = "lac.review.second"
LATER: Final = "lac.review.subsequent"
RULES: Final = (FIRST, SECOND, LATER)


def review_duties(children: Iterable[ChildInCare], year: Span) -> Iterator[Duty]:
    """The reviews of every child, as the return of the year shows them."""
    for child in children:
        for stay in child.stays:
            if not stay.short_breaks:
                yield from _of_stay(child.number, stay, year)


def _of_stay(number: str, stay: Stay, year: Span) -> Iterator[Duty]:
    held = [day for day, _ in stay.reviews if day in year]
    came_in_the_year = stay.began_on >= year.first
    starts: list[tuple[str, date, date]] = []
    if came_in_the_year:
        starts.append((FIRST, stay.began_on, working_days_on(stay.began_on, 20)))
    for place, day in enumerate(held):
        if came_in_the_year and place == 0:
            starts.append((SECOND, day, months_on(day, 3)))
        else:
            starts.append((LATER, day, months_on(day, 6)))
    ends = held if came_in_the_year else held[1:]
    for place, (rule, counted_from, due_on) in enumerate(starts):
        done_on = ends[place] if place < len(ends) else None
        yield Duty(
            kind="review",
            format=FORMAT,
            subject=number,
            rule=rule,
            counted_from=counted_from,
            due_on=due_on,
            known_to=year.last,
            done_on=done_on,
            stopped_on=None if done_on else stay.ended_on,
        )
