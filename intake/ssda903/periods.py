"""Periods of care: a child's episodes, joined from the first day of care to the last."""

from dataclasses import dataclass
from datetime import date

from intake.care_codes import CARE_CEASED, NEW_PLACEMENT, STARTED
from intake.ssda903.episodes import Episode


@dataclass(frozen=True, slots=True)
class PeriodOfCare:
    """Episodes that follow one another without a break, at least one.

    ``ended_on`` is None while the child is looked after. ``is_first`` is the child's first in the
    return.
    """

    episodes: list[Episode]
    ended_on: date | None
    is_first: bool = True

    @property
    def began_on(self) -> date:
        """The first day that the return shows. Care may have begun earlier."""
        return self.episodes[0].began_on

    @property
    def shows_its_start(self) -> bool:
        """Whether care began with the first episode, and not before it.

        What follows a period that ended began anew, whatever code it was given.
        """
        return not self.is_first or self.episodes[0].reason_began == STARTED

    def covers(self, day: date) -> bool:
        """Whether the child was looked after on that day; the last day counts."""
        return self.began_on <= day and (self.ended_on is None or day <= self.ended_on)

    def episode_on(self, day: date) -> Episode:
        """The episode of a day that the period covers."""
        return next(each for each in reversed(self.episodes) if each.began_on <= day)


def join(episodes: list[Episode]) -> list[PeriodOfCare]:
    """The periods that a child's episodes, in order, make. Oddities are noted on their rows."""
    groups: list[list[Episode]] = []
    for episode in episodes:
        if groups and _continues(groups[-1][-1], episode):
            groups[-1].append(episode)
        else:
            groups.append([episode])
    return [
        PeriodOfCare(group, _ended_on(group[-1], after), is_first=group is groups[0])
        for group, after in zip(groups, [*groups[1:], None], strict=True)
    ]


def starts_placement(episode: Episode, before: Episode | None) -> bool:
    """Whether a placement starts with the episode; ``before`` is the one it continues."""
    if episode.reason_began in NEW_PLACEMENT:
        return True
    known = before is not None and None not in (episode.placement, before.placement)
    return known and before is not None and episode.placement != before.placement


def _continues(before: Episode, episode: Episode) -> bool:
    is_start = episode.reason_began == STARTED
    if before.ended_on is None:
        if before.is_open:
            before.cells.warn("dec", "ssda903_142")
        return not is_start or episode.overlaps
    if episode.overlaps:
        return True
    if before.ended_on == episode.began_on:
        # Even where a code says that care ended: the child was looked after without a break.
        if is_start:
            episode.cells.warn("rne", "ssda903_431")
        elif before.reason_ended in CARE_CEASED:
            episode.cells.warn("rne", "ssda903_432")
        return True
    if before.reason_ended in CARE_CEASED:
        if not is_start:
            episode.cells.warn("rne", "ssda903_432")
        return False
    if not is_start:
        episode.cells.warn("decom", "ssda903_433")
    return not is_start


def _ended_on(last: Episode, after: list[Episode] | None) -> date | None:
    if after is None:
        return last.ended_on if last.reason_ended in CARE_CEASED else None
    # A later new start shows that care had ended, even where no reason or no day was given.
    return last.ended_on or after[0].began_on
