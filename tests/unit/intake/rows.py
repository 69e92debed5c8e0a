"""Making input for the readers' tests. Every child and complaint is invented."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from domain.case.events import Event
from intake.accounting import Fate, TableAccounting, account, highest
from intake.event_files.reader import read_event_files
from intake.reading import Reading, Refusal
from intake.ssda903.reader import read_return

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)


def an_event(**changes: Any) -> dict[str, Any]:
    """One good event as its source would send it; a field given as None is left out."""
    fields: dict[str, Any] = {
        "source": "mosaic",
        "id": "R-1",
        "subject": "1042",
        "type": "review_held",
        "at": "2025-05-01",
    } | changes
    return {name: value for name, value in fields.items() if value is not None}


def read_lines(folder: Path, *lines: dict[str, Any] | str | bytes, now: datetime = NOW) -> Reading:
    """Read these lines as a JSON Lines file."""
    file = folder / "feed.jsonl"
    file.write_bytes(b"\n".join(_bytes(line) for line in lines) + b"\n")
    return read_event_files([file], now=now)


def _bytes(line: dict[str, Any] | str | bytes) -> bytes:
    if isinstance(line, bytes):
        return line
    return (line if isinstance(line, str) else json.dumps(line)).encode()


def codes(reading: Reading) -> list[tuple[int, str]]:
    """The line and the code of each refusal."""
    return [(refusal.line, refusal.code) for refusal in reading.refusals]


def told(reading: Reading) -> list[tuple[str, str, dict[str, Any]]]:
    """What was told, without the days of birth."""
    return [
        (event.type, event.on.isoformat(), dict(event.attributes))
        for event in events(reading)
        if event.type != "born"
    ]


def refused(reading: Reading) -> list[tuple[str | None, str]]:
    """The column and the code of each refusal."""
    return [(refusal.column, refusal.code) for refusal in reading.refusals]


def warned(reading: Reading) -> set[str]:
    """The codes of the warnings."""
    return {warning.code for warning in reading.warnings}


def events(reading: Reading) -> list[Event]:
    """The events of a reading."""
    return [read.event for read in reading.events]


def of_type(reading: Reading, name: str) -> list[Event]:
    """The events of one type, by date."""
    found = [event for event in events(reading) if event.type == name]
    return sorted(found, key=lambda event: event.on)


def accounting(reading: Reading) -> dict[str, TableAccounting]:
    """The accounting by table, were every event new."""
    made = Counter(read.row for read in reading.events)
    fates = highest((read.row, Fate.MADE) for read in reading.events)
    return {line.table: line for line in account(reading, fates, made)}


def where(refusals: list[Refusal]) -> list[tuple[str, str | None, str]]:
    """The table, the path and the code of each refusal or warning."""
    return [(one.table, one.column, one.code) for one in refusals]


def all_counted(reading: Reading) -> bool:
    """Whether the accounting adds up to the rows that were read, in every table."""
    return all(line.accounted_for == line.rows_read for line in accounting(reading).values())


HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE"


def child(number: str = "1", dob: str = "01/02/2015") -> str:
    """A row of the header table."""
    return f"{number},1,{dob},WBRI,UN5,,"


def episode(
    decom: str,
    rne: str = "S",
    *,
    number: str = "1",
    ls: str = "C2",
    place: str = "U6",
    dec: str = "",
    rec: str = "",
) -> str:
    """A row of the episodes table."""
    return f"{number},{decom},{rne},{ls},N1,{place},PR1,{dec},{rec},,,,"


def review(day: str, code: str = "PN1", *, number: str = "1", dob: str = "01/02/2015") -> str:
    """A row of the reviews table."""
    return f"{number},{dob},{day},{code}"


def read_tables(folder: Path, *, year: int | None = None, **tables: list[str]) -> Reading:
    """Read a return of these rows; a table not named is not there."""
    columns = {
        "header": HEADER,
        "episodes": EPISODES,
        "reviews": REVIEWS,
        "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END",
    }
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text("\n".join([columns[name], *rows]) + "\n")
    return read_return([folder], now=NOW, year=year)
