"""Which sources there are, which of them share case numbers, and what is seen before that is so."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import combinations
from typing import Any

from domain.case.same_child import PerhapsTheSame
from domain.case.source_groups import Compared
from domain.errors import ProblemError
from engine.joining import groups_in_force, join_and_work_out, joined_now
from engine.recalculate import Cause, Recalculation
from engine.workspace import Workspace
from intake.catalogue import every_format
from store.records import SourceGroup
from store.unit_of_work import UnitOfWork

SOURCES_GROUPED = "sources_grouped"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceListed:
    """One source. ``cases`` are its numbers, ``joined`` those of them that live as another's case.

    ``group`` is None where it shares its numbers with no other. ``trusted`` is its place in the
    order of trust, from 1.
    """

    source: str
    cases: int
    joined: int
    group: str | None
    trusted: int

    def as_json(self) -> dict[str, Any]:
        """One JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two cases of one number that two sources tell differently: ``birth date`` or
    ``pupil number``."""

    first: str
    second: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesCompared:
    """Two sources side by side, what that proposes, and the cases that contradict it."""

    compared: Compared
    grouped: bool
    contradictions: tuple[Contradiction, ...]

    @property
    def proposes(self) -> str:
        """What to do, in a word: ``group``, ``keep_apart`` or ``nothing_to_go_by``."""
        if self.compared.contradict:
            return "keep_apart"
        return "group" if self.compared.agree else "nothing_to_go_by"

    def as_json(self) -> dict[str, Any]:
        """One JSON object."""
        return {
            **asdict(self.compared),
            "grouped": self.grouped,
            "proposes": self.proposes,
            "contradictions": [asdict(one) for one in self.contradictions],
        }


def sources_listed(workspace: Workspace) -> list[SourceListed]:
    """Every source that has told of a case, the most trusted first."""
    with workspace.database.reading() as work:
        numbers, joined = work.joins.numbers_by_source(), work.joins.joined_by_source()
        groups = groups_in_force(work)
    trust = workspace.trust
    order = sorted(numbers, key=lambda source: trust.rank(source, "born"))
    return [
        SourceListed(
            source=source,
            cases=numbers[source],
            joined=joined.get(source, 0),
            group=groups.get(source),
            trusted=place,
        )
        for place, source in enumerate(order, start=1)
    ]


def compare_sources(workspace: Workspace, first: str, second: str) -> SourcesCompared:
    """How two sources agree on the children that they have the same numbers for.

    Raises ProblemError ``unknown_source``.
    """
    with workspace.database.reading() as work:
        _check_known(work, (first, second))
        one, other = sorted((first, second))
        found = next(iter(work.joins.compared([one, other])), Compared(first=one, second=other))
        groups = groups_in_force(work)
        differing = work.joins.contradictions(one, other)
    return SourcesCompared(
        compared=found,
        grouped=one in groups and groups.get(one) == groups.get(other),
        contradictions=tuple(
            Contradiction(here, there, "birth date" if births else "pupil number")
            for here, there, births in differing
        ),
    )


def perhaps_the_same(workspace: Workspace) -> list[PerhapsTheSame]:
    """The cases of grouped sources that may be one child and that only a person can join."""
    with workspace.database.reading() as work:
        groups = groups_in_force(work)
        refs = [one.ref for one in work.joins.numbers_of_sources(list(groups))]
        found, _ = joined_now(work, refs, groups)
        living = work.cases.living(ref for one in found.perhaps for ref in (one.first, one.second))
    return [one for one in found.perhaps if living[one.first] != living[one.second]]


def group_sources(
    workspace: Workspace,
    name: str,
    sources: Sequence[str],
    *,
    reason: str | None,
    now: datetime,
    who: str | None = None,
) -> Recalculation:
    """Record that some sources call the same child by the same number, and join their cases.

    In place of an earlier group of that name. One source alone is kept apart from all others.
    Raises ProblemError ``reason_missing``, ``unknown_source``, ``source_of_no_child`` or
    ``sources_contradict``.
    """
    if not (reason and reason.strip()):
        raise ProblemError(
            "reason_missing",
            "What is decided of sources needs a reason, which is kept with them.",
            "Give a reason.",
        )
    wanted = list(dict.fromkeys(sources))
    with workspace.database.unit_of_work() as work:
        _check_known(work, wanted)
        _check_of_children(wanted)
        for one, other in combinations(sorted(wanted), 2):
            if any(each.contradict for each in work.joins.compared([one, other])):
                raise ProblemError(
                    "sources_contradict",
                    f"{one} and {other} mean different children by the same numbers: more than one "
                    "in ten of the birth dates or pupil numbers that both tell differ.",
                    "See which cases with: timescales sources check "
                    f"{one} {other}; correct the source that is wrong, or link single cases with: "
                    "timescales cases link A B --reason TEXT",
                )
        work.decisions.add_group(
            SourceGroup(
                decided_at=now,
                name=name,
                sources=wanted,
                reason=reason.strip(),
                decided_by=who,
            )
        )
    cause = Cause(because=SOURCES_GROUPED, reason=reason.strip())
    return join_and_work_out(workspace, now=now, cause=cause)


def _check_known(work: UnitOfWork, sources: Sequence[str]) -> None:
    known = work.joins.sources()
    if not set(sources) <= set(known):
        raise ProblemError(
            "unknown_source",
            "No case in the store has been told of by this source.",
            "Import from it first, or use one of those listed with: timescales sources list",
        )


def _check_of_children(sources: Sequence[str]) -> None:
    apart = {each.source for each in every_format().values() if not each.shares_numbers}
    if apart & set(sources):
        raise ProblemError(
            "source_of_no_child",
            "The numbers of this source are not those of children.",
            "Leave it out: a complaint concerns a child, and is none.",
        )
