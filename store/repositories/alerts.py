"""The ledger: every alert ever raised."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select, update

from domain.clocks.alerts import Alert, Delivery
from store.filters import AlertFilter
from store.living import Living, every_member
from store.mapping import RecordMap, chunks, insert_into
from store.repositories.outbox import Outbox
from store.tables import AlertRow, table_of

_alert = table_of(AlertRow)
_living = Living(_alert.c.case_ref)
_map = RecordMap(Alert, _alert, {"case": "case_ref"}, read={"case": _living.case})


class Alerts:
    """The alerts. They are added and withdrawn, never deleted.

    Each is read as of the case that lives on, whatever case it was raised of.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_lineages(self, lineages: Iterable[str]) -> dict[str, list[Alert]]:
        """The alerts of each lineage, oldest first. Every lineage asked for has a list."""
        found: dict[str, list[Alert]] = {lineage: [] for lineage in lineages}
        for chunk in chunks(found):
            statement = _alerts().where(_alert.c.lineage.in_(chunk))
            for row in self._connection.execute(
                statement.order_by(_alert.c.raised_at, _alert.c.reached_at, _alert.c.id)
            ):
                alert = _map.item(row)
                found[alert.lineage].append(alert)
        return found

    def add(self, alerts: Sequence[Alert]) -> set[str]:
        """Add the alerts that are not there yet, and give the ids of those.

        One with the same lineage, rung, recipient and revision as another is left alone.
        """
        if not alerts:
            return set()
        statement = insert_into(self._connection, _alert).on_conflict_do_nothing()
        return set(
            self._connection.scalars(
                statement.returning(_alert.c.id), [_map.row(alert) for alert in alerts]
            )
        )

    def withdraw(self, ids: Iterable[str], at: datetime, because: str) -> None:
        """Mark alerts as wrong from the UTC instant ``at``. One withdrawn before keeps its mark."""
        for chunk in chunks(ids):
            self._connection.execute(
                update(_alert)
                .where(_alert.c.id.in_(chunk), _alert.c.withdrawn_at.is_(None))
                .values(withdrawn_at=at, withdrawn_because=because)
            )

    def clocks_beginning(self, start: str) -> list[str]:
        """The first two ids, of clocks that there are alerts of, that begin with ``start``."""
        clock = _alert.c.clock
        statement = select(clock).where(clock.startswith(start, autoescape=True)).distinct()
        return list(self._connection.scalars(statement.order_by(clock).limit(2)))

    def search(self, filter: AlertFilter) -> list[tuple[Alert, list[Delivery]]]:
        """The alerts that meet every condition, oldest first, each with its deliveries."""
        found: list[Alert] = []
        if filter.cases is not None:
            filter = replace(filter, cases=every_member(self._connection, filter.cases))
        for part in _parts(filter):
            statement = _alerts().where(*_conditions(part))
            found += [_map.item(row) for row in self._connection.execute(statement)]
        found.sort(key=lambda alert: (alert.raised_at, alert.reached_at, alert.id))
        deliveries = Outbox(self._connection).of_alerts(alert.id for alert in found)
        return [(alert, deliveries[alert.id]) for alert in found]


def _alerts() -> Select[Any]:
    return select(*_map.columns).select_from(_living.beside(_alert))


def _parts(filter: AlertFilter) -> Iterator[AlertFilter]:
    """The filter as several, each short enough for one statement."""
    if filter.alerts is not None:
        return (replace(filter, alerts=chunk) for chunk in chunks(filter.alerts))
    if filter.clocks is not None:
        return (replace(filter, clocks=chunk) for chunk in chunks(filter.clocks))
    if filter.cases is not None:
        return (replace(filter, cases=chunk) for chunk in chunks(filter.cases))
    return iter((filter,))


def _conditions(filter: AlertFilter) -> Iterator[ColumnElement[bool]]:
    for column, wanted in (
        (_alert.c.id, filter.alerts),
        (_alert.c.clock, filter.clocks),
        (_alert.c.case_ref, filter.cases),
        (_alert.c.rule, filter.rules),
    ):
        if wanted is not None:
            yield column.in_(list(wanted))
    if filter.recipient is not None:
        yield _alert.c.recipient == filter.recipient
    if filter.team is not None:
        yield _alert.c.team == filter.team
    if filter.raised_since is not None:
        yield _alert.c.raised_at >= filter.raised_since
    if filter.raised_before is not None:
        yield _alert.c.raised_at < filter.raised_before
    if filter.standing_only:
        yield _alert.c.withdrawn_at.is_(None)
