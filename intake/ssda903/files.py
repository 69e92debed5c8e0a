"""From the files of a return to the rows of its tables."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from domain.errors import ProblemError
from intake.files.opening import files_in, open_file, read_bytes
from intake.files.tables import TableRow, read_table, with_columns_seen
from intake.progress import Progress
from intake.reading import Reading
from intake.ssda903.problems import problem
from intake.ssda903.tables import ALSO_CALLED, TABLES, UNKNOWN, table_of
from intake.ssda903.xml_rows import rows_of_xml

Tables = dict[str, list[TableRow]]

ENDINGS = frozenset({".csv", ".xml"})


def read_files(paths: Iterable[Path], reading: Reading, progress: Progress) -> Tables:
    """The rows of each table, every one of them counted in ``reading``.

    A table that no file holds has no entry: it was not returned. Rows of tables that make no
    events are set aside here. Raises ProblemError ``no_return_files``.
    """
    files = list(files_in(paths, ENDINGS))
    if not files:
        raise ProblemError(
            "no_return_files",
            "There is no CSV or XML file of a return here.",
            "Give the folder that holds header.csv, episodes.csv and the rest, or the files.",
        )
    sizes = [_size(file) for file in files]
    total = sum(sizes)
    tables: Tables = {}
    done = 0
    for file, size in zip(files, sizes, strict=True):
        progress("Reading", done, total)
        try:
            if _is_xml(file):
                _read_xml(file, tables, reading, partial(_told, progress, done, total))
            else:
                _read_csv(file, tables, reading)
        except ProblemError as refused:
            reading.refuse_file(UNKNOWN, file.name, refused)
        except OSError:
            reading.refuse_file(UNKNOWN, file.name, problem("file_cannot_be_read"))
        done += size
    progress("Reading", total, total)
    for name, rows in tables.items():
        reason = TABLES[name].set_aside
        for row in rows if reason is not None else ():
            reading.rows[row.number].set_aside = reason
    return tables


def _read_xml(path: Path, tables: Tables, reading: Reading, told: Callable[[int], None]) -> None:
    found: Tables = {}
    try:
        with open_file(path) as source:
            for table, row in rows_of_xml(source, path.name, reading):
                if table == "header":
                    told(source.tell())
                found.setdefault(table, []).append(row)
    finally:
        # What came before a fault is kept.
        for table, rows in found.items():
            tables.setdefault(table, []).extend(with_columns_seen(rows))
    if "header" not in found:
        raise problem("xml_without_children")


def _read_csv(path: Path, tables: Tables, reading: Reading) -> None:
    data = read_bytes(path)
    table = table_of(path.name, data)
    needed = TABLES[table].needed if table in TABLES else ()
    rows = read_table(
        data,
        table=table,
        file=path.name,
        needed=needed,
        reading=reading,
        also_called=ALSO_CALLED,
    )
    if table in TABLES:
        tables.setdefault(table, []).extend(rows)
        return
    reading.refuse_file(table, path.name, problem("unknown_table"))
    for row in rows:
        reading.rows[row.number].refused = "unknown_table"


def _told(progress: Progress, before: int, total: int, read: int) -> None:
    progress("Reading", before + read, total)


def _is_xml(path: Path) -> bool:
    """Whether the file says that it is XML: by its name, or else by its first character."""
    if path.suffix.lower() == ".xml":
        return True
    if path.suffix.lower() == ".csv":
        return False
    with open_file(path) as file:
        return file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
