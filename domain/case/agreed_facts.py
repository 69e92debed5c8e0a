"""Facts that several sources tell, what they say differently of them, and what counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from domain.case.corrections import Key
from domain.case.events import Event
from domain.case.same_facts import ALREADY, same_value

DAY, TIME = "day", "time"


@dataclass(frozen=True, slots=True)
class Difference:
    """What sources say differently of one fact.

    ``what`` is its day, its time or one of its attributes. ``said`` is each source with what it
    says, the one that counts first.
    """

    what: str
    said: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedFact:
    """One fact that several sources tell.

    ``event`` is what counts, under the source and id of the first of ``evidence``, which is every
    event that tells it, the most trusted first. ``taken`` are the attributes that only a less
    trusted source says, with that source.
    """

    event: Event
    evidence: tuple[Event, ...]
    differences: tuple[Difference, ...] = ()
    taken: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """The facts of one case, in no order, and of those that several sources tell their evidence.

    ``sources`` are all that tell of the case, where there are several. ``anew`` are the starts of
    periods before which another was over, of which no end is told.
    """

    events: list[Event]
    agreed: Mapping[Key, AgreedFact]
    sources: frozenset[str] = frozenset()
    anew: frozenset[Key] = frozenset()

    def evidence_of(self, event: Event) -> tuple[Event, ...]:
        """Every event that tells a fact, the most trusted first; of most facts only itself."""
        found = self.agreed.get((event.source, event.id))
        return found.evidence if found else (event,)


def brought_together(telling: Sequence[Event], seen: Sequence[Event]) -> AgreedFact:
    """The fact that ``telling`` tell, the most trusted first, and ``seen`` only bear out.

    What the first says counts; what only others say is taken from them, and every difference kept.
    """
    first = telling[0]
    said_first = first.on, first.at, first.attributes
    if all((one.on, one.at, one.attributes) == said_first for one in telling[1:]):
        return AgreedFact(event=first, evidence=(*telling, *seen))
    attributes = dict(first.attributes)
    differences: list[Difference] = []
    taken: list[tuple[str, str]] = []
    days = tuple((one.source, one.on) for one in telling)
    if any(on != first.on for _, on in days):
        differences.append(Difference(DAY, days))
    times = tuple((one.source, one.at) for one in telling if one.at and one.on == first.on)
    if any(at != times[0][1] for _, at in times):
        differences.append(Difference(TIME, times))
    for name in sorted({name for one in telling for name in one.attributes} - {ALREADY}):
        said = tuple(
            (one.source, one.attributes[name]) for one in telling if name in one.attributes
        )
        source, value = said[0]
        if name not in attributes:
            attributes[name] = value
            taken.append((name, source))
        if not all(same_value(value, other) for _, other in said):
            differences.append(Difference(name, said))
    at = first.at or next((at for _, at in times), None)
    return AgreedFact(
        event=replace(first, at=at, attributes=attributes),
        evidence=(*telling, *seen),
        differences=tuple(differences),
        taken=tuple(taken),
    )
