"""The ledger: every alert ever raised."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, insert, or_, select, update

from domain.clocks.alerts import Alert, Delivery
from store.filters import AlertFilter
from store.living import Living, every_member
from store.mapping import RecordMap, chunks, insert_into
from store.repositories.outbox import Outbox
from store.tables import AlertRow, ClockRow, LineageAliasRow, table_of

_alert = table_of(AlertRow)
_alias = table_of(LineageAliasRow)
_clock = table_of(ClockRow)
_living = Living(_alert.c.case_ref)
_living_alias = Living(_alias.c.case_ref)
_map = RecordMap(Alert, _alert, {"case": "case_ref"}, read={"case": _living.case})


class Alerts:
    """The alerts. They are added and withdrawn, never deleted.

    Each is read as of the case that lives on, whatever case it was raised of.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_lineages(self, lineages: Iterable[str]) -> dict[str, list[Alert]]:
        """The alerts of each lineage, oldest first, with those of its aliases.

        Every lineage asked for has a list.
        """
        found: dict[str, list[Alert]] = {lineage: [] for lineage in lineages}
        for chunk in chunks(found):
            aliases = self._aliases(_alias.c.lineage.in_(chunk))
            alerts: dict[str, list[Alert]] = {}
            for part in chunks([*chunk, *aliases]):
                for row in self._connection.execute(_alerts().where(_alert.c.lineage.in_(part))):
                    alert = _map.item(row)
                    alerts.setdefault(alert.lineage, []).append(alert)
            for lineage in chunk:
                found[lineage] += alerts.get(lineage, ())
            for alias, (lineage, _) in aliases.items():
                found[lineage] += alerts.get(alias, ())
        for told in found.values():
            told.sort(key=lambda alert: (alert.raised_at, alert.reached_at, alert.id))
        return found

    def told_of(self, lineages: Iterable[str]) -> set[str]:
        """Those of some lineages that there are alerts of."""
        found: set[str] = set()
        for chunk in chunks(lineages):
            statement = select(_alert.c.lineage).where(_alert.c.lineage.in_(chunk))
            found.update(self._connection.scalars(statement.distinct()))
        return found

    def aliases_of_cases(self, refs: Iterable[str]) -> dict[str, tuple[str, str]]:
        """The lineages that are another's alias in these cases: that other, and the case."""
        found: dict[str, tuple[str, str]] = {}
        for chunk in chunks(every_member(self._connection, refs)):
            found |= self._aliases(_alias.c.case_ref.in_(chunk))
        return found

    def set_aliases(self, add: Mapping[str, tuple[str, str]], remove: Iterable[str] = ()) -> None:
        """Keep aliases, each with its lineage and that clock's own case, and drop others."""
        for chunk in chunks([*remove, *add]):
            self._connection.execute(delete(_alias).where(_alias.c.alias.in_(chunk)))
        rows = [
            {"alias": alias, "lineage": lineage, "case_ref": case}
            for alias, (lineage, case) in add.items()
        ]
        if rows:
            self._connection.execute(insert(_alias), rows)

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

    def _aliases(self, condition: ColumnElement[bool]) -> dict[str, tuple[str, str]]:
        statement = select(_alias.c.alias, _alias.c.lineage, _alias.c.case_ref).where(condition)
        return {
            alias: (lineage, case) for alias, lineage, case in self._connection.execute(statement)
        }


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
        (_alert.c.case_ref, filter.cases),
        (_alert.c.rule, filter.rules),
    ):
        if wanted is not None:
            yield column.in_(list(wanted))
    if filter.clocks is not None:
        yield or_(_alert.c.clock.in_(list(filter.clocks)), _told_of_another(filter.clocks))
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


def _told_of_another(clocks: Collection[str]) -> ColumnElement[bool]:
    """Whether an alert is of a lineage that is an alias of one of these clocks'."""
    same = select(_alias.c.alias).join(_clock, _clock.c.lineage == _alias.c.lineage)
    return _alert.c.lineage.in_(same.where(_clock.c.clock.in_(list(clocks))))
