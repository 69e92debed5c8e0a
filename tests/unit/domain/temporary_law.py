"""Clocks that start, or fall due, on a day of the summer in which limits were relaxed."""

from collections.abc import Callable
from datetime import date, timedelta

from domain.case.events import Event
from domain.clocks.reckoned import Reckoning
from tests.unit.domain.cases import reckonings, rules_of

LAST = date(2020, 9, 25)
DAY = timedelta(days=1)

# The events of a case in which a clock of the rule starts on the day given.
Story = Callable[[str], list[Event]]


def started(rule: str, story: Story, on: date) -> Reckoning:
    return reckonings(story(on.isoformat()), rule)[-1]


def due(rule: str, story: Story, wanted: date) -> Reckoning:
    """The clock of the rule that falls due on a day, whenever it must start for that."""
    for days in range(400):
        found = started(rule, story, wanted - timedelta(days=days))
        if found.clock.due_on == wanted:
            return found
    raise AssertionError(f"nothing makes a clock of {rule} fall due on {wanted}")


def relaxed_rules() -> set[str]:
    """The rules that a temporary law relaxed."""
    return {name for name, rule in rules_of("statutory")[0].rules.items() if rule.relaxed}
