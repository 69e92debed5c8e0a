"""The periods that sources tell of a case, and which of them are one and the same.

A source may tell only the beginning of a period, or only its end, as far as it goes back.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from domain.case.events import Event
from domain.case.same_facts import AlikePeriods, contradict, days_apart, seen_in_care

_DAY = timedelta(days=1)
# How far apart two are, what is nearer first: days, and then how good the evidence is.
Apart = tuple[int, int]
One = TypeVar("One")
Other = TypeVar("Other")


@dataclass(slots=True)
class ToldPeriod:
    """One period as far as it is told: what opened and what closed it, by each source that says so.

    ``after`` is the day before which it cannot have begun, where no start is told, and ``before``
    the day by which it was over, where no end is. ``known_until`` is the last day of which its
    source tells, where that is a return about a year that is over: of one without an end it does
    not say whether it went on. Of the starts the first is the one that counts.
    """

    opened: list[Event] = field(default_factory=list)
    closed: list[Event] = field(default_factory=list)
    after: date = date.min
    before: date = date.max
    known_until: date = date.max

    @property
    def start(self) -> Event | None:
        """The start that says most: one that knows when it was, or else the earliest guess."""
        known = [one for one in self.opened if not seen_in_care(one)]
        return known[0] if known else min(self.opened, key=lambda one: one.on, default=None)

    @property
    def begins(self) -> date:
        """The first day, or the earliest that it can be."""
        start = self.start
        return start.on if start else self.after

    @property
    def ends(self) -> date:
        """The last day, or the latest that it can be. A period lasts for a day at least."""
        if not self.closed:
            return self.before
        return max(self.closed[0].on, self.begins + _DAY) if self.opened else self.closed[0].on

    def says_nothing_of(self, other: "ToldPeriod") -> bool:
        """Whether the other began, as its source knows, after all that is told of this one."""
        start = other.start
        if self.closed or start is None or seen_in_care(start):
            return False
        return self.begins < self.known_until < start.on

    def overlaps(self, other: "ToldPeriod") -> bool:
        """Whether the two have days in common; one that begins as the other ends has none."""
        return max(self.begins, other.begins) < min(self.ends, other.ends)


def periods_told(
    alike: AlikePeriods, events: Iterable[Event], known_until: date = date.max
) -> list[ToldPeriod]:
    """The periods that the events of one source tell, in order.

    A child who is seen in care that is known to have begun says nothing new. A start in a period
    of which no end is told ends it all the same, for it is another. ``known_until`` is the last day
    of which the source tells.
    """
    found: list[ToldPeriod] = []
    current: ToldPeriod | None = None
    for on, told in _by_day(events):
        starts = [one for one in told if one.type == alike.opens]
        ends = [one for one in told if one.type == alike.closes]
        # Who was in care that morning, left and came back is in care.
        turns = [*ends, *starts] if current else [*starts, *ends]
        for event in turns:
            if event.type == alike.closes:
                if current is None:
                    last = found[-1].ends if found else date.min
                    found.append(current := ToldPeriod(after=last, known_until=known_until))
                current.closed.append(event)
                current = None
            elif current is None or not seen_in_care(event):
                if current is not None:
                    current.before = on
                current = ToldPeriod(opened=[event], known_until=known_until)
                found.append(current)
    return found


def one_period(alike: AlikePeriods) -> Callable[[ToldPeriod, ToldPeriod], Apart | None]:
    """How far apart two periods of different sources are, None where they are two periods."""

    def apart(one: ToldPeriod, other: ToldPeriod) -> Apart | None:
        start, other_start = one.start, other.start
        if start is None or other_start is None:
            return _by_ends(alike, one, other)
        guesses = [each for each in (start, other_start) if seen_in_care(each)]
        days = days_apart(start, other_start)
        if one.says_nothing_of(other) or other.says_nothing_of(one):
            return None
        if len(guesses) == 1:
            known = other if guesses[0] is start else one
            if not one.overlaps(other):
                return None
            return (0 if known.begins <= guesses[0].on else days), 1
        if days > alike.days and (
            not one.overlaps(other) or contradict(alike.names, start, other_start)
        ):
            return None
        return days, len(guesses)

    return apart


def _by_ends(alike: AlikePeriods, one: ToldPeriod, other: ToldPeriod) -> Apart | None:
    if one.closed and other.closed:
        days = days_apart(one.closed[0], other.closed[0])
        return (days, 3) if days <= alike.days or one.overlaps(other) else None
    return (0, 4) if one.overlaps(other) else None


def pair_off(
    facts: Sequence[One],
    told: Sequence[Other],
    apart: Callable[[One, Other], Apart | None],
) -> dict[int, int]:
    """Which of ``told`` is which of ``facts``, by their places: each of one at most, the nearest
    first, and of those as near the first."""
    near = sorted(
        (distance, at, place)
        for at, fact in enumerate(facts)
        for place, one in enumerate(told)
        if (distance := apart(fact, one)) is not None
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, place in near:
        if at not in taken and place not in found:
            found[place] = at
            taken.add(at)
    return found


def _by_day(events: Iterable[Event]) -> list[tuple[date, list[Event]]]:
    days: dict[date, list[Event]] = defaultdict(list)
    for event in events:
        days[event.on].append(event)
    return sorted(days.items())
