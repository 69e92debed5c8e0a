"""Which sources call the same child by the same number, by what people chose and what is seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# A birth date typed wrongly here and there is no contradiction; one in ten of them is.
_LARGEST_SHARE = 0.1

RETURNS = "returns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two sources side by side: how many numbers they have in common, and what agrees of those.

    Birth dates and pupil numbers are compared where both sources tell them.
    """

    first: str
    second: str
    in_common: int = 0
    births_agree: int = 0
    births_differ: int = 0
    pupils_agree: int = 0
    pupils_differ: int = 0

    @property
    def agree(self) -> bool:
        """Whether birth dates show that equal numbers mean the same child."""
        return self.births_agree > 0 and not self.contradict

    @property
    def contradict(self) -> bool:
        """Whether more than one in ten of the birth dates, or of the pupil numbers, differ."""
        return any(
            differ > _LARGEST_SHARE * (agree + differ)
            for agree, differ in (
                (self.births_agree, self.births_differ),
                (self.pupils_agree, self.pupils_differ),
            )
        )


def groups_in_effect(
    returns: Iterable[str],
    chosen: Mapping[str, Sequence[str]],
    compared: Iterable[Compared],
) -> dict[str, str]:
    """The group of each source that shares its numbers with another.

    ``returns`` are the sources that group by themselves, as soon as two of them agree. ``chosen``
    are the groups that people made, by name: they hold whatever is seen, and a group of one source
    keeps that one apart from the returns.
    """
    seen = {frozenset((one.first, one.second)): one for one in compared}
    group = {source: {source} for source in returns}
    names: dict[str, str] = {}
    alone = {sources[0] for sources in chosen.values() if len(sources) == 1}
    for name, sources in sorted(chosen.items()):
        for source in sources if len(sources) > 1 else ():
            names.setdefault(source, name)
            _unite(group, sources[0], source)
    by_themselves = sorted(set(returns) - alone)
    pairs = [(one, other) for one in by_themselves for other in by_themselves if one < other]
    for one, other in pairs:
        found = seen.get(frozenset((one, other)))
        if found is not None and found.agree and not _contradict(group, one, other, seen):
            _unite(group, one, other)
    return _named(group, names)


def _named(group: Mapping[str, set[str]], names: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    unnamed = 0
    for source, together in sorted(group.items()):
        if source in found or len(together) == 1:
            continue
        name = min((names[each] for each in together if each in names), default=None)
        if name is None:
            unnamed += 1
            name = RETURNS if unnamed == 1 else f"{RETURNS} {unnamed}"
        found |= dict.fromkeys(sorted(together), name)
    return found


def _unite(group: dict[str, set[str]], one: str, other: str) -> None:
    together = group.setdefault(one, {one}) | group.setdefault(other, {other})
    for source in together:
        group[source] = together


def _contradict(
    group: Mapping[str, set[str]],
    one: str,
    other: str,
    seen: Mapping[frozenset[str], Compared],
) -> bool:
    pairs = (frozenset((a, b)) for a in group[one] for b in group[other] if a != b)
    return any(pair in seen and seen[pair].contradict for pair in pairs)
