"""Sends what waits in the outbox: nothing lost, and nothing twice where that can be known.

For each message: claim its rows in one transaction, send outside any transaction, mark them
sent in another. A crash leaves the rows claimed; once the claim is old, the next dispatch
takes them over and asks the channel what arrived, or says that it may repeat itself. Whoever
claimed them first may only have been slow: a claim is known by its instant, and what was taken
over is no longer sent, marked or put back by the first.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import monotonic
from typing import Protocol

from domain.clocks.alerts import Alert, Delivery
from domain.errors import ProblemError
from engine.kill_points import KillPoint, reach
from engine.parcels import MAY_HAVE_ARRIVED, Parcel, pack
from notifications.channel import (
    Channel,
    ChannelError,
    ChannelRefusedError,
    ChannelUnavailableError,
    HandOver,
)
from notifications.digest import Content
from notifications.envelope import Envelope
from notifications.problems import explain
from notifications.routing import address_of
from store.database import Database
from store.unit_of_work import UnitOfWork

# Far longer than one message can take: a younger claim belongs to a dispatch that still runs.
CLAIM_LASTS = timedelta(minutes=15)

_BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
_DAILY = timedelta(days=1)
# So many messages in a row that could not go mean that the channel is down, not the message.
_GIVE_UP_AFTER = 3


class BuildContent(Protocol):
    """Says what the message with these rows says, reading what it needs in ``unit``."""

    def __call__(
        self,
        unit: UnitOfWork,
        carried: Sequence[tuple[Delivery, Alert | None]],
        envelope: Envelope,
    ) -> Content: ...


@dataclass(frozen=True, slots=True)
class DispatchResult:
    """What one dispatch did, counted in messages.

    ``sent`` were handed over; ``repeats`` of them are marked as possible repeats.
    ``already_there`` had arrived before a crash and were only marked. ``waiting`` go again
    by themselves, ``failed`` were refused, so somebody has to act (they too go again, daily).
    ``problems`` says what went wrong, each kind once.
    """

    sent: int = 0
    repeats: int = 0
    already_there: int = 0
    waiting: int = 0
    failed: int = 0
    problems: tuple[ProblemError, ...] = ()


class _TakenByAnotherError(Exception):
    """Another dispatch has the rows: it claimed one of them first, or took them over."""


def dispatch(
    database: Database,
    channel: Channel,
    build_content: BuildContent,
    contacts: Mapping[str, str],
    now: datetime,
    *,
    stopwatch: Callable[[], float] = monotonic,
) -> DispatchResult:
    """Send everything that is ready at ``now`` (UTC) through ``channel``.

    ``contacts`` maps staff codes and roles to e-mail addresses. ``stopwatch`` gives seconds;
    what it measures is added to ``now``, so that in a long run a claim is as old as it says.
    A failed message is never lost: it goes again after 1, 5, 15, 60 minutes, then every hour;
    a refused one, or one that could not be made, every day. It keeps none of the others back.
    """
    started = stopwatch()
    with database.reading() as unit:
        rows = [*unit.outbox.stale(now - CLAIM_LASTS), *unit.outbox.ready(now)]
    parcels = pack(rows)
    post = _Post(database, channel, build_content, contacts)
    result = DispatchResult(waiting=len(parcels))
    failures_in_a_row = 0
    for parcel in parcels:
        if failures_in_a_row == _GIVE_UP_AFTER:
            break
        at = now + timedelta(seconds=stopwatch() - started)
        try:
            outcome = post.deliver(parcel, at)
        except _TakenByAnotherError:
            result = replace(result, waiting=result.waiting - 1)
            continue
        except ChannelError as error:
            post.release(parcel, error, at)
            failures_in_a_row += isinstance(error, ChannelUnavailableError)
            result = _with_failure(result, error)
        else:
            failures_in_a_row = 0
            result = _add(result, outcome)
    return result


@dataclass(frozen=True, slots=True)
class _Post:
    """What every message of one dispatch goes through."""

    database: Database
    channel: Channel
    build_content: BuildContent
    contacts: Mapping[str, str]

    def deliver(self, parcel: Parcel, at: datetime) -> DispatchResult:
        """Claim, send and mark one message. Gives the counts that change."""
        channel = self.channel
        # What went by another channel before cannot be asked about on this one.
        can_ask = channel.can_be_asked and all(row.channel == channel.name for row in parcel.rows)
        may_be_repeat = parcel.may_have_arrived and not can_ask
        reach(KillPoint.DISPATCH_BEFORE_CLAIM)
        with self.database.unit_of_work() as unit:
            had = unit.outbox.claim(parcel.ids, parcel.reference, at, at - CLAIM_LASTS)
            if had != len(parcel.rows):
                raise _TakenByAnotherError
        reach(KillPoint.DISPATCH_AFTER_CLAIM)
        hand_over = self._prepared(parcel, at, may_be_repeat)
        with _unforeseen_is_unavailable():
            already_there = parcel.may_have_arrived and can_ask and channel.has(parcel.reference)
        if not already_there:
            reach(KillPoint.DISPATCH_BEFORE_SEND)
            with self.database.reading() as unit:
                if not unit.outbox.holds(parcel.ids, at):
                    raise _TakenByAnotherError
            with _unforeseen_is_unavailable(may_have_arrived=True):
                hand_over()
            reach(KillPoint.DISPATCH_AFTER_SEND)
        reach(KillPoint.DISPATCH_BEFORE_MARK)
        with self.database.unit_of_work() as unit:
            marked = unit.outbox.mark_sent(
                parcel.ids, claimed_at=at, at=at, may_be_repeat=may_be_repeat
            )
            if marked != len(parcel.rows) and not already_there:
                # It was taken over while it went out: the other may send it as well.
                unit.outbox.note_repeat(parcel.ids)
                may_be_repeat = True
        reach(KillPoint.DISPATCH_AFTER_MARK)
        if already_there:
            return DispatchResult(already_there=1)
        return DispatchResult(sent=1, repeats=int(may_be_repeat))

    def _prepared(self, parcel: Parcel, at: datetime, may_be_repeat: bool) -> HandOver:
        """What hands the message over, once it is in the channel's form.

        Raises ChannelRefusedError: ``no_address``, and ``message_not_made`` whatever was wrong
        with it.
        """
        try:
            with self.database.reading() as unit:
                carried = unit.outbox.with_alerts(parcel.ids)
                role = next((alert.role for _, alert in carried if alert), None)
                envelope = Envelope(
                    reference=parcel.reference,
                    recipient=parcel.recipient,
                    address=address_of(parcel.recipient, role, self.contacts),
                    at=at,
                    may_be_repeat=may_be_repeat,
                )
                content = self.build_content(unit, carried, envelope)
            if envelope.address is None and self.channel.needs_address:
                raise ChannelRefusedError("no_address")
            return self.channel.prepare(content, envelope)
        except Exception as error:
            if isinstance(error, ChannelError) or _is_of_the_database(error):
                raise
            # The text of the error may hold anything of a case: only the code is kept.
            raise ChannelRefusedError("message_not_made") from None

    def release(self, parcel: Parcel, error: ChannelError, at: datetime) -> None:
        """Back to waiting, with the code of what went wrong and when to try again."""
        arrived = parcel.may_have_arrived or error.may_have_arrived
        if isinstance(error, ChannelRefusedError):
            pause = _DAILY
        else:
            pause = _BACK_OFF[min(parcel.attempts, len(_BACK_OFF) - 1)]
        code = error.code + (MAY_HAVE_ARRIVED if arrived else "")
        with self.database.unit_of_work() as unit:
            unit.outbox.release(parcel.ids, code, at + pause, claimed_at=at)


def _is_of_the_database(error: Exception) -> bool:
    return isinstance(error, ProblemError) and error.code.startswith("database_")


@contextmanager
def _unforeseen_is_unavailable(*, may_have_arrived: bool = False) -> Iterator[None]:
    """What a channel did not foresee ends neither the dispatch nor this message's chances."""
    try:
        yield
    except Exception as error:
        if isinstance(error, ChannelError):
            raise
        raise ChannelUnavailableError("not_delivered", may_have_arrived=may_have_arrived) from None


def _add(result: DispatchResult, change: DispatchResult) -> DispatchResult:
    return replace(
        result,
        waiting=result.waiting - 1,
        sent=result.sent + change.sent,
        repeats=result.repeats + change.repeats,
        already_there=result.already_there + change.already_there,
    )


def _with_failure(result: DispatchResult, error: ChannelError) -> DispatchResult:
    problems = {problem.code: problem for problem in (*result.problems, explain(error.code))}
    refused = isinstance(error, ChannelRefusedError)
    return replace(
        result,
        waiting=result.waiting - int(refused),
        failed=result.failed + int(refused),
        problems=tuple(problems.values()),
    )
