"""Reading the dataset, from CSV files or from the database that holds it."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from intake.standard_dataset.database import read_database
from intake.standard_dataset.dataset import keep_events
from intake.standard_dataset.files import read_csv_tables
from intake.standard_dataset.rows import Feed


def read_dataset_in_files(paths: Iterable[Path], *, now: datetime) -> Feed:
    """Read the tables of the dataset from CSV files.

    ``now`` is a UTC instant: rows dated more than 24 hours after it have not happened yet and
    are left for later. Raises ProblemError ``dataset_empty``.
    """
    feed = Feed()
    keep_events(read_csv_tables(paths, feed), feed, now=now)
    return feed


def read_dataset_in_database(address: str, *, now: datetime, schema: str | None = None) -> Feed:
    """Read the tables of the dataset from a database, which is never written to.

    ``now`` as for files. Raises the ProblemErrors of ``read_database``.
    """
    feed = Feed()
    keep_events(read_database(address, feed, schema=schema), feed, now=now)
    return feed
