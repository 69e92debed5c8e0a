"""The outbox: what waits to be sent, what is being sent, and what was."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
    text,
    update,
)

from domain.clocks.alerts import Alert, Delivery, DeliveryState
from store.mapping import RecordMap, chunks, insert_into
from store.tables import AlertRow, DeliveryRow, table_of
from store.tables.alerts import IS_UNSENT, IS_WAITING

_delivery = table_of(DeliveryRow)
_alert = table_of(AlertRow)
_map = RecordMap(Delivery, _delivery)
_alert_map = RecordMap(Alert, _alert, {"case": "case_ref"})


class Outbox:
    """The deliveries: waiting, then sending, then sent; a release leads back to waiting."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, deliveries: Sequence[Delivery]) -> None:
        """Add the deliveries that are not there yet. An alert must be added before its own."""
        if deliveries:
            self._connection.execute(
                insert_into(self._connection, _delivery).on_conflict_do_nothing(),
                [{**_map.row(one), "ready_at": one.not_before} for one in deliveries],
            )

    def ready(self, now: datetime) -> list[Delivery]:
        """Those that wait and may be sent at ``now``, oldest first."""
        return self._read(waiting_until(now))

    def stale(self, claimed_before: datetime) -> list[Delivery]:
        """Those claimed before that instant and still not sent: whoever claimed them is gone."""
        statement = select(*_map.columns).where(
            text(IS_UNSENT),
            _delivery.c.state == DeliveryState.SENDING,
            _delivery.c.claimed_at < claimed_before,
        )
        return self._read(statement.order_by(_delivery.c.claimed_at, _delivery.c.id))

    def claim(
        self,
        ids: Iterable[str],
        message: str,
        at: datetime,
        claimed_before: datetime | None = None,
    ) -> int:
        """Claim deliveries for one message, and say how many were still to be had.

        Takes those that wait. With ``claimed_before``, takes also those that a claim for the
        same message took before that instant: of two that try, the second finds the claim
        fresh. Each claim counts as an attempt.
        """
        free = _delivery.c.state == DeliveryState.WAITING
        if claimed_before is not None:
            abandoned = and_(
                _delivery.c.state == DeliveryState.SENDING,
                _delivery.c.message == message,
                _delivery.c.claimed_at < claimed_before,
            )
            free = or_(free, abandoned)
        return sum(
            self._connection.execute(
                update(_delivery)
                .where(_delivery.c.id.in_(chunk), free)
                .values(
                    state=DeliveryState.SENDING,
                    message=message,
                    claimed_at=at,
                    attempts=_delivery.c.attempts + 1,
                )
            ).rowcount
            for chunk in chunks(ids)
        )

    def holds(self, ids: Iterable[str], claimed_at: datetime) -> bool:
        """Whether the claim of that instant still stands for every one of the deliveries."""
        statement = select(func.count()).select_from(_delivery)
        counts = [
            (len(chunk), self._connection.scalar(statement.where(_claimed(chunk, claimed_at))))
            for chunk in chunks(ids)
        ]
        return all(asked == found for asked, found in counts)

    def mark_sent(
        self, ids: Iterable[str], *, claimed_at: datetime, at: datetime, may_be_repeat: bool
    ) -> int:
        """Mark deliveries as sent at the UTC instant ``at``, and say how many were.

        Only those of the claim made at ``claimed_at``: one that was taken over since belongs to
        whoever took it, and another claim always has another instant.
        """
        return self._change(
            ids,
            claimed_at,
            state=DeliveryState.SENT,
            sent_at=at,
            may_be_repeat=or_(_delivery.c.may_be_repeat, literal(may_be_repeat)),
            last_error=None,
        )

    def release(
        self, ids: Iterable[str], error: str, not_before: datetime, *, claimed_at: datetime
    ) -> int:
        """Put deliveries back, to be tried again from ``not_before``, and say how many were.

        Only those of the claim made at ``claimed_at``, as for ``mark_sent``.
        """
        return self._change(
            ids,
            claimed_at,
            state=DeliveryState.WAITING,
            claimed_at=None,
            last_error=error,
            not_before=not_before,
        )

    def note_repeat(self, ids: Iterable[str]) -> None:
        """Note of deliveries, whatever their state, that they may go or have gone twice."""
        for chunk in chunks(ids):
            statement = update(_delivery).where(_delivery.c.id.in_(chunk))
            self._connection.execute(statement.values(may_be_repeat=True))

    def oldest_waiting(self) -> datetime | None:
        """Since when the oldest unsent delivery could have gone, or None when all are sent.

        Retries do not push it back. May lie in the future: a digest that is held until the morning.
        """
        statement = select(_delivery.c.ready_at).where(text(IS_UNSENT))
        return self._connection.scalar(statement.order_by(_delivery.c.ready_at).limit(1))

    def of_alerts(self, alerts: Iterable[str]) -> dict[str, list[Delivery]]:
        """The deliveries of each alert, oldest first. Every alert asked for has a list."""
        found: dict[str, list[Delivery]] = {alert: [] for alert in alerts}
        for chunk in chunks(found):
            statement = select(*_map.columns).where(_delivery.c.alert.in_(chunk))
            for one in self._read(statement.order_by(_delivery.c.created_at, _delivery.c.id)):
                found[str(one.alert)].append(one)
        return found

    def with_alerts(self, ids: Iterable[str]) -> list[tuple[Delivery, Alert | None]]:
        """Deliveries, oldest first, each with the alert it tells of; None for a digest."""
        found: list[tuple[Delivery, Alert | None]] = []
        split = len(_map.columns)
        for chunk in chunks(ids):
            statement = (
                select(*_map.columns, *_alert_map.columns)
                .join_from(_delivery, _alert, isouter=True)
                .where(_delivery.c.id.in_(chunk))
            )
            for row in self._connection.execute(statement):
                alert = None if row[split] is None else _alert_map.item(row[split:])
                found.append((_map.item(row[:split]), alert))
        found.sort(key=lambda pair: (pair[0].created_at, pair[0].id))
        return found

    def _change(self, ids: Iterable[str], claim: datetime, **values: Any) -> int:
        return sum(
            self._connection.execute(
                update(_delivery).where(_claimed(chunk, claim)).values(**values)
            ).rowcount
            for chunk in chunks(ids)
        )

    def _read(self, statement: Select[Any]) -> list[Delivery]:
        return [_map.item(row) for row in self._connection.execute(statement)]


def _claimed(ids: Sequence[str], claimed_at: datetime) -> ColumnElement[bool]:
    return and_(
        _delivery.c.id.in_(ids),
        _delivery.c.state == DeliveryState.SENDING,
        _delivery.c.claimed_at == claimed_at,
    )


def waiting_until(now: datetime) -> Select[Any]:
    """Reads only what waits: the index holds nothing else."""
    return (
        select(*_map.columns)
        .where(text(IS_WAITING), _delivery.c.not_before <= now)
        .order_by(_delivery.c.not_before, _delivery.c.id)
    )
