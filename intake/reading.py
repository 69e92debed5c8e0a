"""What a reader hands back: the events of every row, and the fate of every row.

A row is one line of a table. It gives events, or repeats another row of the same reading, or
is refused, or belongs to a table that holds nothing to use. ``engine.importing`` adds what
only the store knows: unchanged, corrected, quarantined.
"""

from dataclasses import dataclass, field
from datetime import date

from domain.case.events import Event
from domain.errors import ProblemError
from intake.gaps import Gap
from intake.pupils import Pupil
from intake.whole_tables import Removal, WholeTables


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was wrong with a row, a cell or a whole file, and what to do about it.

    ``file`` is the name only, without its folder. ``line`` counts from 1; 0 is the whole file.
    The texts never repeat a value of the row.
    """

    table: str
    file: str
    line: int
    column: str | None
    code: str
    message: str
    remedy: str


@dataclass(slots=True)
class Row:
    """One line of a table. The codes are None unless that fate befell it.

    ``removal`` marks what no line says: the table no longer tells of an event, or tells it again.
    Its ``line`` is 0. ``subject`` is the source's number of the case it is about, where that is
    known; ``refused_cells`` are the columns of what was refused, None for the whole row.
    """

    table: str
    file: str
    line: int
    refused: str | None = None
    set_aside: str | None = None
    repeats: bool = False
    removal: Removal | None = None
    subject: str | None = None
    refused_cells: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event and the row it came from. Its ``case`` is still the source's subject."""

    event: Event
    table: str
    line: int
    row: int


@dataclass(slots=True)
class Reading:
    """Everything that one call of a reader found.

    ``events`` and ``rows`` are in the order of the files. ``warnings`` are about rows that
    were kept. ``window_from`` is the first day of a return's year, where a reader has one.
    ``exported_on`` is the day on which all this was taken from the case system, where that is said.
    ``read_whole`` says which tables were, so that what they no longer tell can be taken back.
    ``tables`` are those that were there, with rows or without, in the order read; ``gaps`` say what
    was refused or is missing.
    ``pupils`` are the pupil numbers that a reader has, by source and case number of the child.
    """

    rows: list[Row] = field(default_factory=list)
    events: list[ReadEvent] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    warnings: list[Refusal] = field(default_factory=list)
    window_from: date | None = None
    read_whole: WholeTables | None = None
    exported_on: date | None = None
    tables: dict[str, None] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    pupils: dict[tuple[str, str], Pupil] = field(default_factory=dict)

    @property
    def rows_read(self) -> dict[str, int]:
        """How many rows each table has."""
        counts: dict[str, int] = {}
        for row in self.rows:
            counts[row.table] = counts.get(row.table, 0) + 1
        return counts

    def start_table(self, table: str) -> None:
        """Note that a table is there, whether or not it has rows."""
        self.tables[table] = None

    def start_row(self, table: str, file: str, line: int) -> int:
        """Count one row as read; gives its number within this reading."""
        self.tables[table] = None
        self.rows.append(Row(table, file, line))
        return len(self.rows) - 1

    def about(self, row: int, subject: str | None) -> None:
        """Say whose row it is, by the source's number; None where that is not known."""
        self.rows[row].subject = subject

    def start_removal(self, table: str, removal: Removal) -> int:
        """Count one event that a table no longer tells, or tells again; gives its row's number."""
        self.rows.append(Row(table, table, 0, removal=removal))
        return len(self.rows) - 1

    def keep(self, row: int, event: Event) -> None:
        """Keep one event of a row."""
        at = self.rows[row]
        self.events.append(ReadEvent(event, at.table, at.line, row))

    def refuse(self, row: int, column: str | None, problem: ProblemError) -> None:
        """Refuse a row, or one of its cells. The row counts as refused, under its first code."""
        at = self.rows[row]
        self.count_refused(row, column, problem.code)
        self.refusals.append(_refusal(at.table, at.file, at.line, column, problem))

    def count_refused(self, row: int, column: str | None, code: str) -> None:
        """Count a row as refused for a reason that was told elsewhere."""
        at = self.rows[row]
        at.refused = at.refused or code
        at.refused_cells += (column,)

    def warn(self, row: int, column: str | None, problem: ProblemError) -> None:
        """Say what is odd about a row that is kept."""
        at = self.rows[row]
        self.warnings.append(_refusal(at.table, at.file, at.line, column, problem))

    def refuse_file(self, table: str, file: str, problem: ProblemError) -> None:
        """Refuse a whole file. Its rows, if it could be cut into rows, are marked apart."""
        self.refusals.append(_refusal(table, file, 0, None, problem))

    def warn_of_file(self, table: str, file: str, problem: ProblemError) -> None:
        """Say what is odd about a file that is kept."""
        self.warnings.append(_refusal(table, file, 0, None, problem))


def _refusal(
    table: str, file: str, line: int, column: str | None, problem: ProblemError
) -> Refusal:
    return Refusal(
        table=table,
        file=file,
        line=line,
        column=column,
        code=problem.code,
        message=problem.message,
        remedy=problem.remedy,
    )
