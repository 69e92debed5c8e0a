"""Reading an export back, and comparing what the engine makes of it with the truth file."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from calendars.library import calendar
from domain.case.events import Event
from domain.clocks.clock import Clock
from domain.clocks.schedule import Calendars, schedule
from domain.rules.rulebooks import Rulebook, calendars_needed
from intake.annex_a.reader import read_annex_a
from intake.catalogue import evidence_of_returns
from intake.cin_census.reader import read_census
from intake.complaints.reader import read_register
from intake.other_files.rule_files import read_rulebook
from intake.reading import Reading
from intake.ssda903.reader import read_return
from intake.standard_dataset.reader import read_dataset_in_files

Line = tuple[Any, ...]
Read = Callable[[Path, datetime], Reading]


@dataclass(frozen=True, slots=True)
class Format:
    """One format of the export: its files in the first and second edition, and its reader."""

    name: str
    first: str
    second: str | None
    read: Read


def _read_return(path: Path, now: datetime) -> Reading:
    return read_return([path], now=now)


def _read_census(path: Path, now: datetime) -> Reading:
    return read_census([path], now=now)


def _read_register(path: Path, now: datetime) -> Reading:
    return read_register([path], now=now)


def _read_dataset(path: Path, now: datetime) -> Reading:
    return read_dataset_in_files([path], now=now).reading


def _read_workbook(path: Path, now: datetime) -> Reading:
    return read_annex_a([path], now=now)


SSDA903 = Format("ssda903", "ssda903", "ssda903-corrected", _read_return)
FORMATS = (
    SSDA903,
    Format("cin_census", "cin-census.xml", "cin-census-corrected.xml", _read_census),
    Format("annex_a", "annex-a.xlsx", "annex-a-corrected.xlsx", _read_workbook),
    Format(
        "complaints", "complaints-register.csv", "complaints-register-corrected.csv", _read_register
    ),
)
# What is exported without faults, and so in one edition.
FAULTLESS = (Format("standard_dataset", "standard-dataset", None, _read_dataset),)
# Other forms of a return that hold the same.
ALSO_AS = (Format("ssda903", "ssda903.xml", None, _read_return),)


def evening_of(day: date) -> datetime:
    """An instant late on a day."""
    return datetime.combine(day, time(22), UTC)


def truth_of(folder: Path) -> dict[str, Any]:
    """The truth file of an export."""
    found: dict[str, Any] = json.loads((folder / "truth.json").read_text("utf-8"))
    return found


def expected_lines(truth: dict[str, Any], name: str, *, first_edition: bool = False) -> list[Line]:
    """Every duty that the truth file lists for a format, in order."""
    duties = [duty for duty in truth["duties"] if duty["format"] == name]
    if first_edition:
        otherwise = [duty for duty in truth["first_edition"] if duty["format"] == name]
        subjects = truth["shown_wrongly"][name]
        duties = [duty for duty in duties if duty["subject"] not in subjects] + otherwise
    keys = ("subject", "rule", "counted_from", "due_on", "done_on", "stopped_on")
    late = ("days_late", "working_days_late")
    return sorted(tuple(str(duty[key]) for key in (*keys, *late)) for duty in duties)


def found_lines(events: Iterable[Event], truth: dict[str, Any], name: str) -> list[Line]:
    """Every clock that the engine makes of these events under the format's rules, in order.

    ``Event.case`` must hold the subject.
    """
    rulebook, calendars = _rulebook(truth["profile"])
    known_to = {duty["known_to"] for duty in truth["duties"] if duty["format"] == name}
    last_day = date.fromisoformat(max(known_to))
    by_case: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_case[event.case].append(event)
    return sorted(
        _line(case, clock, last_day)
        for case, told in by_case.items()
        for clock in schedule(told, rulebook, calendars, evidence_of_returns())
        if clock.rule in truth["rules"][name] and clock.started_on <= last_day
    )


def _line(case: str, clock: Clock, last_day: date) -> Line:
    stopped_on = clock.stopped_on or clock.superseded_on
    until = clock.completed_on or stopped_on or last_day
    late = (until - clock.due_on).days
    england = calendar("england-and-wales")
    working_days = england.count_working_days(clock.due_on, until) if late > 0 else 0
    days = (clock.counted_from, clock.due_on, clock.completed_on, stopped_on)
    return tuple(map(str, (case, clock.rule, *days, max(late, 0), working_days)))


@cache
def _rulebook(profile: str) -> tuple[Rulebook, Calendars]:
    rulebook = read_rulebook(profile)
    return rulebook, {name: calendar(name) for name in calendars_needed(rulebook.rules.values())}


def expected_reports(truth: dict[str, Any], name: str) -> list[Line]:
    """Each fault of a format that is to be refused or warned of, in order."""
    return sorted(
        (fault["file"], fault["line"], fault["column"], fault["code"])
        for fault in truth["faults"]
        if fault["format"] == name and fault["code"] is not None
    )


def reports(reading: Reading) -> list[Line]:
    """Each cell that a reader refused or warned of, in order; remarks on whole files aside."""
    said = [*reading.refusals, *reading.warnings]
    return sorted((one.file, one.line, str(one.column), one.code) for one in said if one.line)
