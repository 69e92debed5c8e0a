"""A case's facts in order: what stands, and what follows from it before any rule is asked."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from domain.corrections import standing
from domain.events import Event

# The order of facts of one day: what opens a period comes first and what closes it last, and a
# meeting booked on the day of another is the one after it.
_RANKS = {
    "born": 0,
    "became_looked_after": 0,
    "complaint_received": 0,
    "foster_carer_approved": 0,
    "private_fostering_notified": 0,
    "placement_ended": 0,
    "placement_started": 1,
    "review_booked": 3,
    "conference_booked": 3,
    "panel_booked": 3,
    "ceased_looked_after": 4,
    "child_protection_plan_ended": 4,
    "case_closed": 4,
    "complaint_withdrawn": 4,
    "foster_carer_approval_ended": 4,
    "private_fostering_ended": 4,
}
_ANY_OTHER_RANK = 2
_NO_TIME = datetime.min.replace(tzinfo=UTC)


def comes_first(type_name: str, other: str) -> bool:
    """Whether of two facts of one day this is known to come first: one placement ends before
    the next starts. Of most facts of a day the order is not known."""
    rank = _RANKS.get(type_name, _ANY_OTHER_RANK)
    return rank < _ANY_OTHER_RANK and rank < _RANKS.get(other, _ANY_OTHER_RANK)


@dataclass(slots=True)
class Fact:
    """An event at its place in the case's history."""

    position: int
    event: Event


class History:
    """The facts of one case, by type and in order."""

    def __init__(self, events: Iterable[Event]) -> None:
        """Take the case's events in any order, duplicates, corrections and removals among them."""
        ordered = _in_order(standing(events))
        self.facts: dict[str, list[Fact]] = defaultdict(list)
        self._days: dict[str, list[date]] = defaultdict(list)
        self.events = ordered
        for position, event in enumerate(_with_reviews(ordered)):
            self.facts[event.type].append(Fact(position, event))
            self._days[event.type].append(event.on)

    def of_type(self, name: str) -> list[Fact]:
        """The facts of one type, in order."""
        return self.facts.get(name, [])

    def of_type_from(self, name: str, day: date) -> list[Fact]:
        """The facts of one type on or after a day, in order."""
        facts = self.facts.get(name)
        if facts is None:
            return []
        first = bisect_left(self._days[name], day)
        return facts[first:] if first else facts


def _in_order(events: Iterable[Event]) -> list[Event]:
    """The events in order. Who was in care that morning, left and came back is in care."""
    ordered = sorted(events, key=_place)
    left_on = {event.on for event in ordered if event.type == "ceased_looked_after"}
    since: date | None = None
    returned: set[date] = set()
    for event in ordered if left_on else ():
        if event.type == "became_looked_after":
            if since is not None and since < event.on and event.on in left_on:
                returned.add(event.on)
            since = since or event.on
        elif event.type == "ceased_looked_after":
            since = event.on if event.on in returned else None
    if returned:
        ordered.sort(key=lambda one: (one.on, not _leaves(one, returned)))
    return ordered


def _leaves(event: Event, returned: set[date]) -> bool:
    return event.type == "ceased_looked_after" and event.on in returned


def _place(event: Event) -> tuple[date, int, bool, datetime, str, str, str]:
    # An event without a time sorts before the timed events of its day. Of two statements that
    # care began, the one that knows when comes first.
    detail = "~" if "already_looked_after" in event.attributes else event.type
    return (
        event.on,
        _RANKS.get(event.type, _ANY_OTHER_RANK),
        event.at is not None,
        event.at or _NO_TIME,
        detail,
        event.source,
        event.id,
    )


def _with_reviews(events: list[Event]) -> Iterable[Event]:
    """Put reviews in the place of the sittings that make them up.

    A review may be held in two parts. It is *held* on the day of its first sitting and
    *complete* when its last part is (IRO Handbook); it may be adjourned once. So sittings and
    adjournments become the facts ``review_held`` (once a review), ``review_adjourned`` (once
    a review) and ``review_completed``, each with the number of its review. A booking has the
    number of the review that it is for: the one begun and not complete, or else the next. A
    sitting that does not say which part it is completes a review that was begun.
    """
    number, held, adjourned = 1, False, False
    completed_on: date | None = None
    for event in events:
        if event.type == "ceased_looked_after":
            held, adjourned = False, False
            number += 1
            yield event
        elif event.type == "review_adjourned":
            if not adjourned:
                adjourned = True
                yield _numbered(event, "review_adjourned", number)
        elif event.type == "review_held":
            if event.on == completed_on and not held:
                continue  # the same meeting, told twice
            part = event.attributes.get("part")
            if held and part == "whole":
                # A whole review after one that was begun is the next, and ends both.
                held, adjourned = False, False
                number += 1
            if not held:
                held = True
                yield _numbered(event, "review_held", number)
            if event.attributes.get("complete", part != "1"):
                yield _numbered(event, "review_completed", number)
                completed_on = event.on
                held, adjourned = False, False
                number += 1
            elif not adjourned:
                adjourned = True
                yield _numbered(event, "review_adjourned", number)
        elif event.type == "review_booked":
            yield _numbered(event, "review_booked", number)
        else:
            yield event


def _numbered(event: Event, type_name: str, number: int) -> Event:
    return Event(
        event.source,
        event.id,
        event.case,
        type_name,
        event.on,
        event.at,
        {**event.attributes, "review": number},
    )
