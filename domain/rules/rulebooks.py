"""The rules in force for one authority, in an order in which they can be worked out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from pydantic import Field

from domain.case.fact_names import DERIVED_FACTS, FactName, facts_that_say
from domain.case.stays import Stays
from domain.errors import ProblemError
from domain.parts import Part
from domain.rules.aims import Choice
from domain.rules.limits import FactConditions, Limit
from domain.rules.local_days import Closure, SchoolTerm
from domain.rules.rule import Rule
from domain.rules.starts import Start


class Edge(FactConditions):
    """An event that opens or closes a period.

    With ``resumes`` an opening opens only a period that something closed before: a change of
    legal status shows that a child is in care, and not that care began then.
    """

    event: FactName
    resumes: bool = False


class PeriodDefinition(Part):
    """A kind of period: what opens and closes it, and the period it must lie inside.

    With ``reopens`` a new opening ends the period before it: the child's next placement. With
    ``presumed: false`` a case is in it only once something has opened it, where otherwise the
    case is taken to have been in it when our records began. ``stays`` sets limits to the stays
    that make it up; the day on which one is passed is a fact that may close it.
    """

    id: str
    title: str
    opens: tuple[Edge, ...] = Field(min_length=1)
    closes: tuple[Edge, ...] = ()
    inside: str | None = None
    reopens: bool = False
    presumed: bool = True
    stays: Stays | None = None


@dataclass(frozen=True)
class Rulebook:
    """The rules of an authority profile. ``varied`` names rules that the profile changes.

    ``switched_off`` holds the rules that are known and set no clock until they are checked or a
    profile chooses them; ``switched_on`` says why this profile did. ``terms`` and ``closures`` are
    the authority's school terms and the days on which its offices are closed, in order.
    ``measures`` is what the profile says of the measures that it reads in a way of its own.
    """

    profile: str
    rules: Mapping[str, Rule]
    periods: Mapping[str, PeriodDefinition]
    varied: Mapping[str, str] = field(default_factory=dict)
    switched_off: Mapping[str, Rule] = field(default_factory=dict)
    switched_on: Mapping[str, str] = field(default_factory=dict)
    terms: tuple[SchoolTerm, ...] = ()
    closures: tuple[Closure, ...] = ()
    measures: Mapping[str, Choice] = field(default_factory=dict)

    @cached_property
    def stays(self) -> tuple[Stays, ...]:
        """The limits to stays that the periods name."""
        return tuple(period.stays for period in self.periods.values() if period.stays)

    @cached_property
    def in_order(self) -> tuple[Rule, ...]:
        """The rules, each after those whose dates it needs.

        Raises ProblemError ``rules_in_a_circle`` when no such order exists.
        """
        graph = {
            rule.id: [needed for needed in sorted(rule.needs) if needed in self.rules]
            for rule in self.rules.values()
        }
        try:
            order = tuple(TopologicalSorter(graph).static_order())
        except CycleError as circle:
            names = " -> ".join(circle.args[1])
            raise ProblemError(
                "rules_in_a_circle",
                f"These rules each wait for the other's date: {names}.",
                "Let one of them count from an event instead.",
            ) from None
        return tuple(self.rules[name] for name in order)

    @cached_property
    def outermost(self) -> Mapping[str, str]:
        """For each period, the last of those around it, or the period itself."""
        found: dict[str, str] = {}
        for name, period in self.periods.items():
            inside = period.inside
            while inside and self.periods[inside].inside:
                inside = self.periods[inside].inside
            found[name] = inside or name
        return found

    @cached_property
    def heard(self) -> Mapping[str, frozenset[str]]:
        """For each rule the types of event that may start, end or move one of its clocks."""
        found: dict[str, frozenset[str]] = {}
        for rule in self.in_order:
            of_periods = (self._opens_or_closes(name) for name in rule.periods)
            facts = set(_facts_of(rule)).union(*of_periods)
            types = {DERIVED_FACTS.get(fact, fact) for fact in facts}
            found[rule.id] = frozenset(types).union(*(found.get(one, ()) for one in rule.needs))
        return found

    def _opens_or_closes(self, period: str) -> set[str]:
        definition = self.periods.get(period)
        if definition is None:
            return set()
        facts = {edge.event for edge in (*definition.opens, *definition.closes)}
        if definition.stays is not None:
            facts |= {definition.stays.begins, definition.stays.ends}
        return facts | (self._opens_or_closes(definition.inside) if definition.inside else set())

    @property
    def terms_needed(self) -> bool:
        """Whether a rule in force sets a clock for each school term."""
        return any(rule.by_school_terms for rule in self.rules.values())

    def rule(self, rule_id: str) -> Rule:
        """The rule with that id, switched off or not. Raises ProblemError ``unknown_rule``."""
        try:
            return self.switched_off.get(rule_id) or self.rules[rule_id]
        except KeyError:
            raise ProblemError(
                "unknown_rule",
                "There is no rule with this id in the profile.",
                "List the rules with: timescales rules list",
            ) from None


def _facts_of(rule: Rule) -> Iterator[str]:
    """The facts that a rule file names, whatever for, without those of its periods."""
    if rule.until_age is not None:
        yield "born"
        if rule.until_age.once:
            yield rule.until_age.once
    for start in rule.starts:
        yield from _facts_of_start(start)
        yield from (end.event for end in start.ends)
    yield from (end.event for end in (*rule.ends, *rule.stops, *rule.moved_by))
    for limit in (*rule.limits, *(limit for start in rule.starts for limit in start.limits)):
        yield from _facts_of_limit(limit)


def _facts_of_start(start: Start) -> Iterator[str]:
    if start.event is not None:
        yield start.event
    if start.breach_of is not None and start.breach_of.later_day is not None:
        yield start.breach_of.later_day.event
    if start.age or start.birthday or start.after:
        yield "born"
    yield from (*start.latest_until, *start.before_first, *start.after_first)
    for attribute in (*start.standing, *start.not_standing):
        yield from facts_that_say(attribute)


def _facts_of_limit(limit: Limit) -> Iterator[str]:
    for anchor in limit.anchors:
        yield from (fact for fact in (anchor.event, anchor.until) if fact)
    if limit.extension is not None:
        yield limit.extension.event


def calendars_needed(rules: Iterable[Rule]) -> frozenset[str]:
    """The calendars that the rules count by."""
    return frozenset(rule.calendar for rule in rules)
