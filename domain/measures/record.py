"""What the measures look at of one case: its duties and its facts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from domain.case.corrections import standing
from domain.case.events import Event
from domain.case.history import History
from domain.clocks.clock import Clock
from domain.measures.spells import PLAN_EVENTS, Plan, Review, care_since, plans_of, reviews_of

# Says who a case is with; measures that ask by team or officer look at it too.
RESPONSIBLE = "responsible_assigned"
_PLAN_EVENTS = frozenset(PLAN_EVENTS)
_ROLES_OF_REVIEWERS = ("iro", "conference_chair")


# Not frozen: one is made for every clock that a measure looks at.
@dataclass(slots=True)
class Duty:
    """What the measures need of a clock."""

    clock: str
    rule: str
    started_on: date
    counted_from: date
    due_on: date
    due_at: datetime | None = None
    completed_on: date | None = None
    completed_at: datetime | None = None
    stopped_on: date | None = None
    superseded_on: date | None = None
    ended_by: tuple[str, str] | None = None

    @property
    def late(self) -> bool:
        """Whether it was done after it was due."""
        if self.completed_at is not None and self.due_at is not None:
            return self.completed_at > self.due_at
        return self.completed_on is not None and self.completed_on > self.due_on

    def done_by(self, day: date) -> bool:
        """Whether it was done by the end of a day."""
        return self.completed_on is not None and self.completed_on <= day

    def fell_away_by(self, day: date) -> bool:
        """Whether it ended without being done: the duty was removed, or its start moved."""
        return any(end is not None and end <= day for end in (self.stopped_on, self.superseded_on))

    def overdue_on(self, day: date) -> bool:
        """Whether its time had run out by a day on which it was neither done nor removed."""
        return self.due_on < day and not self.done_by(day) and not self.fell_away_by(day)

    def breached_by(self, day: date) -> bool:
        """Whether it was ever late by a day. A breach stays, whatever happens afterwards."""
        ends = [self.completed_on, self.stopped_on, self.superseded_on]
        ended = min((end for end in ends if end is not None), default=day)
        if self.late and self.done_by(day):
            return True
        return min(ended, day) > self.due_on


def duty_of(clock: Clock) -> Duty:
    """A clock as the measures see it."""
    return Duty(
        clock.clock,
        clock.rule,
        clock.started_on,
        clock.counted_from,
        clock.due_on,
        clock.due_at,
        clock.completed_on,
        clock.completed_at,
        clock.stopped_on,
        clock.superseded_on,
        clock.end_event,
    )


@dataclass
class Record:
    """One case. ``events`` are those that stand, of the types that measures look at, in order."""

    case: str
    duties: dict[str, list[Duty]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def has_any(self, rules: frozenset[str], types: frozenset[str]) -> bool:
        """Whether the case has a duty of these rules or a fact of these types."""
        return not (rules.isdisjoint(self.duties) and types.isdisjoint(self._by_type))

    def of_rules(self, rules: Iterable[str]) -> Iterator[Duty]:
        """The duties of some rules."""
        for rule in rules:
            yield from self.duties.get(rule, ())

    def of_type(self, name: str) -> list[Event]:
        """The facts of one type, in order."""
        return self._by_type.get(name, [])

    def last_of(self, names: Iterable[str], day: date) -> date | None:
        """The last day up to ``day`` on which something of these types happened, or None."""
        days = (event.on for name in names for event in self.of_type(name) if event.on <= day)
        return max(days, default=None)

    @cached_property
    def history(self) -> History:
        """The facts as the rules see them, those of one day in their order."""
        return History(self.events)

    @cached_property
    def reviews(self) -> list[Review]:
        """The looked-after reviews, the sittings of each put together."""
        return reviews_of(self.history) if self.of_type("review_held") else []

    @cached_property
    def plans(self) -> list[Plan]:
        """The child protection plans, in order."""
        told = not _PLAN_EVENTS.isdisjoint(self._by_type)
        return plans_of(self.history.events) if told else []

    def in_care_since(self, day: date) -> date | None:
        """Since when the child is looked after on a day, short breaks aside, or None."""
        told = bool(self.of_type("became_looked_after"))
        return care_since(self.history.events, day) if told else None

    def assigned(self, role: str, day: date) -> tuple[str | None, str | None]:
        """The person and team in a role on a day, or else the first afterwards, or None."""
        named = [one for one in self.of_type(RESPONSIBLE) if _role(one) == role]
        known = [one for one in named if one.on <= day][-1:] or named[:1]
        if not known:
            return None, None
        return known[0].attributes.get("person"), known[0].attributes.get("team")

    def reviewer(self, day: date, role: str = "iro") -> str | None:
        """Who reviews the case on a day: the officer or chair, whichever the case has."""
        first = (role, *(other for other in _ROLES_OF_REVIEWERS if other != role))
        return next((who for one in first if (who := self.assigned(one, day)[0])), None)

    def team(self, day: date) -> str | None:
        """The team that the case is with on a day: the social worker's, else any named."""
        team = self.assigned("social_worker", day)[1]
        if team is None:
            events = self.of_type(RESPONSIBLE)
            named = [one for one in events if one.attributes.get("team")]
            known = [one for one in named if one.on <= day][-1:] or named[:1]
            team = known[0].attributes["team"] if known else None
        return team

    @cached_property
    def _by_type(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.type, []).append(event)
        return found


def record_of(case: str, events: Iterable[Event], clocks: Iterable[Clock]) -> Record:
    """A case from its events and its clocks, in memory."""
    record = Record(case, events=standing_in_order(events))
    for clock in clocks:
        record.duties.setdefault(clock.rule, []).append(duty_of(clock))
    return record


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


def _role(event: Event) -> str:
    return str(event.attributes.get("role"))
