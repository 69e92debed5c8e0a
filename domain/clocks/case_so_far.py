"""What has been worked out about one case while its rules are gone through in order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from calendars.working_days import WorkingDayCalendar
from domain.case.assignments import Assigned, assigned_roles
from domain.case.fact_names import facts_that_say
from domain.case.history import Fact, History
from domain.case.periods import Boundary, Period, period_at, split
from domain.clocks.clock import Clock
from domain.clocks.reckoned import Reckoning
from domain.counting import birthday
from domain.rules.rulebooks import Edge, Rulebook


class CaseSoFar:
    """One case's history, its periods, and the clocks of the rules already worked out."""

    def __init__(
        self, history: History, rulebook: Rulebook, calendars: Mapping[str, WorkingDayCalendar]
    ) -> None:
        self.history = history
        self.rulebook = rulebook
        self.calendars = calendars
        self._periods: dict[str, list[Period]] = {}
        self._period_at: dict[tuple[str, int], Period | None] = {}
        self._clocks: dict[str, Sequence[Reckoning]] = {}
        self._by_start: dict[tuple[str, tuple[str, str]], Reckoning] = {}
        self._assigned: Assigned | None = None

    def periods(self, name: str) -> list[Period]:
        """The periods of one kind in this case, in order."""
        if name not in self._periods:
            self._periods[name] = self._split(name)
        return self._periods[name]

    def period_at(self, name: str, position: int) -> Period | None:
        """The period of one kind that a fact opens or lies inside, or None."""
        key = name, position  # many rules ask the same of the same fact
        if key not in self._period_at:
            self._period_at[key] = self._look_up(name, position)
        return self._period_at[key]

    def _look_up(self, name: str, position: int) -> Period | None:
        period = period_at(self.periods(name), position)
        if period is None or period.opened_on is not None:
            return period
        # Nothing opened it: it may be taken for granted only where the one around it holds.
        outer = self.rulebook.periods[name].inside
        return period if outer is None or self.period_at(outer, position) else None

    def known_to_be_in(self, name: str, position: int) -> bool:
        """Whether a fact opens or lies inside a period of a kind that the history opens."""
        period = self.period_at(name, position)
        return period is not None and period.opened_on is not None

    def soonest_running(self, rules: Iterable[str], fact: Fact) -> Reckoning | None:
        """Of the clocks of these rules that run when a fact happens, the one due soonest.

        A clock that ends on the day of the fact still runs that day.
        """
        running = [
            known
            for rule in rules
            for known in self.clocks_of(rule)
            if known.started.fact.position < fact.position
            and (known.clock.open or _last_day(known.clock) >= fact.event.on)
        ]
        return min(running, key=lambda known: known.clock.due_on, default=None)

    def left_before(self, name: str, position: int) -> int:
        """Where the case last left the outermost period around one, or -1: what was done in an
        earlier time in care is nothing done for this one."""
        outermost = self.rulebook.outermost.get(name)
        if outermost is None:
            return -1
        periods = self.periods(outermost)
        if any(one.first == position for one in periods):
            position += 1  # what begins anew is what the one before was left by
        return max([one.last for one in periods if one.last < position], default=-1)

    def last_said(self, attribute: str, position: int) -> Any:
        """What the last fact up to a position that speaks of an attribute says of it, or None."""
        facts = [
            fact
            for name in facts_that_say(attribute)
            for fact in self.history.of_type(name)
            if fact.position <= position and attribute in fact.event.attributes
        ]
        last = max(facts, key=lambda fact: fact.position, default=None)
        return last.event.attributes[attribute] if last else None

    def birthday(self, years: int) -> date | None:
        """The day the child is so many years old, or None where no birth was told."""
        births = self.history.of_type("born")
        return birthday(births[-1].event.on, years) if births else None

    def keep(self, rule_id: str, clocks: Sequence[Reckoning]) -> None:
        """Remember a rule's clocks for the rules that need their dates."""
        self._clocks[rule_id] = clocks
        for reckoning in clocks:
            self._by_start[rule_id, reckoning.clock.start_event] = reckoning

    def clocks_of(self, rule_id: str) -> Sequence[Reckoning]:
        """The clocks of a rule already worked out."""
        return self._clocks.get(rule_id, ())

    def clock_started_by(self, rule_id: str, start: tuple[str, str]) -> Reckoning | None:
        """The clock of a rule that the event with that (source, id) started, or None."""
        return self._by_start.get((rule_id, start))

    def assigned(self, role: str) -> tuple[str | None, str | None]:
        """The person and team last assigned to a role, each None where nothing says so."""
        if self._assigned is None:
            facts = self.history.of_type("responsible_assigned")
            self._assigned = assigned_roles(fact.event for fact in facts)
        return self._assigned.get(role, (None, None))

    def _split(self, name: str) -> list[Period]:
        definition = self.rulebook.periods[name]
        boundaries = list(self._boundaries(definition.opens, opens=True))
        if not boundaries and not definition.presumed:
            return []
        boundaries += self._boundaries(definition.closes, opens=False)
        if definition.inside is not None:
            # It opens only inside the period around it, and closes with it at the latest.
            outer = self.periods(definition.inside)
            boundaries = [
                one for one in boundaries if not one.opens or period_at(outer, one.position)
            ]
            boundaries += [
                Boundary(period.last, period.closing, opens=False)
                for period in outer
                if period.closing is not None
            ]
        boundaries.sort(key=lambda boundary: (boundary.position, boundary.opens))
        return split(boundaries, reopens=definition.reopens, presumed=definition.presumed)

    def _boundaries(self, edges: Iterable[Edge], *, opens: bool) -> Iterator[Boundary]:
        anew = self.history.agreement.anew
        for edge in edges:
            for fact in self.history.of_type(edge.event):
                if edge.hold_for(fact.event):
                    event = fact.event
                    began_anew = opens and bool(anew) and (event.source, event.id) in anew
                    yield Boundary(
                        position=fact.position,
                        event=event,
                        opens=opens,
                        resumes=edge.resumes,
                        anew=began_anew,
                    )


def _last_day(clock: Clock) -> date:
    ends = (clock.completed_on, clock.stopped_on, clock.superseded_on)
    return min(day for day in ends if day)
