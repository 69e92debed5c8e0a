"""All that was loaded of one case. What of it a measure or report sees, its declaration says."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from domain.case.agreed_facts import Agreement
from domain.case.agreement import agree
from domain.case.corrections import standing
from domain.case.event_types import EVENT_TYPES
from domain.case.events import Event
from domain.case.history import History
from domain.case.trust import Trust
from domain.clocks.clock import Clock
from domain.measures.duty import Duty, duty_of
from domain.measures.placements import PLACEMENT_EVENTS, Placement, placements_of
from domain.measures.spells import (
    CARE_EVENTS,
    PLAN_EVENTS,
    REVIEW_EVENTS,
    Plan,
    Review,
    plans_of,
    reviews_of,
)


@dataclass
class CaseFile:
    """One case: its duties by rule, and its facts that stand, in order.

    What follows from events of several types is worked out from those types alone, so that it is
    the same however much else was loaded. ``agreement`` says of facts that several sources tell
    what each says, None where nobody brought them together.
    """

    case: str
    duties: dict[str, list[Duty]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    agreement: Agreement | None = None

    def keep_facts(
        self, events: list[Event], trust: Trust | None, types: Collection[str] = EVENT_TYPES
    ) -> None:
        """Take the events that stand, in order, each fact once, and of them those of some types.

        The events must be of all the types of ``looked_at_together``.
        """
        self.agreement = agree(events, trust)
        facts = self.agreement.events
        if self.agreement.sources:
            facts = sorted(facts, key=_place)
        self.events = [one for one in facts if one.type in types]

    def has_any(self, rules: frozenset[str], types: frozenset[str]) -> bool:
        """Whether the case has a duty of these rules or a fact of these types."""
        return not (rules.isdisjoint(self.duties) and types.isdisjoint(self.by_type))

    @cached_property
    def by_type(self) -> dict[str, list[Event]]:
        """The facts of each type that there are any of, in order."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.type, []).append(event)
        return found

    @cached_property
    def plans(self) -> list[Plan]:
        """The child protection plans, in order."""
        return plans_of(self._history(PLAN_EVENTS).events)

    @cached_property
    def reviews(self) -> list[Review]:
        """The looked-after reviews, the sittings of each put together."""
        return reviews_of(self._history(REVIEW_EVENTS)) if "review_held" in self.by_type else []

    @cached_property
    def placements(self) -> list[Placement]:
        """The placements in care, in order."""
        return placements_of(self._history(PLACEMENT_EVENTS).events)

    @cached_property
    def care(self) -> list[Event]:
        """What began, changed and ended the times in care, those of one day in their order."""
        return self._history(CARE_EVENTS).events

    def _history(self, types: Iterable[str]) -> History:
        return History(event for name in types for event in self.by_type.get(name, ()))


def case_file_of(
    case: str,
    events: Iterable[Event],
    clocks: Iterable[Clock],
    trust: Trust | None = None,
    types: Collection[str] = EVENT_TYPES,
) -> CaseFile:
    """A case from its events and its clocks, in memory: its facts of some types, each once.

    ``trust`` decides between sources; without it every event is a fact.
    """
    file = CaseFile(case)
    file.keep_facts(standing_in_order(events), trust, types)
    for clock in clocks:
        file.duties.setdefault(clock.rule, []).append(duty_of(clock))
    return file


def standing_in_order(events: Iterable[Event]) -> list[Event]:
    """The events that stand, by date and then id, whatever case they are of."""
    told = list(events)
    # Of a hundred thousand events few amend another: only those and theirs need resolving.
    amended = {(one.source, key) for one in told for key in (one.corrects, one.voids) if key}
    doubtful = [one for one in told if _amends(one) or (one.source, one.id) in amended]
    if doubtful:
        plain = [one for one in told if not (_amends(one) or (one.source, one.id) in amended)]
        told = [*plain, *standing(doubtful)]
    return sorted(told, key=_place)


def _amends(event: Event) -> bool:
    return event.corrects is not None or event.voids is not None


def _place(event: Event) -> tuple[date, str, str]:
    return event.on, event.source, event.id
