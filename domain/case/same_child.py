"""Which case numbers are one child, and which of their cases lives on.

Numbers that sources share, pupil numbers and what people decided go in; what follows is the same in
whatever order they were told.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import combinations

_ALWAYS = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNumber:
    """One number of one source, and what its child can be known by.

    ``ref`` is its own case reference. ``first_seen_at`` is the UTC instant when it was first told
    of. ``pupil`` is a keyed hash of the pupil number, ``pupil_and_sex`` one of that with the sex.
    ``is_no_child`` means that it is the number of a complaint, a foster carer or an adopter.
    """

    ref: str
    source: str
    subject: str
    first_seen_at: datetime | None = None
    born_on: date | None = None
    pupil: str | None = None
    pupil_and_sex: str | None = None
    is_no_child: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of two cases: that they are one child, or that they are not."""

    first: str
    second: str
    are_one: bool

    @property
    def pair(self) -> frozenset[str]:
        """The two, whichever was named first."""
        return frozenset((self.first, self.second))


class PerhapsBecause(StrEnum):
    """Why two numbers that look like one child are not joined by themselves."""

    PUPIL_NUMBERS_DIFFER = "pupil_numbers_differ"
    BIRTH_DATES_DIFFER = "birth_dates_differ"
    SEX_DIFFERS = "sex_differs"
    BIRTH_DATE_MISSING = "birth_date_missing"


@dataclass(frozen=True, slots=True)
class PerhapsTheSame:
    """Two cases that only a person can tell apart or join, by their references."""

    first: str
    second: str
    because: PerhapsBecause


@dataclass(frozen=True, slots=True)
class Joined:
    """Which case each number lives as, and what is left to people."""

    lives_as: Mapping[str, str]
    perhaps: tuple[PerhapsTheSame, ...]


def join(
    numbers: Iterable[CaseNumber], groups: Mapping[str, str], decisions: Iterable[Decision]
) -> Joined:
    """The case that each number lives as: the one first told of, of those that are one child.

    Of those first told of at one instant it is the one whose source comes first by its name.
    ``groups`` names the group of each source that shares its numbers with others. In a group equal
    numbers are one child unless their pupil numbers differ, and so are equal pupil numbers where
    birth date and sex agree. ``decisions``, the oldest first, go before both: of those on the same
    two cases the last counts, and what was parted is not brought together by way of a third.
    A complaint, a carer or an adopter is one with nobody, whatever its number.
    """
    everyone = sorted(numbers, key=_place)
    known = {number.ref: number for number in everyone if not number.is_no_child}
    last = {one.pair: one for one in decisions if one.first in known and one.second in known}
    apart = [one.pair for one in last.values() if not one.are_one]
    families = _Families(known, apart)
    for one in last.values():
        if one.are_one:
            families.bring_together(one.first, one.second)
    perhaps = [*_by_number(known, groups, families), *_by_pupil(known, groups, families)]
    still = {
        frozenset((one.first, one.second)): one
        for one in perhaps
        if frozenset((one.first, one.second)) not in last
        and families.of(one.first) is not families.of(one.second)
    }
    lives_as = {number.ref: number.ref for number in everyone}
    lives_as |= {ref: families.of(ref)[0] for ref in known}
    return Joined(lives_as, tuple(still.values()))


class _Families:
    """The cases in families, each with the one first told of at its head."""

    def __init__(self, known: Mapping[str, CaseNumber], apart: Iterable[frozenset[str]]) -> None:
        self._place = {ref: place for place, ref in enumerate(known)}
        self._family = {ref: [ref] for ref in known}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for pair in apart:
            for first, second in (tuple(pair), tuple(pair)[::-1]):
                self._apart[first].add(second)

    def of(self, ref: str) -> list[str]:
        return self._family[ref]

    def bring_together(self, first: str, second: str) -> None:
        """Make two families one, unless somebody said that two of them are not one child."""
        one, other = self._family[first], self._family[second]
        if one is other or any(not self._apart[ref].isdisjoint(other) for ref in self._of(one)):
            return
        together = sorted([*one, *other], key=self._place.__getitem__)
        for ref in together:
            self._family[ref] = together

    def _of(self, family: list[str]) -> Iterator[str]:
        return (ref for ref in family if ref in self._apart)


def _by_number(
    known: Mapping[str, CaseNumber], groups: Mapping[str, str], families: _Families
) -> Iterator[PerhapsTheSame]:
    same: dict[tuple[str, str], list[str]] = defaultdict(list)
    for number in known.values():
        group = groups.get(number.source)
        if group is not None:
            same[group, number.subject].append(number.ref)
    for refs in same.values():
        for first, second in combinations(refs, 2):
            pupils, others = (
                {known[ref].pupil for ref in families.of(one)} - {None} for one in (first, second)
            )
            if pupils and others and pupils.isdisjoint(others):
                yield PerhapsTheSame(first, second, PerhapsBecause.PUPIL_NUMBERS_DIFFER)
            else:
                families.bring_together(first, second)


def _by_pupil(
    known: Mapping[str, CaseNumber], groups: Mapping[str, str], families: _Families
) -> Iterator[PerhapsTheSame]:
    same: dict[tuple[str, str], list[CaseNumber]] = defaultdict(list)
    for number in known.values():
        group = groups.get(number.source)
        if group is not None and number.pupil is not None:
            same[group, number.pupil].append(number)
    for numbers in same.values():
        # With each of those before it that it could be; one number wrongly given to many is one
        # line for each of them, not one for every two.
        heads: list[CaseNumber] = []
        for number in numbers:
            fits = next((head for head in heads if _why_not(head, number) is None), None)
            if fits is not None:
                families.bring_together(fits.ref, number.ref)
                continue
            because = _why_not(heads[0], number) if heads else None
            if because is not None:
                yield PerhapsTheSame(heads[0].ref, number.ref, because)
            heads.append(number)


def _why_not(first: CaseNumber, second: CaseNumber) -> PerhapsBecause | None:
    """Why two of one pupil number may not be one child."""
    if first.born_on is None or second.born_on is None:
        return PerhapsBecause.BIRTH_DATE_MISSING
    if first.born_on != second.born_on:
        return PerhapsBecause.BIRTH_DATES_DIFFER
    sexes = {first.pupil_and_sex, second.pupil_and_sex} - {None}
    return PerhapsBecause.SEX_DIFFERS if len(sexes) > 1 else None


def _place(number: CaseNumber) -> tuple[datetime, str, str]:
    return number.first_seen_at or _ALWAYS, number.source, number.ref
