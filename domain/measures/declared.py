"""What a measure or a report says it looks at: rules and types of events, and nothing else."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from domain.case.event_types import EVENT_TYPES

# Says who a case is with. Whoever asks by team or officer declares it.
RESPONSIBLE = "responsible_assigned"
# Among the beginnings of rules: every rule there is, an authority's own too.
EVERY_RULE = "*"


class UndeclaredError(RuntimeError):
    """Something was asked for that nobody declared: a fault of the program, and of no person.

    What is not declared is not loaded, and a figure of it would be wrong without a sign of it.
    """


@dataclass(frozen=True, slots=True)
class Declared:
    """The rules and types of events that one measure or report looks at.

    ``by`` says whose declaration it is, for the error. ``rules`` are whole ids. ``beginnings`` are
    the first words of ids, so that ``lac`` is every rule of looked-after children.
    """

    by: str
    rules: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    def has_rule(self, rule: str) -> bool:
        """Whether a rule is declared."""
        return rule in self.rules or any(
            one == EVERY_RULE or rule.startswith(f"{one}.") for one in self.beginnings
        )

    def need_rule(self, rule: str) -> None:
        """Raise UndeclaredError unless the rule is declared."""
        if rule not in self.rules and not self.has_rule(rule):
            raise UndeclaredError(f"{self.by} does not declare the rule {rule}")

    def need_event(self, name: str) -> None:
        """Raise UndeclaredError unless the type of events is declared."""
        if name not in self.events:
            raise UndeclaredError(f"{self.by} does not declare the event {name}")

    def need(self, other: "Declared") -> None:
        """Raise UndeclaredError unless all that another declares is declared here as well."""
        for rule in other.rules:
            self.need_rule(rule)
        for name in other.events - self.events:
            self.need_event(name)
        missing = set(other.beginnings) - set(self.beginnings)
        if missing and EVERY_RULE not in self.beginnings:
            raise UndeclaredError(f"{self.by} does not declare the rules under {min(missing)}")

    def rules_among(self, known: Iterable[str]) -> set[str]:
        """Of some rules those that are declared."""
        return {rule for rule in known if self.has_rule(rule)}


EVERYTHING = Declared("everything", events=frozenset(EVENT_TYPES), beginnings=(EVERY_RULE,))
# Who was responsible: what a figure by team, officer or area looks at beside its measure.
PEOPLE = Declared("who is responsible", events=frozenset({RESPONSIBLE}))


def together(by: str, declared: Collection[Declared]) -> Declared:
    """All that some of them declare, under one name."""
    return Declared(
        by,
        rules=frozenset(rule for one in declared for rule in one.rules),
        events=frozenset(name for one in declared for name in one.events),
        beginnings=tuple(dict.fromkeys(name for one in declared for name in one.beginnings)),
    )
