"""Duties that a return starts but could never show as done, or as done in time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.case.events import Event
from domain.case.fact_names import DERIVED_FACTS
from domain.case.history import History
from domain.clocks.clock import Clock
from domain.rules.rule import End


@dataclass(frozen=True, slots=True)
class ReturnEvidence:
    """What one return can tell, in types of event.

    A duty that began in a return and ends in something that the return does not carry would stand
    overdue for every child, and hide the ones that are. Of the types in ``latest_only`` the return
    tells only the latest: what was done before it is not there.
    """

    carried: frozenset[str]
    latest_only: frozenset[str] = frozenset()

    def tells(self, fact: str) -> bool:
        """Whether the return tells of a fact, or of the events that it is made from."""
        return DERIVED_FACTS.get(fact, fact) in self.carried

    def tells_only_the_latest(self, fact: str) -> bool:
        """Whether of such a fact the return tells only the latest."""
        return DERIVED_FACTS.get(fact, fact) in self.latest_only


# By the source that the events of the return name. A source that is not there can tell everything.
Evidence = Mapping[str, ReturnEvidence]


def can_be_evidenced(
    ends: Iterable[End], start: Event, history: History, evidence: Evidence
) -> bool:
    """Whether the case's sources could ever show that the duty was done, by one of ``ends``.

    False only for a duty started by a return that carries none of the facts that end it, in a
    case for which no other source has told of any either.
    """
    of_return = evidence.get(start.source)
    return of_return is None or any(
        of_return.tells(end.event)
        or any(fact.event.source != start.source for fact in history.of_type(end.event))
        for end in ends
    )


def may_have_been_done_in_time(
    clock: Clock, start: Event, done: Event | None, evidence: Evidence
) -> bool:
    """Whether a clock that looks late may have been met by a fact that the return left out.

    So it is where one and the same import told when the duty began and the latest time it was
    done: visits or reviews may lie between the two. Where the start was known before, what was
    done in between would have been told, if the return comes often enough.
    """
    if done is None or done.on <= clock.due_on or done.source != start.source:
        return False
    of_return = evidence.get(done.source)
    if of_return is None or not of_return.tells_only_the_latest(done.type):
        return False
    if start.recorded_at is None or done.recorded_at is None:
        return True
    return done.recorded_at <= start.recorded_at
