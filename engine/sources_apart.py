"""Sources that tell of the same kind of facts and share no numbers: who is in both counts twice."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from domain.case.event_types import EVENT_TYPES
from domain.case.events import Event
from engine.joining import grouping
from engine.settings import Settings
from store.unit_of_work import UnitOfWork

_FAMILIES_SETTING = "families_told"
# Of these a child has one time in care, or one plan, however many sources tell of it.
_OF_CHILDREN = {"looked_after": "children in care", "child_protection": "child protection"}


@dataclass(frozen=True, slots=True)
class Apart:
    """Two sources that are not grouped and tell of the same ``kinds`` of facts.

    ``contradict`` means that they call different children by the same numbers.
    """

    first: str
    second: str
    kinds: tuple[str, ...]
    contradict: bool

    def in_words(self) -> str:
        """What is so, in a sentence without a full stop."""
        what = f"{self.first} and {self.second} both tell of {' and '.join(self.kinds)}"
        if self.contradict:
            return f"{what}, and are not grouped: their equal numbers mean different children"
        return f"{what}, and are not grouped: a child of whom both tell is counted twice"

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return (
            f"Compare them with: timescales sources check {self.first} {self.second}; then say "
            "whether equal numbers are one child with: timescales sources group NAME SOURCE..."
        )


def note_families(work: UnitOfWork, events: Iterable[Event]) -> None:
    """Remember of which families each source has told."""
    told = {
        (event.source, EVENT_TYPES[event.type].family)
        for event in events
        if event.type in EVENT_TYPES
    }
    known = _families(work)
    news = {
        pair for pair in told if pair[1] in _OF_CHILDREN and pair[1] not in known.get(pair[0], [])
    }
    if news:
        for source, family in sorted(news):
            known.setdefault(source, []).append(family)
        work.settings.set(_FAMILIES_SETTING, json.dumps(known))


def sources_apart(work: UnitOfWork, settings: Settings) -> list[Apart]:
    """Each two sources that tell of the same families of events and are not grouped.

    One that somebody has put into a group of its own is known to be of other children.
    """
    families = _families(work)
    if len(families) < 2:
        return []
    found = grouping(work, settings)
    alone = {sources[0] for sources in found.chosen.values() if len(sources) == 1}
    seen = {frozenset((one.first, one.second)): one.contradict for one in found.compared}
    apart = []
    for first, second in combinations(sorted(families.keys() - alone), 2):
        shared = [family for family in _OF_CHILDREN if family in families[first]]
        kinds = tuple(_OF_CHILDREN[one] for one in shared if one in families[second])
        groups = found.group_of.get(first), found.group_of.get(second)
        if kinds and (groups[0] is None or groups[0] != groups[1]):
            contradict = seen.get(frozenset((first, second)), False)
            apart.append(Apart(first, second, kinds, contradict))
    return apart


def sources_of_children(work: UnitOfWork) -> frozenset[str]:
    """The sources that have told of a child in care or protected."""
    return frozenset(_families(work))


def _families(work: UnitOfWork) -> dict[str, list[str]]:
    known: dict[str, list[str]] = json.loads(work.settings.get(_FAMILIES_SETTING) or "{}")
    return known
