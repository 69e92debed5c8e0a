"""The facts that a rule may name, and what it may ask of each."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator

from domain.case.event_types import EVENT_TYPES

# Facts that no event tells, and the type of event each is made from: reviews from their sittings
# (domain.case.history), and the day on which short breaks pass their limits (domain.case.stays).
DERIVED_FACTS = {
    "review_completed": "review_held",
    "short_break_limit_passed": "short_break_started",
}


def _known_fact(name: Any) -> str:
    if not isinstance(name, str) or not (name in EVENT_TYPES or name in DERIVED_FACTS):
        raise ValueError(f"there is no event type {name!r}")
    return name


FactName = Annotated[str, BeforeValidator(_known_fact)]


def _listed_facts(names: Any) -> Any:
    return (names,) if isinstance(names, str) else names


FactNames = Annotated[tuple[FactName, ...], BeforeValidator(_listed_facts)]


@cache
def facts_that_say(attribute: str) -> tuple[str, ...]:
    """The types of event that may carry an attribute."""
    return tuple(name for name, known in EVENT_TYPES.items() if attribute in known.attributes)


def _standing(given: Any) -> Any:
    """What a case must last have said of an attribute, whichever type of event said it."""
    if not isinstance(given, Mapping):
        return given
    wanted: dict[str, tuple[Any, ...]] = {}
    for name, values in given.items():
        facts = facts_that_say(name)
        if not facts:
            raise ValueError(f"no event says anything of {name!r}")
        wanted[name] = tuple(read_wanted(facts[0], {name: values})[name])
    return wanted


Standing = Annotated[dict[str, tuple[Any, ...]], BeforeValidator(_standing)]


def attributes_of(fact: str) -> frozenset[str]:
    """The attributes that a fact of that name may carry."""
    return frozenset(EVENT_TYPES[DERIVED_FACTS.get(fact, fact)].attributes)


def read_wanted(fact: str, wanted: Mapping[Any, Any]) -> dict[str, list[Any]]:
    """The values a rule asks of a fact, as events carry them: the stage 1 is the word "1".

    Raises ValueError for an attribute that the fact does not take or a value it cannot have:
    such a condition would never hold, and nobody would notice.
    """
    readers = EVENT_TYPES[DERIVED_FACTS.get(fact, fact)].attributes
    values: dict[str, list[Any]] = {}
    for name, given in wanted.items():
        if name not in readers:
            allowed = ", ".join(readers) or "nothing"
            raise ValueError(f"{fact} says nothing of {name!r}; it can say: {allowed}")
        values[name] = []
        for value in given if isinstance(given, list | tuple) else [given]:
            try:
                values[name].append(readers[name](value))
            except ValueError as expected:
                raise ValueError(f"{name} cannot be {value!r}: give {expected}") from None
    return values
