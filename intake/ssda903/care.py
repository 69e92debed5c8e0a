"""The events of a period of care."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from domain.case.events import Event
from intake.care_codes import (
    ADOPTED,
    CARE_CEASED,
    LONG_TERM,
    NEW_LEGAL_STATUS,
    PLACED_FOR_ADOPTION,
    SAME_CARERS,
    TEMPORARY,
    WITH_PARENTS,
)
from intake.keys import natural_event
from intake.ssda903 import SOURCE
from intake.ssda903.cells import Cells
from intake.ssda903.episodes import Episode
from intake.ssda903.periods import PeriodOfCare, starts_placement


def events_of_care(
    child: str, period: PeriodOfCare, *, window_from: date
) -> Iterator[tuple[Cells, Event]]:
    """Each event with the row it came from. An event's key is its child, type and DECOM.

    Where care began before ``window_from``, or before the first episode, the return does not
    hold the child's earlier reviews: the child is then *already* looked after, so that the
    first review in the return is not taken for the first ever.
    """
    before: Episode | None = None
    for episode, after in zip(period.episodes, [*period.episodes[1:], None], strict=True):
        began = episode.began_on
        if before is None:
            already = not period.shows_its_start or began < window_from
            yield _event(
                child,
                episode,
                "became_looked_after",
                began,
                _status(episode) | ({"already_looked_after": True} if already else {}),
            )
        elif episode.reason_began in NEW_LEGAL_STATUS or _status_differs(before, episode):
            yield _event(child, episode, "legal_status_changed", began, _status(episode))
        if starts_placement(episode, before):
            yield _event(child, episode, "placement_started", began, _placement(episode))
        if after is not None and starts_placement(after, episode):
            ended_on = episode.ended_on or after.began_on
            why = {} if episode.why_moved is None else {"reason": episode.why_moved}
            yield _event(child, episode, "placement_ended", ended_on, why)
        elif after is None and period.ended_on is not None:
            reason = episode.reason_ended
            yield _event(child, episode, "placement_ended", period.ended_on, {})
            yield _event(
                child,
                episode,
                "ceased_looked_after",
                period.ended_on,
                {"reason": reason} if reason in CARE_CEASED else {},
            )
            if reason in ADOPTED:
                yield _event(child, episode, "adoption_order_made", period.ended_on, {})
        before = episode
    yield from _placements_for_adoption(child, period)


def _placements_for_adoption(child: str, period: PeriodOfCare) -> Iterator[tuple[Cells, Event]]:
    """Each ``placed_for_adoption``, and the disruption where care goes on elsewhere.

    With the same carers, or after a stay of the child's in hospital or the like, the placement
    is still the one it was.
    """
    lasts = is_back = False
    before: Episode | None = None
    for episode in period.episodes:
        if episode.placement in TEMPORARY or episode.placement is None:
            is_back = True
            continue
        is_placed = episode.placement in PLACED_FOR_ADOPTION
        moved = before is not None and not is_back and starts_placement(episode, before)
        is_back = False
        if lasts and (not is_placed or (moved and _with_others(episode))):
            yield _event(child, episode, "adoption_placement_disrupted", episode.began_on, {})
            lasts = False
        if is_placed and not lasts:
            # A placement older than the return's first episode began on a day unknown.
            if before is not None or starts_placement(episode, None):
                yield _event(child, episode, "placed_for_adoption", episode.began_on, {})
            lasts = True
        before = episode


def _with_others(episode: Episode) -> bool:
    return episode.reason_began not in SAME_CARERS


def _event(
    child: str,
    episode: Episode,
    type_name: str,
    on: date,
    attributes: dict[str, Any],
) -> tuple[Cells, Event]:
    key = (episode.began_on.isoformat(),)
    return episode.cells, natural_event(SOURCE, child, type_name, on, attributes, key=key)


def _status(episode: Episode) -> dict[str, Any]:
    return {} if episode.legal_status is None else {"legal_status": episode.legal_status}


def _status_differs(before: Episode, episode: Episode) -> bool:
    known = None not in (before.legal_status, episode.legal_status)
    return known and before.legal_status != episode.legal_status


def _placement(episode: Episode) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    if episode.placement is not None:
        attributes["type"] = episode.placement
    if episode.placement in WITH_PARENTS:
        attributes["with_parents"] = True
    if episode.placement in LONG_TERM:
        attributes["long_term"] = True
    if episode.out_of_area is not None:
        attributes["out_of_area"] = episode.out_of_area
    return attributes
