"""The tables as CSV files."""

from collections.abc import Iterable
from pathlib import Path

from domain.errors import ProblemError
from intake.files.opening import files_in, read_bytes
from intake.files.tables import TableRow, read_table
from intake.standard_dataset.problems import problem
from intake.standard_dataset.rows import Feed
from intake.standard_dataset.tables import TABLES, table_of


def read_csv_tables(paths: Iterable[Path], feed: Feed) -> dict[str, list[TableRow]]:
    """The rows of each table, from files, folders or both. A file is named after its table.

    A table that was refused as a whole is not there. Raises ProblemError ``dataset_empty``
    when there is no table at all.
    """
    tables: dict[str, list[TableRow]] = {}
    reading = feed.reading
    for path in files_in(paths, {".csv"}):
        name = table_of(path.stem)
        table = name or path.stem.lower()
        try:
            data = read_bytes(path)
        except ProblemError as refused:
            reading.refuse_file(table, path.name, refused)
            continue
        needed = TABLES[name].needed if name else ()
        refusals = len(reading.refusals)
        rows = read_table(data, table=table, file=path.name, needed=needed, reading=reading)
        if name is None:
            reading.warn_of_file(table, path.name, problem("table_without_limits"))
            for row in rows:
                reading.rows[row.number].set_aside = "table_without_limits"
            continue
        tables.setdefault(name, []).extend(rows)
        if TABLES[name] not in feed.tables:
            feed.tables.append(TABLES[name])
        if len(reading.refusals) > refusals:
            feed.table_in_doubt.add(name)
    if not tables:
        raise problem("dataset_empty")
    return tables
