"""Hours that are counted together over several stays: so many in any so many days on end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.clocks.reckoned import Reckoning
from domain.days import end_of_day

NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Stay:
    """From one UTC instant to another."""

    begins: datetime
    ends: datetime

    def within(self, since: datetime) -> timedelta:
        """How much of it lies after an instant."""
        return max(self.ends - max(self.begins, since), NOTHING)


def spent_by(
    allowed: timedelta, window: timedelta, begins: datetime, earlier: Iterable[Stay]
) -> tuple[timedelta, datetime]:
    """When a stay that began then has spent what is allowed, with the earlier ones that lie in the
    ``window`` that ends at that instant; and how much of it those had spent.

    ``earlier`` are over by ``begins`` and do not overlap. As the window moves on they leave it, and
    give back their time.
    """
    stays = [one for one in earlier if one.ends > begins - window]
    edges = {edge + window for one in stays for edge in (one.begins, one.ends)}
    at = begins
    for edge in sorted(edges):
        if edge <= at:
            continue
        left = allowed - _spent(stays, begins, at, window)
        leaving = any(one.begins + window <= at < one.ends + window for one in stays)
        if left <= NOTHING or (not leaving and at + left <= edge):
            break
        at = edge
    at += max(allowed - _spent(stays, begins, at, window), NOTHING)
    return _earlier(stays, at - window), at


def _spent(stays: list[Stay], begins: datetime, at: datetime, window: timedelta) -> timedelta:
    return at - begins + _earlier(stays, at - window)


def _earlier(stays: list[Stay], since: datetime) -> timedelta:
    return sum((one.within(since) for one in stays), NOTHING)


def stays_of(clocks: Iterable[Reckoning]) -> list[Stay]:
    """The times for which clocks ran. One that runs still is none."""
    stays = []
    for one in clocks:
        begun, ended_on = one.started.fact.event, one.done.on if one.done else one.clock.stopped_on
        if ended_on is not None:
            ended_at = one.done.at if one.done else None
            stays.append(Stay(_instant(begun.at, begun.on), _instant(ended_at, ended_on)))
    return stays


def _instant(at: datetime | None, day: date) -> datetime:
    """The instant, or where only the day is known its end: whole days are counted between two."""
    return at or end_of_day(day) + timedelta(seconds=1)
