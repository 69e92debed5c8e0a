"""A case's facts in order: what stands, and what follows from it before any rule is asked."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, NamedTuple

from domain.case.agreement import agree
from domain.case.corrections import standing
from domain.case.events import NO_ATTRIBUTES, Event
from domain.case.stays import Stays
from domain.case.trust import Trust

# The order of facts of one day: what opens a period comes first and what closes it last, and a
# meeting booked on the day of another is the one after it.
_RANKS = {
    "born": 0,
    "became_looked_after": 0,
    "complaint_received": 0,
    "foster_carer_approved": 0,
    "private_fostering_notified": 0,
    "placement_ended": 0,
    "placed_for_adoption": 0,
    # The status under which a placement of that day begins.
    "legal_status_changed": 0,
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


class _Turn(NamedTuple):
    """A period that may end and begin anew on one day: what opens it, what closes it, and what
    of that day still belongs to the one that ends."""

    opens: tuple[str, ...]
    closes: str
    before: tuple[str, ...] = ()


_TURNS = (
    _Turn(("became_looked_after",), "ceased_looked_after"),
    _Turn(
        ("child_protection_plan_started", "initial_conference_held"),
        "child_protection_plan_ended",
        ("review_conference_held",),
    ),
    _Turn(("complaint_received",), "complaint_withdrawn"),
    _Turn(("foster_carer_approved",), "foster_carer_approval_ended", ("foster_review_held",)),
    _Turn(
        ("private_fostering_notified",), "private_fostering_ended", ("private_fostering_visited",)
    ),
)
_NO_TIME = datetime.min.replace(tzinfo=UTC)


def comes_first(type_name: str, other: str) -> bool:
    """Whether of two facts of one day this is known to come first: one placement ends before
    the next starts. Of most facts of a day the order is not known."""
    rank = _RANKS.get(type_name, _ANY_OTHER_RANK)
    return rank < _ANY_OTHER_RANK and rank < _RANKS.get(other, _ANY_OTHER_RANK)


@dataclass(slots=True)
class Fact:
    """An event at its place in the case's history. With ``ends_a_turn`` it belongs to a period that
    ended that day, and so comes before everything in the one that began."""

    position: int
    event: Event
    ends_a_turn: bool = False


class History:
    """The facts of one case, by type and in order."""

    def __init__(
        self, events: Iterable[Event], stays: Iterable[Stays] = (), trust: Trust | None = None
    ) -> None:
        """Take the case's events in any order, duplicates, corrections and removals among them.

        ``stays`` are the limits to stays whose passing is a fact of the case as well. By ``trust``
        what several sources tell becomes one fact; without it the events are facts already.
        """
        self.agreement = agree(standing(events), trust)
        ordered, turned = _in_order(self.agreement.events)
        passed = [fact for one in stays for fact in one.facts(ordered)]
        if passed:
            ordered, turned = _in_order([*ordered, *passed])
        self.facts: dict[str, list[Fact]] = defaultdict(list)
        self._days: dict[str, list[date]] = defaultdict(list)
        self.events = ordered
        for position, event in enumerate(_with_reviews(ordered)):
            fact = Fact(position, event, bool(turned) and (event.on, event.type) in turned)
            self.facts[event.type].append(fact)
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


def _in_order(events: Iterable[Event]) -> tuple[list[Event], set[tuple[date, str]]]:
    """The events in order. Who was in care that morning, left and came back is in care; so it is
    with the other periods that may end and begin anew on one day. With them, the days and types of
    what belongs to the period that ended."""
    ordered = sorted(events, key=_place)
    told = {event.type for event in ordered}
    turned: set[tuple[date, str]] = set()
    for turn in _TURNS:
        if turn.closes in told:
            days = _days_of_both(turn, ordered)
            if days:
                ordered.sort(key=partial(_place_on_a_turn, turn, days))
                turned |= {(day, name) for day in days for name in (turn.closes, *turn.before)}
    return ordered, turned


def _days_of_both(turn: _Turn, ordered: Iterable[Event]) -> set[date]:
    """The days on which a period that was open before ended and another began."""
    ordered = list(ordered)
    closed_on = {event.on for event in ordered if event.type == turn.closes}
    since: date | None = None
    days: set[date] = set()
    for event in ordered:
        if event.type in turn.opens and event.attributes.get("outcome") != "no_plan":
            if since is not None and since < event.on and event.on in closed_on:
                days.add(event.on)
            since = since or event.on
        elif event.type == turn.closes:
            since = event.on if event.on in days else None
    return days


def _place_on_a_turn(turn: _Turn, days: set[date], event: Event) -> tuple[date, int]:
    if event.on not in days or event.type in turn.before:
        return event.on, 0
    return event.on, 1 if event.type == turn.closes else 2


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
    a review) and ``review_completed``, each with the number of its review; the last says when the
    review was ``held_on``, where that was another day. A booking has the
    number of the review that it is for: the one begun and not complete, or else the next. A
    sitting that does not say which part it is completes a review that was begun.
    """
    number, held, adjourned = 1, False, False
    completed_on: date | None = None
    held_on: date | None = None
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
                held, held_on = True, event.on
                yield _numbered(event, "review_held", number)
            if event.attributes.get("complete", part != "1"):
                parts = {"held_on": held_on} if held_on != event.on else {}
                yield _numbered(event, "review_completed", number, parts)
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


def _numbered(
    event: Event, type_name: str, number: int, more: Mapping[str, Any] = NO_ATTRIBUTES
) -> Event:
    return Event(
        source=event.source,
        id=event.id,
        case=event.case,
        type=type_name,
        on=event.on,
        at=event.at,
        attributes={**event.attributes, "review": number, **more},
        recorded_at=event.recorded_at,
        own_case=event.own_case,
    )
