"""One child, one case: joins the cases that sources tell of under shared numbers, or parts them.

Which numbers are one child is worked out by ``domain.case.same_child`` from what the store knows.
What it changes is marked as unsettled until the clocks of those cases are worked out too, so that
a run that was killed is put right by the next.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.case.same_child import CaseNumber, Decision, Joined, join
from domain.case.source_groups import Compared, groups_in_effect
from engine.progress import Progress, no_progress
from engine.recalculate import Cause, Recalculation, recalculate
from engine.settings import Settings
from engine.workspace import Workspace
from intake.catalogue import sources_that_share_numbers
from store.unit_of_work import UnitOfWork

_GROUPS_SETTING = "source_groups"


@dataclass(frozen=True, slots=True)
class Grouping:
    """How the sources are grouped, and what was seen of those that could be.

    ``group_of`` names the group of each source that shares its numbers with another. ``refused``
    are the groups of the settings whose sources contradict each other.
    """

    group_of: Mapping[str, str]
    chosen: Mapping[str, list[str]]
    compared: tuple[Compared, ...]
    refused: tuple[str, ...] = ()


def grouping(work: UnitOfWork, settings: Settings) -> Grouping:
    """How the sources are grouped by the settings, by what people decided and by what is seen."""
    decided = {name: one.sources for name, one in work.decisions.groups().items()}
    present = set(work.joins.sources())
    returns = [source for source in sources_that_share_numbers() if source in present]
    named = {source for sources in settings.sources.groups.values() for source in sources}
    asked = (set(returns) | named.union(*decided.values())) & present
    compared = tuple(work.joins.compared(asked)) if len(asked) > 1 else ()
    refused = tuple(
        name
        for name, sources in settings.sources.groups.items()
        if name not in decided
        and any({one.first, one.second} <= {*sources} and one.contradict for one in compared)
    )
    chosen = {
        name: list(sources)
        for name, sources in settings.sources.groups.items()
        if name not in refused
    } | decided
    group_of = groups_in_effect(returns, chosen, compared)
    return Grouping(group_of, chosen, compared, refused)


def join_cases(workspace: Workspace) -> list[str]:
    """Join and part the cases that changed, and give all whose clocks are to be worked out.

    Those changed since they were last worked out, and every case of a source whose group is no
    longer what it was. Call ``settled`` once their clocks are worked out.
    """
    with workspace.database.unit_of_work() as work:
        changed = work.joins.unsettled()
        kept = _kept(work)
        if changed or _chosen(work, workspace.settings) != kept.get("chosen", {}):
            found = grouping(work, workspace.settings)
            groups = dict(found.group_of)
            if groups != kept.get("groups", {}):
                moved = {
                    source
                    for source in groups.keys() | kept.get("groups", {}).keys()
                    if groups.get(source) != kept.get("groups", {}).get(source)
                }
                changed += [one.ref for one in work.joins.numbers_of_sources(moved)]
            keep = {"chosen": _chosen(work, workspace.settings), "groups": groups}
            if keep != kept:
                work.settings.set(_GROUPS_SETTING, json.dumps(keep))
            work.joins.set_living(joined_now(work, changed, groups)[0].lives_as)
        return work.joins.unsettled()


def settled(workspace: Workspace, refs: Iterable[str]) -> None:
    """The clocks of these cases have been worked out."""
    with workspace.database.unit_of_work() as work:
        work.joins.settled(refs)


def join_and_work_out(
    workspace: Workspace, *, now: datetime, cause: Cause, progress: Progress = no_progress
) -> Recalculation:
    """Join and part the cases that changed, and work out their clocks. Safe to repeat, and to kill.

    Each duty that two cases had becomes one clock, which keeps what was told of either.
    """
    joined = join_cases(workspace)
    found = recalculate(workspace, joined, now=now, cause=cause, progress=progress)
    settled(workspace, joined)
    return found


def groups_in_force(work: UnitOfWork) -> dict[str, str]:
    """The group of each source that shares its numbers, as the cases were last joined by."""
    groups: dict[str, str] = _kept(work).get("groups", {})
    return groups


def chosen_in_force(work: UnitOfWork) -> dict[str, list[str]]:
    """The groups that people made, by name, as the cases were last joined by."""
    chosen: dict[str, list[str]] = _kept(work).get("chosen", {})
    return chosen


def joined_now(
    work: UnitOfWork, refs: Collection[str], groups: Mapping[str, str]
) -> tuple[Joined, Mapping[str, CaseNumber]]:
    """What is one child among these cases and all that they could be one with, and their numbers.

    Nothing is written.
    """
    known: dict[str, CaseNumber] = {}
    further = set(refs)
    while further:
        news = work.joins.numbers(further)
        known |= {number.ref: number for number in news}
        further = work.joins.beside(news, groups.keys()) - known.keys()
    decisions = [
        Decision(one.first_case, one.second_case, one.are_one)
        for one in work.decisions.links_of(known)
    ]
    return join(known.values(), groups, decisions), known


def _kept(work: UnitOfWork) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(work.settings.get(_GROUPS_SETTING) or "{}")
    return kept


def _chosen(work: UnitOfWork, settings: Settings) -> dict[str, list[str]]:
    """The groups that people made, whether or not what is seen contradicts them."""
    decided = {name: one.sources for name, one in work.decisions.groups().items()}
    return {name: list(each) for name, each in settings.sources.groups.items()} | decided
