"""Which source is believed where two tell the same fact differently."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Rank = tuple[int, bool, int, int, str]


@dataclass(frozen=True, slots=True)
class Trust:
    """The order in which sources are trusted, and where it differs by kind of fact.

    ``first`` are sources named as the most trusted, in order. After them come the live systems,
    which are all that are not ``returns``, and then the returns, in order. Of a fact of which a
    source tells only the latest (``latest_only``, types of event by source) a fuller source comes
    before it. ``of_facts`` is an order for one type of event, and goes before all of that.
    ``yearly`` are the returns about a year that is over.
    """

    first: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    of_facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    latest_only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    yearly: frozenset[str] = frozenset()

    def tells_only_the_latest(self, source: str, type_name: str) -> bool:
        """Whether of facts of a type a source tells only the latest."""
        return type_name in self.latest_only.get(source, frozenset())

    def rank(self, source: str, type_name: str) -> Rank:
        """How far a source is trusted with facts of a type: the lower comes first.

        No two sources have the same rank: those of whom nothing is said go by their names.
        """
        named = self.of_facts.get(type_name, ())
        if source in named:
            return 0, False, 0, named.index(source), source
        only_the_latest = self.tells_only_the_latest(source, type_name)
        for place, sources in ((0, self.first), (2, self.returns)):
            if source in sources:
                return 1, only_the_latest, place, sources.index(source), source
        return 1, only_the_latest, 1, 0, source
