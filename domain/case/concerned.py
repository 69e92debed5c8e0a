"""Which child a complaint concerns: whose number it gives, and which case that is.

A complaint concerns a child and is never one with it. It names the child by a number that means
something in one group of sources only. Where that could be another group, or another child, nobody
is taken for the child.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain.case.same_child import CaseNumber

# The one attribute that is a case number. What is stored has a reference in its place.
CHILD_CONCERNED = "about"
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class ChildNamed:
    """A child as a complaint names it. ``ref`` stands for the number in events.

    ``source`` is the complaint's, and ``subject`` the number it gives for the child.
    """

    ref: str
    source: str
    subject: str


class NoChildBecause(StrEnum):
    """Why it cannot be told which child a complaint concerns."""

    NUMBER_NOT_KNOWN = "number_not_known"
    SEVERAL_GROUPS = "several_groups"
    SEVERAL_CASES = "several_cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numberings:
    """The sets of sources that each call the same child by the same number.

    ``group_of`` names the group of each source that shares its numbers, ``chosen`` has the groups
    that people made, by name, and ``of_children`` are the sources that tell of children.
    """

    group_of: Mapping[str, str]
    chosen: Mapping[str, Sequence[str]]
    of_children: frozenset[str]

    def meant_by(self, source: str) -> frozenset[str] | None:
        """The sources among whose numbers those are that a source of complaints gives for children.

        The group of the same name as the source, if there is one; else the source's own group, or
        itself if it tells of children; else the only set of numbers that there is. None where it
        could be several; none at all where nobody tells of children.
        """
        named = {each for each, name in self.group_of.items() if name == source}
        among: frozenset[str] = frozenset(named).union(self.chosen.get(source, ()))
        if not among:
            is_of_children = source in self.group_of or source in self.of_children
            among = frozenset({source}) if is_of_children else self.of_children.union(self.group_of)
        sets = {self._together(each) for each in among}
        return None if len(sets) > 1 else next(iter(sets), frozenset())

    def _together(self, source: str) -> frozenset[str]:
        group = self.group_of.get(source)
        if group is None:
            return frozenset({source})
        return frozenset(each for each, name in self.group_of.items() if name == group)


def read_child_number(value: Any) -> str:
    """The number that a complaint gives for the child. Raises ValueError for what is none."""
    text = str(value).strip() if isinstance(value, str | int) else ""
    if isinstance(value, bool) or not 1 <= len(text) <= _LONGEST or not text.isprintable():
        raise ValueError("a case number of 1 to 64 printable characters")
    return text


def child_concerned(
    child: ChildNamed,
    numbers: Iterable[CaseNumber],
    numberings: Numberings,
    lives_as: Mapping[str, str],
) -> str | NoChildBecause:
    """The living case of the child that a complaint names, or why that cannot be told.

    ``numbers`` are those of every source, or at least those equal to the child's; ``lives_as`` has
    the case that each of them lives as.
    """
    sources = numberings.meant_by(child.source)
    if sources is None:
        return NoChildBecause.SEVERAL_GROUPS
    found = {
        lives_as[number.ref]
        for number in numbers
        if number.subject == child.subject and number.source in sources and not number.is_no_child
    }
    if len(found) > 1:
        return NoChildBecause.SEVERAL_CASES
    return found.pop() if found else NoChildBecause.NUMBER_NOT_KNOWN
