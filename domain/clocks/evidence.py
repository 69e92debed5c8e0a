"""Duties that a return starts but could never show as done, or as done in time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from domain.case.agreed_facts import Agreement
from domain.case.events import Event
from domain.case.fact_names import DERIVED_FACTS
from domain.case.history import History
from domain.case.trust import Trust
from domain.clocks.reckoned import Reckoning
from domain.rules.ends import End


@dataclass(frozen=True, slots=True)
class ReturnEvidence:
    """What one return can tell, in types of event.

    A duty that began in a return and ends in something that the return does not carry would stand
    overdue for every child, and hide the ones that are. Of the types in ``latest_only`` the return
    tells only the latest: what was done before it is not there. A ``yearly`` one is about a year
    that is over, and says nothing of what came after it.
    """

    carried: frozenset[str]
    latest_only: frozenset[str] = frozenset()
    yearly: bool = False

    def tells(self, fact: str) -> bool:
        """Whether the return tells of a fact, or of the events that it is made from."""
        return DERIVED_FACTS.get(fact, fact) in self.carried

    def tells_only_the_latest(self, fact: str) -> bool:
        """Whether of such a fact the return tells only the latest."""
        return DERIVED_FACTS.get(fact, fact) in self.latest_only


# By the source that the events of the return name. A source that is not there can tell everything.
Evidence = Mapping[str, ReturnEvidence]
NO_ORDER: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def usual_trust(
    evidence: Evidence,
    first: tuple[str, ...] = (),
    of_facts: Mapping[str, tuple[str, ...]] = NO_ORDER,
) -> Trust:
    """The order of trust: those named ``first``, the live systems, the lists that come often, and
    what comes once a year; of two such the one that tells the latest only of fewer facts.

    ``of_facts`` is the order for single types of event.
    """

    def place(source: str) -> tuple[bool, int, str]:
        known = evidence[source]
        return known.yearly, len(known.latest_only), source

    return Trust(
        first=first,
        returns=tuple(sorted(evidence, key=place)),
        of_facts=of_facts,
        latest_only={source: known.latest_only for source, known in evidence.items()},
        yearly=frozenset(source for source, known in evidence.items() if known.yearly),
    )


def can_be_evidenced(
    ends: Iterable[End], start: Event, history: History, evidence: Evidence
) -> bool:
    """Whether the case's sources could ever show that the duty was done, by one of ``ends``.

    False only for a duty started by a return that carries none of the facts that end it, in a
    case of which no other return that carries them tells, and no other source has told of any.
    """
    of_return = evidence.get(start.source)
    if of_return is None:
        return True
    told = history.agreement
    if told.sources and any(one.source not in evidence for one in told.evidence_of(start)):
        return True
    returns = [evidence[source] for source in told.sources if source in evidence] or [of_return]
    return any(
        any(one.tells(end.event) for one in returns)
        or any(fact.event.source != start.source for fact in history.of_type(end.event))
        for end in ends
        if not end.implied
    )


def may_have_been_done_in_time(found: Reckoning, told: Agreement, evidence: Evidence) -> bool:
    """Whether a clock that looks late may have been met by a fact that the return left out.

    So it is where everyone who told of the latest time it was done tells only the latest, and told
    when the duty began in the same import: visits or reviews may lie between the two. Where the
    start was known before, what was done in between would have been told, if the return comes often
    enough. So it would by a source that tells of every one, and tells of what happens now.
    """
    start, done = found.started.fact.event, found.done
    if done is None or done.on <= found.clock.due_on:
        return False
    doing = told.evidence_of(done)
    if any(not _only_the_latest(one.source, done.type, evidence) for one in doing):
        return False
    of_source = {one.source: one for one in doing}
    starting = told.evidence_of(start)
    if any(_tells_every_one_now(one.source, done.type, evidence) for one in starting):
        return False
    for one in starting:
        known_by = of_source.get(one.source)
        if known_by is None or one.recorded_at is None or known_by.recorded_at is None:
            continue
        if known_by.recorded_at > one.recorded_at:
            return False
    return True


def _only_the_latest(source: str, fact: str, evidence: Evidence) -> bool:
    of_return = evidence.get(source)
    return of_return is not None and of_return.tells_only_the_latest(fact)


def _tells_every_one_now(source: str, fact: str, evidence: Evidence) -> bool:
    """Whether a source tells each fact of a kind as it happens, and not once a year."""
    of_return = evidence.get(source)
    if of_return is None:
        return True
    every_one = of_return.tells(fact) and not of_return.tells_only_the_latest(fact)
    return every_one and not of_return.yearly
