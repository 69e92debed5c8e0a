"""From what several sources tell of one case to its facts, each of them once.

A fact that two sources tell is one fact, with both as its evidence. Where they differ the more
trusted source counts, and the difference is kept. What only one tells counts as well: that another
does not speak of it is no contradiction, for it may not go back so far, or tell only the latest.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import chain
from types import MappingProxyType
from typing import Any

from domain.case.agreed_facts import AgreedFact, Agreement, brought_together
from domain.case.corrections import Key
from domain.case.events import Event
from domain.case.same_facts import (
    ALREADY,
    CARE,
    PERIODS,
    REFERS_TO,
    Alike,
    AlikePeriods,
    alike,
    contradict,
    days_apart,
    seen_in_care,
)
from domain.case.told_periods import Apart, ToldPeriod, one_period, pair_off, periods_told
from domain.case.trust import Trust

_REVIEW = "review_held"
# Every return about a year is about one to 31 March.
_YEAR_ENDS_IN = 3
_NO_TIME = datetime.min.replace(tzinfo=UTC)


_NOTHING: Mapping[Key, AgreedFact] = MappingProxyType({})


def agree(events: list[Event], trust: Trust | None) -> Agreement:
    """The facts that the standing events of one case tell together, whatever their order.

    Two events of one source are never one fact. Costs next to nothing where there is one source.
    Without ``trust`` each event is a fact as it is.
    """
    if trust is None:
        return Agreement(events, _NOTHING)
    sources = {event.source for event in events}
    if len(sources) < 2:
        return Agreement(events, _NOTHING)
    together = _Agreeing(events, trust)
    together.bringbrought_together()
    anew = frozenset(together.anew)
    return Agreement(together.facts, together.agreed, frozenset(sources), anew)


class _Agreeing:
    """The facts of one case while they are brought together."""

    def __init__(self, events: Iterable[Event], trust: Trust) -> None:
        self.trust = trust
        self.told: dict[str, dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
        for event in sorted(events, key=_place):
            self.told[event.type][event.source].append(event)
        self.facts: list[Event] = []
        self.agreed: dict[Key, AgreedFact] = {}
        self.now_called: dict[Key, str] = {}
        self.seen: set[Key] = set()
        self.anew: set[Key] = set()

    def bringbrought_together(self) -> None:
        for periods in PERIODS:
            self._agree_on_periods(periods)
        for name in sorted(self.told, key=lambda name: (name in REFERS_TO, name)):
            if name in REFERS_TO:
                self._rename(name)
            for cluster in self._clusters(name, alike(name)):
                self._keep(cluster)
        if self.seen:
            self._drop_what_says_nothing_new()
        self._keep_in_mind_that_reviews_are_missing()

    def _sources(self, *names: str) -> list[str]:
        """Those that tell facts of some types, the most trusted first."""
        told = set(chain.from_iterable(self.told[name] for name in names if name in self.told))
        return sorted(told, key=lambda source: self.trust.rank(source, names[0]))

    def _clusters(self, name: str, rule: Alike) -> list[list[Event]]:
        """The events of one type, those together that tell one fact."""

        def apart(fact: list[Event], event: Event) -> Apart | None:
            days = days_apart(fact[0], event)
            if rule.days is not None and days > rule.days:
                return None
            if any(contradict(rule.names, one, event) for one in fact):
                return None
            return days, sum(contradict((each,), fact[0], event) for each in event.attributes)

        clusters: list[list[Event]] = []
        for source in self._sources(name):
            told = self.told[name][source]
            found = pair_off(clusters, told, apart)
            for place, event in enumerate(told):
                if place in found:
                    clusters[found[place]].append(event)
                else:
                    clusters.append([event])
        return clusters

    def _agree_on_periods(self, rule: AlikePeriods) -> None:
        sources = self._sources(*rule.types)
        if len(sources) < 2:
            return
        periods: list[ToldPeriod] = []
        ends: list[_End] = []
        for source in sources:
            events = [one for name in rule.types for one in self.told[name].get(source, ())]
            told = periods_told(rule, events, self._known_until(rule, source))
            placed = {one.id for each in told for one in (*each.opened, *each.closed)}
            self.facts += [one for one in events if one.id not in placed]
            found = pair_off(periods, told, one_period(rule))
            closing: list[_End] = []
            for place, each in enumerate(told):
                whole = periods[found[place]] if place in found else each
                closing += [_End(whole, [event]) for event in each.closed]
                if whole is each:
                    periods.append(each)
                else:
                    whole.opened += each.opened
                    whole.closed = whole.closed or each.closed
            _pair_ends(rule, ends, closing)
        for name in rule.types:
            self.told.pop(name, None)
        for end in ends:
            self._keep(end.told)
        for period in periods:
            if period.opened:
                self._keep_start(rule, period)
            self.anew |= {
                (one.source, one.id)
                for one in period.opened
                if any(other.says_nothing_of(period) for other in periods)
            }

    def _known_until(self, rule: AlikePeriods, source: str) -> date:
        """The end of the last year of which a yearly return tells anything of such a period."""
        if source not in self.trust.yearly:
            return date.max
        told = [self.told[name].get(source, ()) for name in rule.looked_at if name in self.told]
        last = max(one.on for one in chain.from_iterable(told))
        return date(last.year + (last.month > _YEAR_ENDS_IN), _YEAR_ENDS_IN, 31)

    def _keep_start(self, rule: AlikePeriods, period: ToldPeriod) -> None:
        """Of several starts the one that knows the day counts before one that was only seen."""
        first = period.start
        if first is None or len(period.opened) == 1:
            self._keep(period.opened)
            return
        if seen_in_care(first):
            telling = [one for one in period.opened if days_apart(one, first) <= rule.days]
        else:
            knowing = sorted(period.opened, key=seen_in_care)
            telling = [one for one in knowing if _tells_the_start(one, first, rule.days)]
        seen = [one for one in period.opened if one not in telling]
        self._keep(telling, seen)
        for one in seen:
            if "legal_status" in one.attributes:
                # It says what the status was that day, and nothing of how care began.
                said = {"legal_status": one.attributes["legal_status"]}
                changed = replace(one, type="legal_status_changed", attributes=said)
                self.told[changed.type][one.source].append(changed)
                self.seen.add((one.source, one.id))

    def _keep(self, telling: list[Event], seen: Sequence[Event] = ()) -> None:
        """Keep a fact that ``telling`` tell, the most trusted first, and ``seen`` bear out."""
        if len(telling) + len(seen) == 1:
            self.facts.append(telling[0])
            return
        fact = brought_together(telling, seen)
        self.facts.append(fact.event)
        self.agreed[fact.event.source, fact.event.id] = fact
        for one in fact.evidence[1:]:
            self.now_called[one.source, one.id] = fact.event.id

    def _rename(self, name: str) -> None:
        """Let events of a type that name another event name the fact that it is now part of."""
        attribute, _ = REFERS_TO[name]
        for source, told in self.told[name].items():
            self.told[name][source] = [
                replace(one, attributes={**one.attributes, attribute: now_called})
                if (now_called := self.now_called.get((source, one.attributes.get(attribute, ""))))
                else one
                for one in told
            ]

    def _drop_what_says_nothing_new(self) -> None:
        """Leave out where a child was seen in care with the legal status already known."""
        status: Any = None
        new: set[int] = set()
        said = [one for one in self.facts if "legal_status" in one.attributes]
        for event in sorted(said, key=_place):
            key = (event.source, event.id)
            only_seen = key in self.seen and event.type == "legal_status_changed"
            if only_seen and key not in self.agreed and event.attributes["legal_status"] == status:
                new.add(id(event))
            status = event.attributes["legal_status"]
        self.facts = [event for event in self.facts if id(event) not in new]

    def _keep_in_mind_that_reviews_are_missing(self) -> None:
        """Of care whose start only a yearly return knows: leave it *already looked after* where the
        first review known comes from a list of the latest, and so need not be the first there was.
        """
        for key, fact in self.agreed.items():
            start = fact.event
            if start.type != CARE.opens or not any(seen_in_care(one) for one in fact.evidence):
                continue
            knowing = [one for one in fact.evidence if not seen_in_care(one)]
            reviews = [one for one in self.facts if one.type == _REVIEW and one.on >= start.on]
            first = min(reviews, key=_place, default=None)
            if first is None or not all(one.source in self.trust.yearly for one in knowing):
                continue
            told = self.agreed.get((first.source, first.id))
            if all(
                self.trust.tells_only_the_latest(one.source, _REVIEW)
                for one in (told.evidence if told else (first,))
            ):
                known = replace(start, attributes={**start.attributes, ALREADY: True})
                self.facts[self.facts.index(start)] = known
                self.agreed[key] = replace(fact, event=known)


@dataclass(slots=True)
class _End:
    """The end of a period, and the events that tell it."""

    of: ToldPeriod
    told: list[Event]


def _pair_ends(rule: AlikePeriods, ends: list[_End], told: list[_End]) -> None:
    """Add the ends that one more source tells: of one day or nearly, or else of one period."""

    def apart(one: _End, other: _End) -> Apart | None:
        days = days_apart(one.told[0], other.told[0])
        return (days, 0) if days <= rule.days or one.of is other.of else None

    found = pair_off(ends, told, apart)
    for place, end in enumerate(told):
        if place in found:
            ends[found[place]].told += end.told
    ends += [end for place, end in enumerate(told) if place not in found]


def _tells_the_start(one: Event, first: Event, days: int) -> bool:
    """Whether a start says when care began, and not only that the child was seen in it later."""
    if not seen_in_care(one) or one.on < first.on:
        return True
    return days_apart(one, first) <= days and not contradict(("legal_status",), one, first)


def _place(event: Event) -> tuple[date, bool, datetime, str, str, str]:
    """An order that does not depend on how the events came."""
    return event.on, event.at is not None, event.at or _NO_TIME, event.type, event.source, event.id
