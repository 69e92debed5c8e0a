"""Figures as they were published, and what people recorded beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.errors import ProblemError
from domain.measures.catalogue import chosen
from domain.measures.indicator import Indicator
from domain.measures.recorded import Comparator, Override, Published
from engine.measures import MeasureQuestion
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Publication:
    """A figure as it was published. ``restated`` when the same was published before."""

    published: Published
    restated: bool


def freeze(workspace: Workspace, found: Sequence[Indicator], reason: str, now: datetime) -> int:
    """Keep figures as published, with the day that they are as at; gives how many.

    A figure of the same measure, period and part of the authority that was published before
    is kept beside it: the new one restates it. ``now`` is a UTC instant.
    """
    figures = [
        Published(
            measure=one.measure.id,
            first=one.span[0],
            last=one.span[1],
            group=one.group,
            as_at=one.as_at,
            reason=reason,
            content=one.as_json(),
        )
        for one in found
    ]
    with workspace.database.unit_of_work() as work:
        work.measures.add_published(figures, now)
    return len(figures)


def published(workspace: Workspace, question: MeasureQuestion) -> list[Publication]:
    """What was published of periods within those asked about, in the order of publication."""
    ids = {measure.id for measure in chosen(question.measures)}
    seen: set[tuple[object, ...]] = set()
    found = []
    with workspace.database.reading() as work:
        for one in work.measures.published():
            by = one.content.get("by") if one.group is not None else None
            key = (one.measure, one.first, one.last, by, one.group)
            within = question.first <= one.first and one.last <= question.last
            if within and one.measure in ids:
                found.append(Publication(one, restated=key in seen))
            seen.add(key)
    return found


def keep_comparators(
    workspace: Workspace, comparators: Iterable[Comparator], now: datetime
) -> None:
    """Keep what other authorities reached. Given again for a period, the later counts."""
    with workspace.database.unit_of_work() as work:
        work.measures.add_comparators(comparators, now)


def keep_colour(workspace: Workspace, override: Override, now: datetime) -> None:
    """Keep the colour that a person gave an indicator, with the reason and who it was.

    Raises ProblemError ``unknown_measure`` or ``reason_missing``.
    """
    chosen([override.measure])
    if not override.reason.strip():
        raise ProblemError(
            "reason_missing",
            "A colour in place of the one worked out needs a reason.",
            "Say why in a few words, without names.",
        )
    with workspace.database.unit_of_work() as work:
        work.measures.add_override(override, now)
