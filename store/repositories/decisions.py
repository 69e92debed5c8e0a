"""What people decided: that cases are one child or are not, and which sources share numbers."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, insert, or_, select

from store.mapping import RecordMap, chunks
from store.records import CaseLink, SourceGroup
from store.tables import CaseLinkRow, SourceGroupRow, table_of

_link = table_of(CaseLinkRow)
_group = table_of(SourceGroupRow)
_links = RecordMap(CaseLink, _link)
_groups = RecordMap(SourceGroup, _group)


class Decisions:
    """The decisions of people. They can be added to and read, no more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_links(self, links: Collection[CaseLink]) -> None:
        """Keep decisions that cases are one child, or are not."""
        if links:
            self._connection.execute(insert(_link), [_links.row(one) for one in links])

    def links_of(self, refs: Iterable[str]) -> list[CaseLink]:
        """The decisions on any of these cases, the oldest first."""
        found: dict[int, CaseLink] = {}
        for chunk in chunks(refs):
            either = or_(_link.c.first_case.in_(chunk), _link.c.second_case.in_(chunk))
            statement = select(_link.c.id, *_links.columns).where(either)
            for number, *row in self._connection.execute(statement):
                found[number] = _links.item(row)
        return [found[number] for number in sorted(found)]

    def add_group(self, group: SourceGroup) -> None:
        """Keep a decision on which sources share case numbers."""
        self._connection.execute(insert(_group), [_groups.row(group)])

    def groups(self) -> dict[str, SourceGroup]:
        """The groups that people decided on, by name: of each name the last."""
        statement = select(*_groups.columns).order_by(_group.c.id)
        found = [_groups.item(row) for row in self._connection.execute(statement)]
        return {one.name: one for one in found}
