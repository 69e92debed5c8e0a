"""Tables in which a source's number has one reference for ever."""

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, Table, select

from store.mapping import by_source, insert_into

# A source, and a number that it gives.
NumberKey = tuple[str, str]


def known_refs(
    connection: Connection, table: Table, ref: str, keys: Iterable[NumberKey]
) -> dict[NumberKey, str]:
    """The reference, in the column ``ref``, of each number that has one."""
    refs: dict[NumberKey, str] = {}
    for source, subjects in by_source(keys):
        statement = select(table.c.subject, table.c[ref]).where(
            table.c.source == source, table.c.subject.in_(subjects)
        )
        for subject, found in connection.execute(statement):
            refs[source, subject] = found
    return refs


def refs_for(
    connection: Connection,
    table: Table,
    ref: str,
    keys: Iterable[NumberKey],
    new_ref: Callable[[], str],
) -> dict[NumberKey, str]:
    """The reference of each number; ``new_ref`` makes one for those not yet known.

    Every reference that ``new_ref`` gives must be new. Where another program was first, its
    reference stands.
    """
    wanted: Sequence[NumberKey] = list(dict.fromkeys(keys))
    refs = known_refs(connection, table, ref, wanted)
    missing = [key for key in wanted if key not in refs]
    if missing:
        rows = [
            {"source": source, "subject": subject, ref: new_ref()} for source, subject in missing
        ]
        statement = insert_into(connection, table)
        connection.execute(
            statement.on_conflict_do_nothing(index_elements=["source", "subject"]), rows
        )
        refs |= known_refs(connection, table, ref, missing)
    return refs
