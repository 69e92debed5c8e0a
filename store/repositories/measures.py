"""What people recorded about the figures. It can be added to and read, no more."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from domain.measures.rating import Rag
from domain.measures.recorded import Comparator, Override, Published
from store.tables import MeasureRecordRow, table_of

_record = table_of(MeasureRecordRow)

_COMPARATOR = "comparator"
_OVERRIDE = "override"
_PUBLISHED = "published"


class Measures:
    """The comparators given, the colours recorded and the figures published, oldest first."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def comparators(self) -> tuple[Comparator, ...]:
        """The comparators, in the order in which they were given."""
        return tuple(
            Comparator(
                measure=row.measure,
                first=row.first_on,
                last=row.last_on,
                boundaries=_three(row.content["boundaries"]),
                average=None if row.content["average"] is None else Decimal(row.content["average"]),
            )
            for row in self._of(_COMPARATOR)
        )

    def add_comparators(self, given: Iterable[Comparator], at: datetime) -> None:
        """Keep what the authority says of others. A later one for the same period replaces."""
        self._add(
            {
                **_row(_COMPARATOR, one.measure, one.first, one.last, at),
                "content": {
                    "boundaries": [str(value) for value in one.boundaries],
                    "average": None if one.average is None else str(one.average),
                },
            }
            for one in given
        )

    def overrides(self) -> tuple[Override, ...]:
        """The colours that people recorded, in order."""
        return tuple(
            Override(
                measure=row.measure,
                first=row.first_on,
                last=row.last_on,
                rag=Rag(row.content["rag"]) if row.content["rag"] else None,
                reason=row.reason,
                by=row.recorded_by,
            )
            for row in self._of(_OVERRIDE)
        )

    def add_override(self, override: Override, at: datetime) -> None:
        """Keep the colour that somebody gave an indicator."""
        row = _row(_OVERRIDE, override.measure, override.first, override.last, at)
        said = {"recorded_by": override.by, "reason": override.reason}
        self._add([row | said | {"content": {"rag": override.rag}}])

    def published(self) -> tuple[Published, ...]:
        """Every figure as it was published, restated ones after the first."""
        return tuple(
            Published(
                measure=row.measure,
                first=row.first_on,
                last=row.last_on,
                group=row.group_name,
                as_at=row.as_at,
                reason=row.reason,
                content=row.content,
            )
            for row in self._of(_PUBLISHED)
        )

    def add_published(self, figures: Iterable[Published], at: datetime) -> None:
        """Keep figures as they are published."""
        self._add(
            {
                **_row(_PUBLISHED, one.measure, one.first, one.last, at),
                "group_name": one.group,
                "as_at": one.as_at,
                "reason": one.reason,
                "content": dict(one.content),
            }
            for one in figures
        )

    def _of(self, kind: str) -> Sequence[Row[Any]]:
        statement = select(_record).where(_record.c.kind == kind).order_by(_record.c.id)
        return self._connection.execute(statement).all()

    def _add(self, rows: Iterable[dict[str, Any]]) -> None:
        given = list(rows)
        if given:
            self._connection.execute(insert(_record), given)


def _three(given: Sequence[str]) -> tuple[Decimal, Decimal, Decimal]:
    one, two, three = map(Decimal, given)
    return one, two, three


def _row(kind: str, measure: str, first: date, last: date, at: datetime) -> dict[str, Any]:
    return {
        "kind": kind,
        "measure": measure,
        "first_on": first,
        "last_on": last,
        "recorded_at": at,
    }
