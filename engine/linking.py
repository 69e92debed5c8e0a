"""What people decide of cases: that two are one child, or that two are not. Nothing is deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.case.of_children import tells_of_no_child
from domain.errors import ProblemError
from engine.joining import join_and_work_out
from engine.progress import Progress, no_progress
from engine.recalculate import Cause, Recalculation
from engine.references import own_references
from engine.workspace import Workspace
from store.records import CaseLink
from store.unit_of_work import UnitOfWork

CASES_LINKED, CASES_PARTED = "cases_linked", "cases_parted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What a decision on two cases led to. ``lives_as`` are the cases that they now live as."""

    lives_as: tuple[str, str]
    recalculation: Recalculation

    @property
    def are_one(self) -> bool:
        """Whether the two are one case now."""
        return self.lives_as[0] == self.lives_as[1]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two case references, or the beginnings of them, that somebody decided on, and why."""

    first: str
    second: str
    reason: str


def link(
    workspace: Workspace,
    first: str,
    second: str,
    *,
    reason: str | None,
    now: datetime,
    who: str | None = None,
) -> Linked:
    """Record that two cases are one child, join them and work out their clocks.

    ``who`` is a staff code, where it is known. Raises ProblemError ``reason_missing``,
    ``same_case_twice``, ``case_of_no_child`` and those of ``cases_named``.
    """
    return _decide(workspace, [Pair(first, second, reason or "")], now, who, are_one=True)[0]


def unlink(
    workspace: Workspace,
    first: str,
    second: str,
    *,
    reason: str | None,
    now: datetime,
    who: str | None = None,
) -> Linked:
    """Record that two cases are not one child, part them and work out their clocks.

    Also where an equal number or pupil number had joined them. Raises as ``link``.
    """
    return _decide(workspace, [Pair(first, second, reason or "")], now, who, are_one=False)[0]


def link_all(
    workspace: Workspace,
    pairs: Sequence[Pair],
    *,
    now: datetime,
    who: str | None = None,
    progress: Progress = no_progress,
) -> list[Linked]:
    """Record of several pairs of cases that each is one child, and join them all. Raises as
    ``link``, before anything is recorded."""
    return _decide(workspace, pairs, now, who, are_one=True, progress=progress)


def _decide(
    workspace: Workspace,
    pairs: Sequence[Pair],
    now: datetime,
    who: str | None,
    *,
    are_one: bool,
    progress: Progress = no_progress,
) -> list[Linked]:
    if not all(pair.reason.strip() for pair in pairs):
        raise ProblemError(
            "reason_missing",
            "What is decided of two cases needs a reason, which is kept with them.",
            "Give a reason.",
        )
    with workspace.database.unit_of_work() as work:
        refs = own_references(work, [ref for pair in pairs for ref in (pair.first, pair.second)])
        named = list(zip(refs[::2], refs[1::2], strict=True))
        _check(work, named)
        work.decisions.add_links(
            [
                CaseLink(
                    decided_at=now,
                    first_case=first,
                    second_case=second,
                    are_one=are_one,
                    reason=pair.reason.strip(),
                    decided_by=who,
                )
                for pair, (first, second) in zip(pairs, named, strict=True)
            ]
        )
        work.joins.unsettle(refs)
    cause = Cause(
        because=CASES_LINKED if are_one else CASES_PARTED,
        reason=pairs[0].reason.strip() if len(pairs) == 1 else None,
    )
    found = join_and_work_out(workspace, now=now, cause=cause, progress=progress)
    with workspace.database.reading() as work:
        living = work.cases.living(refs)
    return [
        Linked(lives_as=(living[first], living[second]), recalculation=found)
        for first, second in named
    ]


def _check(work: UnitOfWork, named: Iterable[tuple[str, str]]) -> None:
    pairs = list(named)
    if any(first == second for first, second in pairs):
        raise ProblemError(
            "same_case_twice",
            "Both references are those of one case.",
            "Give the references of two cases. Those that one case has been called by are listed "
            "with: timescales cases show REF",
        )
    living = work.cases.living({ref for pair in pairs for ref in pair})
    for events in work.events.of_cases(set(living.values())).values():
        if any(tells_of_no_child(event.type) for event in events):
            raise ProblemError(
                "case_of_no_child",
                "One of these cases is a complaint, a foster carer's or an adopter's.",
                "Link the cases of children only: a complaint concerns a child, and is none.",
            )
