"""What the tables of the dataset would tell again, were it still so."""

from datetime import date

from intake.standard_dataset import SOURCE
from intake.standard_dataset.rows import Feed
from intake.standard_dataset.tables import EPISODES, TABLES, Table
from intake.whole_tables import WholeTable, WholeTables, problem


def whole_tables_of(feed: Feed) -> WholeTables:
    """Each table that was read and can be judged, from the earliest date that it still holds.

    The dataset goes back some years, and what has grown too old was not deleted.
    """
    return WholeTables(SOURCE, [_whole(table, feed) for table in feed.tables], feed.formerly)


def _whole(table: Table, feed: Feed) -> WholeTable:
    since: dict[str, date] = {}
    for event in feed.events.values():
        if event.type in table.types and _judged(table, feed):
            since[event.type] = min(event.on, since.get(event.type, event.on))
    in_doubt = table.name in feed.table_in_doubt or (
        table.rests_on_episodes and EPISODES in feed.table_in_doubt
    )
    return WholeTable(
        table=table.name,
        since=since,
        doubtful=feed.doubtful,
        doubt=problem("not_read_whole") if in_doubt else None,
    )


def _judged(table: Table, feed: Feed) -> bool:
    if table.latest_only:
        return False
    return not table.rests_on_episodes or TABLES[EPISODES] in feed.tables
