"""Reading files of events, and one line after the other from wherever they come."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from domain.case.event_types import EVENT_TYPES
from domain.case.events import Event
from domain.errors import ProblemError
from intake.event_files.json_lines import LONGEST_LINE, parse_object, read_line
from intake.files.cell_days import cell_day
from intake.files.cells import is_blank
from intake.files.opening import check_encoding, read_bytes, unreadable
from intake.files.tables import read_table
from intake.gaps import Gap
from intake.keys import read_name
from intake.one_event import read_event
from intake.reading import Reading

TABLE = "events"
CSV_COLUMNS = ("source", "id", "subject", "type", "at", "attributes", "corrects", "voids")
_NEEDED_COLUMNS = CSV_COLUMNS[:5]


def read_event_files(paths: Iterable[Path], *, now: datetime) -> Reading:
    """Read event files: CSV where the name ends in ``.csv``, JSON Lines otherwise.

    ``now`` is a UTC instant: facts more than 24 hours after it are refused. What cannot be
    read is refused line by line, a file that cannot be opened as a whole; the rest is kept.
    """
    reading = Reading()
    for path in paths:
        try:
            if path.suffix.lower() == ".csv":
                read_csv_events(read_bytes(path), file=path.name, now=now, reading=reading)
            else:
                with path.open("rb") as lines:
                    read_json_lines(_lines(lines), file=path.name, now=now, reading=reading)
        except OSError:
            reading.refuse_file(TABLE, path.name, unreadable())
        except ProblemError as problem:
            reading.refuse_file(TABLE, path.name, problem)
    refuse_births_after_care_began(reading)
    return reading


def read_standard_input(lines: Iterable[bytes], *, now: datetime) -> Reading:
    """Read events in JSON Lines that come from another program. ``now`` as for files."""
    reading, name = Reading(), "standard input"
    try:
        read_json_lines(lines, file=name, now=now, reading=reading)
    except ProblemError as problem:
        reading.refuse_file(TABLE, name, problem)
    refuse_births_after_care_began(reading)
    return reading


def _lines(handle: BinaryIO) -> Iterator[bytes]:
    """Lines of at most ``LONGEST_LINE`` + 1 bytes; the rest of a longer one is thrown away."""
    while line := handle.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = handle.readline(LONGEST_LINE + 1)
        yield line


def read_json_lines(lines: Iterable[bytes], *, file: str, now: datetime, reading: Reading) -> None:
    """Read one event a line into ``reading``. A blank line is no row.

    Raises ProblemError ``wrong_encoding`` when the file is in UTF-16.
    """
    for number, line in enumerate(lines, start=1):
        if number == 1:
            check_encoding(line)
        raw = line.removeprefix(BOM_UTF8) if number == 1 else line
        if not raw.strip():
            continue
        row = reading.start_row(TABLE, file, number)
        fields: dict[str, Any] = {}
        try:
            fields = read_line(raw)
            reading.keep(row, read_event(fields, now=now))
        except ProblemError as problem:
            refuse_event(row, fields, problem, reading)


def refuse_event(
    row: int, fields: Mapping[str, Any], problem: ProblemError, reading: Reading
) -> None:
    """Refuse one event, of which the ``fields`` are what could be read."""
    reading.refuse(row, None, problem)
    note_gap(row, fields, reading)


def note_gap(row: int, fields: Mapping[str, Any], reading: Reading) -> None:
    """Note what a refused event could have told of its case, as far as it says which that is."""
    source, subject = _name_in(fields, "source"), _name_in(fields, "subject")
    given = fields.get("type")
    reading.about(row, subject if source else None)
    reading.gaps.append(
        Gap(
            table=TABLE,
            tells=frozenset({given})
            if isinstance(given, str) and given in EVENT_TYPES
            else frozenset(EVENT_TYPES),
            subject=subject if source else None,
            since=None,
            until=None,
            code=str(reading.rows[row].refused),
            why="An event could not be read.",
            source=source,
            event=_name_in(fields, "id"),
        )
    )


def _name_in(fields: Mapping[str, Any], name: str) -> str | None:
    try:
        return read_name(fields.get(name), name)
    except ProblemError:
        return None


def read_csv_events(data: bytes, *, file: str, now: datetime, reading: Reading) -> None:
    """Read a CSV file of events into ``reading``; ``attributes`` is JSON and may be empty."""
    rows = read_table(data, table=TABLE, file=file, needed=_NEEDED_COLUMNS, reading=reading)
    for row in rows:
        fields: dict[str, object] = {
            name: value for name, value in row.cells.items() if name and not is_blank(value)
        }
        if row.month_first.refuses("at", row.cells["at"]):
            row.month_first.refuse("at", "at", row.number, reading)
            note_gap(row.number, fields, reading)
            continue
        try:
            if "attributes" in fields:
                fields["attributes"] = parse_object(row.cells["attributes"], "bad_attributes")
            if "at" in fields:
                fields["at"] = _day_or_instant(row.cells["at"])
            reading.keep(row.number, read_event(fields, now=now))
        except ProblemError as problem:
            refuse_event(row.number, fields, problem, reading)


def _day_or_instant(text: str) -> str:
    """A date as ``2024-12-20``, however the table writes it; a time of day stays as it is."""
    if ":" in text:
        return text
    try:
        return cell_day(text).isoformat()
    except ValueError:
        return text


def refuse_births_after_care_began(reading: Reading) -> None:
    """Refuse each ``born`` that is later than a ``became_looked_after`` of the same subject."""
    replaced = {
        (read.event.source, target)
        for read in reading.events
        if (target := read.event.corrects or read.event.voids) is not None
    }
    began_on: dict[tuple[str, str], date] = {}
    for read in reading.events:
        event = read.event
        if event.type == "became_looked_after" and not _is_out(event, replaced):
            child = event.source, event.case
            began_on[child] = min(event.on, began_on.get(child, event.on))
    kept = []
    for read in reading.events:
        event = read.event
        first = began_on.get((event.source, event.case), event.on)
        if event.type == "born" and event.on > first and not _is_out(event, replaced):
            reading.refuse(read.row, "at", born_after_care_began())
            note_gap(
                read.row,
                {"source": event.source, "subject": event.case, "type": "born", "id": event.id},
                reading,
            )
        else:
            kept.append(read)
    reading.events = kept


def _is_out(event: Event, replaced: set[tuple[str, str]]) -> bool:
    return event.voids is not None or (event.source, event.id) in replaced


def born_after_care_began() -> ProblemError:
    """The problem of a birth later than the day on which the same child came into care."""
    return ProblemError(
        "born_after_care_began",
        "The birth is later than the day on which the same child became looked after.",
        "Correct whichever of the two dates is wrong.",
    )
