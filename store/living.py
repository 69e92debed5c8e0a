"""Seeing a table of cases as the cases that they live as.

Events, clocks and alerts keep for ever the reference of the case that they were told of. Which
case lives as which is said in one place, ``joined_case``: joining and parting alter nothing else.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, func, or_, select

from store.mapping import chunks
from store.tables import JoinedCaseRow, table_of

_joined = table_of(JoinedCaseRow)


class Living:
    """A column of case references, and the cases that those live as.

    ``case`` is the living case; ``own`` the column's own value where that lives as another, else
    null. Both want ``beside`` in the statement.
    """

    def __init__(self, own: ColumnElement[Any]) -> None:
        joined = _joined.alias()
        self.case: ColumnElement[str] = func.coalesce(joined.c.lives_as, own)
        self.own: ColumnElement[str | None] = joined.c.case_ref
        self._joined, self._on = joined, joined.c.case_ref == own

    def beside(self, table: FromClause) -> FromClause:
        """The table, or join of tables, with what tells as which case each of its cases lives."""
        return table.outerjoin(self._joined, self._on)


def living(connection: Connection, refs: Iterable[str]) -> dict[str, str]:
    """The case that each reference lives as: itself, unless it was joined with another."""
    found = {ref: ref for ref in refs}
    for chunk in chunks(list(found)):
        statement = select(_joined.c.case_ref, _joined.c.lives_as)
        for ref, lives_as in connection.execute(statement.where(_joined.c.case_ref.in_(chunk))):
            found[ref] = lives_as
    return found


def members(connection: Connection, refs: Iterable[str]) -> dict[str, list[str]]:
    """The references that live as each of these cases, its own first; none for one that does not.

    Every case asked for has a list.
    """
    found = {ref: [ref] for ref in refs}
    for chunk in chunks(list(found)):
        either = or_(_joined.c.lives_as.in_(chunk), _joined.c.case_ref.in_(chunk))
        statement = select(_joined.c.case_ref, _joined.c.lives_as).where(either)
        for ref, lives_as in connection.execute(statement.order_by(_joined.c.case_ref)):
            if ref in found:
                found[ref].remove(ref)
            if lives_as in found:
                found[lives_as].append(ref)
    return found


def every_member(connection: Connection, refs: Iterable[str]) -> list[str]:
    """The references that live as any of these cases, for conditions on a column of them."""
    return [ref for group in members(connection, refs).values() for ref in group]
