"""What is odd about episodes that are kept, in the DfE's own rules."""

from intake.care_codes import ADOPTED, CONTINUES, NEVER_AGAIN, PLACED_FOR_ADOPTION, WITH_AN_ORDER
from intake.ssda903.episodes import Episode
from intake.ssda903.periods import PeriodOfCare

PLACEMENT_ORDER = "E1"


def check_periods(periods: list[PeriodOfCare]) -> None:
    """Warn of what does not fit together in a child's periods of care."""
    placed = False
    for number, period in enumerate(periods):
        before: Episode | None = None
        for episode in period.episodes:
            placed = placed or episode.placement in PLACED_FOR_ADOPTION
            _check_one(episode)
            if before is not None:
                _check_reason_began(before, episode)
            before = episode
        last = period.episodes[-1]
        is_last = number == len(periods) - 1
        if last.reason_ended in ADOPTED and not placed and period.shows_its_start:
            last.cells.warn("rec", "ssda903_390")
        if last.reason_ended in NEVER_AGAIN and not is_last:
            last.cells.warn("rec", "ssda903_437")
        if last.reason_ended == CONTINUES and is_last:
            last.cells.warn("rec", "ssda903_388")


def _check_one(episode: Episode) -> None:
    if episode.ended_on == episode.began_on:
        episode.cells.warn("dec", "ssda903_355")
    if episode.placement in WITH_AN_ORDER and episode.legal_status not in {None, PLACEMENT_ORDER}:
        episode.cells.warn("ls", "ssda903_408")


def _check_reason_began(before: Episode, episode: Episode) -> None:
    """Whether what changed is what the reason for the new episode says."""
    known = (before.legal_status, before.placement, episode.legal_status, episode.placement)
    if None in known:
        return
    status_differs = before.legal_status != episode.legal_status
    moved = (before.placement, before.where) != (episode.placement, episode.where)
    if episode.reason_began == "L" and (moved or not status_differs):
        episode.cells.warn("rne", "ssda903_434")
    elif episode.reason_began == "P" and (status_differs or not moved):
        episode.cells.warn("rne", "ssda903_435")
    elif episode.reason_began in {"B", "U"} and not (moved and status_differs):
        episode.cells.warn("rne", "ssda903_436")
