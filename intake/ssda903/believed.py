"""Which of a child's episodes are believed, where two contradict each other.

A child is looked after on every day on which a row says so: the open row is believed before one
that ended, and the longer before the shorter. The other is reported.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from intake.care_codes import CARE_CEASED, CONTINUES, STARTED
from intake.reading import Reading
from intake.ssda903.episodes import Episode

_NO_END = date.min


def believed(episodes: list[Episode], reading: Reading) -> list[Episode]:
    """The episodes of one child by the day they began, no two on one day and none that lasts
    beyond the start of the next."""
    alone = _one_a_day(episodes, reading)
    still_open = _open_before_the_end(alone)
    if still_open is None:
        return _without_overlaps(alone)
    before = _without_overlaps(alone[: still_open + 1])
    return [*before, *_inside_an_open_one(alone[still_open + 1 :])]


def _one_a_day(episodes: list[Episode], reading: Reading) -> list[Episode]:
    days = [
        list(group)
        for _, group in groupby(
            sorted(episodes, key=lambda each: each.began_on), key=lambda each: each.began_on
        )
    ]
    kept = []
    for group, after in zip(days, [*days[1:], None], strict=True):
        best = _best(group, after)
        for other in group:
            if other is best:
                continue
            if other.says_the_same_as(best):
                reading.rows[other.cells.number].repeats = True
            else:
                other.cells.refuse("decom", "contradicts_earlier_row")
        kept.append(best)
    return kept


def _best(group: list[Episode], after: list[Episode] | None) -> Episode:
    """The row of a day that is believed: one that fits what follows, or else the longest."""
    fitting = [each for each in group if after is not None and _fits(each, after)]
    return max(fitting or group, key=_weight)


def _fits(episode: Episode, after: list[Episode]) -> bool:
    """Whether the next episode begins as the end of this one says."""
    if episode.ended_on is None:
        return False
    if all(each.reason_began == STARTED for each in after):
        return _ended_care(episode) and episode.ended_on <= after[0].began_on
    return episode.ended_on == after[0].began_on


def _weight(episode: Episode) -> tuple[bool, date, int]:
    # Of rows that last as long, the one with more that can be used; of those, the first.
    codes = (episode.reason_began, episode.legal_status, episode.placement, episode.reason_ended)
    known = sum(code is not None for code in codes)
    return episode.is_open, episode.ended_on or _NO_END, known


def _ended_care(episode: Episode) -> bool:
    return episode.ended_on is not None and episode.reason_ended in CARE_CEASED


def _open_before_the_end(episodes: list[Episode]) -> int | None:
    """The place of the last open episode, where one after it says that care has ended."""
    if not _ended_care(episodes[-1]):
        return None
    places = (place for place, each in enumerate(episodes) if each.is_open)
    return max(places, default=None)


def _inside_an_open_one(episodes: list[Episode]) -> Iterator[Episode]:
    """The episodes after one that is still open: care goes on, whatever they say of its end."""
    for number, episode in enumerate(episodes, 1):
        is_last = number == len(episodes)
        ended_on, reason = episode.ended_on, episode.reason_ended
        if _ended_care(episode):
            episode.cells.refuse("dec", "end_not_believed")
            ended_on, reason = (None, None) if is_last else (episode.ended_on, CONTINUES)
        if not is_last and ended_on is not None:
            ended_on = min(ended_on, episodes[number].began_on)
        yield replace(episode, overlaps=True, ended_on=ended_on, reason_ended=reason)


def _without_overlaps(episodes: list[Episode]) -> list[Episode]:
    found: list[Episode] = []
    for episode in episodes:
        last = found[-1] if found else None
        if last is None or last.ended_on is None or episode.began_on >= last.ended_on:
            found.append(episode)
        elif episode.ended_on is not None and episode.ended_on <= last.ended_on:
            episode.cells.refuse("decom", "ssda903_501")
        else:
            episode.cells.warn("decom", "ssda903_501")
            found[-1] = replace(last, ended_on=episode.began_on, reason_ended=CONTINUES)
            found.append(replace(episode, overlaps=True))
    return found
