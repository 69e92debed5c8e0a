"""Reading the register, row by row and cell by cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from domain.case.concerned import CHILD_CONCERNED
from domain.case.event_types import read_attribute
from domain.case.events import Event
from domain.errors import ProblemError
from intake.complaints import SOURCE
from intake.complaints.believed import believed_rows, content_of
from intake.complaints.columns import (
    CHILD,
    COLUMNS,
    DATED,
    DETAILS,
    DETAILS_OF,
    NEEDED,
    PROCEDURES,
    TELLS,
    DatedColumn,
    Detail,
)
from intake.complaints.problems import problem
from intake.complaints.whole_tables import whole_tables_of
from intake.days import check_not_future
from intake.days_in_names import day_in_names
from intake.files.cell_days import cell_day
from intake.files.cells import cell_name, cell_text
from intake.files.opening import read_bytes
from intake.files.tables import TableRow, read_columns, read_table
from intake.keys import natural_event
from intake.reading import Reading
from intake.refused_rows import gaps_of_refusals
from intake.several_editions import editions_among

TABLE = "complaints"
_DAYS = frozenset(column.name for column in DATED)


def read_register(paths: Iterable[Path], *, now: datetime) -> Reading:
    """Read complaints registers in CSV.

    ``now`` is a UTC instant: dates more than 24 hours after it are refused. A cell that cannot
    be used is refused and the rest of its row kept; without a usable reference, procedure and
    date received the whole row is. Of a reference given twice one row is kept (``believed``).
    """
    files = list(paths)
    reading = Reading(exported_on=day_in_names(files))
    found: list[TableRow] = []
    for path in files:
        try:
            data = read_bytes(path)
        except ProblemError as refused:
            reading.refuse_file(TABLE, path.name, refused)
            continue
        rows = read_table(data, table=TABLE, file=path.name, needed=NEEDED, reading=reading)
        if rows:
            _warn_of_unknown_columns(read_columns(data), path.name, reading)
        found += rows
    believed = believed_rows(found)
    for row in found:
        complaint = _Complaint(row, now, reading, believed)
        reading.about(row.number, complaint.subject())
        for event in complaint.events():
            reading.keep(row.number, event)
    reading.read_whole = whole_tables_of(reading, TABLE)
    reading.gaps += gaps_of_refusals(reading, {TABLE: TELLS})
    return reading


def editions(paths: Sequence[Path]) -> list[list[Path]]:
    """The registers of each edition, the earliest first: see ``editions_among``."""
    return [list(paths)] if len(paths) < 2 else editions_among(paths, _references_in)


def _references_in(path: Path) -> set[str]:
    try:
        data = read_bytes(path)
    except ProblemError:
        return set()
    unkept = Reading()
    rows = read_table(data, table=TABLE, file=path.name, needed=NEEDED, reading=unkept)
    return {cell_text(row.cells["reference"]) for row in rows}


def _warn_of_unknown_columns(columns: list[str], file: str, reading: Reading) -> None:
    # A misspelt column would otherwise lose its dates without a word.
    for place, name in enumerate(columns, start=1):
        if name and name not in COLUMNS:
            unknown = problem("unknown_column", f"Column {place} is not one that is read.")
            reading.warn_of_file(TABLE, file, unknown)


class _Complaint:
    """One row, read cell by cell."""

    def __init__(
        self,
        row: TableRow,
        now: datetime,
        reading: Reading,
        believed: Mapping[str, TableRow],
    ) -> None:
        self._row, self._now, self._reading, self._believed = row, now, reading, believed

    def subject(self) -> str | None:
        """The complaint's reference, or None where it cannot be read."""
        try:
            return cell_name(self._row.cells["reference"], "reference")
        except ProblemError:
            return None

    def events(self) -> Iterator[Event]:
        reference = self._reference()
        procedure = self._word("procedure", PROCEDURES, "unknown_procedure")
        received_on = self._day("received_on")
        if reference is None or self._is_told_by_another(reference):
            return
        if procedure is None or received_on is None:
            return
        days = self._days(procedure, received_on)
        attributes: dict[str, Any] = {"procedure": procedure}
        attributes |= self._details("complaint_received", "received_on", days)
        if child := self._child():
            attributes[CHILD_CONCERNED] = child
        yield natural_event(SOURCE, reference, "complaint_received", received_on, attributes)
        if team := self._team():
            assigned = {"role": "complaints_manager", "team": team}
            yield natural_event(SOURCE, reference, "responsible_assigned", received_on, assigned)
        for column in DATED:
            if column.event is not None and column.name in days:
                yield self._event(reference, column, days)
        self._refuse_loose_cells(days)

    def _event(self, reference: str, column: DatedColumn, days: Mapping[str, date]) -> Event:
        assert column.event is not None
        attributes: dict[str, Any] = {} if column.stage is None else {"stage": column.stage}
        attributes |= self._details(column.event, column.name, days)
        key = () if column.stage is None else (column.stage,)
        return natural_event(
            SOURCE, reference, column.event, days[column.name], attributes, key=key
        )

    def _details(self, event: str, column: str, days: Mapping[str, date]) -> dict[str, Any]:
        """What other columns say of the event that a column dates; what they cannot is refused."""
        said: dict[str, Any] = {}
        for detail in DETAILS_OF[column]:
            if detail.name in days:
                said[detail.attribute] = days[detail.name]
            elif detail.name not in _DAYS and self._text(detail.name):
                value = self._word_about(event, detail)
                if value is not None:
                    said[detail.attribute] = value
        return said

    def _word_about(self, event: str, detail: Detail) -> Any | None:
        given, is_outcome = self._text(detail.name), detail.attribute == "outcome"
        try:
            return read_attribute(event, detail.attribute, given.lower() if is_outcome else given)
        except ProblemError as refused:
            said = problem("unknown_outcome") if is_outcome else refused
            self._reading.refuse(self._row.number, detail.name, said)
            return None

    def _reference(self) -> str | None:
        try:
            return cell_name(self._row.cells["reference"], "reference")
        except ProblemError as refused:
            self._reading.refuse(self._row.number, "reference", refused)
            return None

    def _is_told_by_another(self, reference: str) -> bool:
        believed = self._believed[reference]
        if believed is self._row:
            return False
        if content_of(believed) == content_of(self._row):
            self._reading.rows[self._row.number].repeats = True
        else:
            self._refuse("reference", "contradicts_earlier_row")
        return True

    def _days(self, procedure: str, received_on: date) -> dict[str, date]:
        """The dates that can be used, by column; a date that cannot be right is refused."""
        days = {"received_on": received_on}
        for column in DATED:
            if column.name == "received_on" or not self._text(column.name):
                continue
            if procedure not in column.procedures:
                self._refuse(column.name, "stage_not_in_procedure")
                continue
            day = self._day(column.name, may_be_ahead=column.may_be_ahead)
            if day is None:
                continue
            too_early = any(day < days[name] for name in column.not_before if name in days)
            if too_early or any(day > days[name] for name in column.not_after if name in days):
                self._refuse(column.name, "impossible_order")
            else:
                days[column.name] = day
        for detail in DETAILS:
            if detail.needed and detail.of in days and detail.name not in days:
                self._refuse(detail.of, "date_missing")
                del days[detail.of]
        return days

    def _refuse_loose_cells(self, days: Mapping[str, date]) -> None:
        """Refuse a cell that says more of a date which is missing, such as an outcome."""
        for detail in DETAILS:
            if self._text(detail.name) and detail.of not in days:
                self._refuse(detail.name, "date_missing")

    def _team(self) -> str | None:
        given = self._text("team")
        if not given:
            return None
        try:
            team: str = read_attribute("responsible_assigned", "team", given)
        except ProblemError as refused:
            self._reading.refuse(self._row.number, "team", refused)
            return None
        return team

    def _child(self) -> str | None:
        if not self._text(CHILD):
            return None
        try:
            return cell_name(self._row.cells[CHILD], CHILD)
        except ProblemError as refused:
            self._reading.refuse(self._row.number, CHILD, refused)
            return None

    def _text(self, column: str) -> str:
        return cell_text(self._row.cells.get(column))

    def _word(self, column: str, words: frozenset[str], code: str) -> str | None:
        word = self._text(column).lower()
        if word in words:
            return word
        self._refuse(column, code)
        return None

    def _day(self, column: str, *, may_be_ahead: bool = False) -> date | None:
        given = self._row.cells[column]
        if self._row.month_first.refuses(column, given):
            self._row.month_first.refuse(column, column, self._row.number, self._reading)
            return None
        try:
            day = cell_day(given)
            if not may_be_ahead:
                check_not_future(day, None, self._now)
        except ValueError:
            self._refuse(column, "impossible_date")
            return None
        except ProblemError as refused:
            self._reading.refuse(self._row.number, column, refused)
            return None
        return day

    def _refuse(self, column: str, code: str) -> None:
        self._reading.refuse(self._row.number, column, problem(code))
