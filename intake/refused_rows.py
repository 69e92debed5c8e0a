"""From what a reader refused to the gaps that it leaves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.errors import ProblemError
from intake.gaps import Gap, TableTells
from intake.overlaps import NOT_BELIEVED
from intake.reading import Reading, Refusal, Row
from intake.whole_tables import problem

_HOLD_EVERY_TABLE = (".xml", ".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that what was refused could be about; None where that is open."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """The days that the files of a reading are about.

    ``by_file`` has those of which a reading of several years knows it; ``otherwise`` is that of
    the others.
    """

    otherwise: Days = Days()
    by_file: Mapping[str, Days] = field(default_factory=dict)

    def of(self, file: str) -> Days:
        """The days that a file is about."""
        return self.by_file.get(file, self.otherwise)


def gaps_of_refusals(
    reading: Reading,
    tells: Mapping[str, TableTells],
    covered: Covered | None = None,
) -> list[Gap]:
    """The gaps of the rows and the files that a reading refused, each once.

    ``tells`` has the tables of the format; a row of another tells nothing that a rule uses. A file
    that could not be recognised may be any of the tables that are not there; an XML file or a
    workbook holds all of them.
    """
    covered = covered or Covered()
    found: dict[Gap, None] = {}
    whole: set[tuple[str, str]] = set()
    for refusal in reading.refusals:
        if refusal.line == 0:
            for name in _tables_in(refusal, reading, tells):
                whole.add((name, refusal.file))
                found[_of_table(name, tells[name], covered.of(refusal.file))] = None
    gave = {read.row for read in reading.events}
    for number, row in enumerate(reading.rows):
        if row.refused is None or row.table not in tells:
            continue
        if row.subject is None and (row.table, row.file) in whole:
            continue  # the gap of the whole file says it
        types = _types_lost(row, tells[row.table], kept=number in gave)
        if types:
            found[_of_row(row, types, covered.of(row.file))] = None
    return list(found)


def doubts_of(reading: Reading, table: str) -> tuple[set[str], ProblemError | None]:
    """The subjects of whom a row of a table could not be read, and why nothing in it is certain.

    That is None, unless a file could not be read, or a row of which it is not known whose it was.
    """
    known = NOT_BELIEVED | {None}
    refused = [row for row in reading.rows if row.table == table and row.refused not in known]
    unread = any(each.line == 0 for each in reading.refusals)
    if unread or any(row.subject is None for row in refused):
        return set(), problem("not_read_whole")
    return {row.subject for row in refused if row.subject is not None}, None


def _tables_in(
    refusal: Refusal, reading: Reading, tells: Mapping[str, TableTells]
) -> Iterable[str]:
    """The tables that a refused file held, or may have held."""
    if refusal.file.lower().endswith(_HOLD_EVERY_TABLE):
        return tells
    if refusal.table in tells:
        return (refusal.table,)
    return [name for name in tells if name not in reading.tables]


def _types_lost(row: Row, tells: TableTells, *, kept: bool) -> frozenset[str]:
    """What a row would have told, or only its refused cells where the rest of it was kept."""
    if row.refused in tells.repeated | NOT_BELIEVED:
        return frozenset()
    cells = {cell for cell in row.refused_cells if cell is not None}
    if kept and tells.cells and cells and None not in row.refused_cells:
        return frozenset().union(*(tells.cells.get(cell, frozenset()) for cell in cells))
    return tells.types


def _of_table(name: str, tells: TableTells, days: Days) -> Gap:
    return Gap(
        table=name,
        tells=tells.types,
        subject=None,
        since=days.since,
        until=days.until,
        code="table_not_read",
        why=f"The table {name} could not be read.",
    )


def _of_row(row: Row, types: frozenset[str], days: Days) -> Gap:
    return Gap(
        table=row.table,
        tells=types,
        subject=row.subject,
        since=days.since,
        until=days.until,
        code=str(row.refused),
        why=f"A row of the table {row.table} could not be read.",
    )
