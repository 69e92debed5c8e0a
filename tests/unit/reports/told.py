"""Cases told in a few lines, and what a report finds in them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import count
from typing import Any

from calendars.library import calendar
from domain.case.event_types import read_attributes
from domain.case.events import Event
from domain.clocks.evidence import usual_trust
from domain.clocks.schedule import schedule
from domain.days import read_day
from domain.measures.case_file import case_file_of
from domain.measures.case_files import CaseFiles
from domain.measures.catalogue import chosen
from domain.measures.indicators import IndicatorQuestion
from domain.measures.recorded import Choices, Published
from domain.rules.rulebooks import Rulebook, calendars_needed
from intake.catalogue import evidence_of_returns
from intake.other_files.rule_files import read_rulebook
from reports.definition import Definition
from reports.findings import Findings
from reports.report import Cell, Report, Table

_numbers = count(1)


def told(case: str, type_name: str, at: str, **attributes: Any) -> Event:
    """An event of a case."""
    on, instant = read_day(at)
    said = read_attributes(type_name, attributes)
    return Event("told", f"{next(_numbers):06}", case, type_name, on, instant, said)


def many(number: int, name: str, *events: tuple[Any, ...]) -> list[Event]:
    """So many cases to which the same happened: each event is its type, day and attributes."""
    return [
        told(f"{name} {each}", type_name, at, **dict(*more))
        for each in range(number)
        for type_name, at, *more in events
    ]


def findings(
    definition: Definition,
    events: Iterable[Event],
    first: date,
    last: date,
    as_at: date | None = None,
    *,
    choices: Choices | None = None,
    published: Sequence[Published] = (),
) -> Findings:
    """What the report finds in the events, by the county's rules."""
    rulebook = _rulebook()
    calendars = {name: calendar(name) for name in calendars_needed(rulebook.rules.values())}
    cases: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        cases[event.case].append(event)
    evidence = evidence_of_returns()
    trust = usual_trust(evidence)
    files = {
        case: case_file_of(case, own, schedule(own, rulebook, calendars, evidence, trust), trust)
        for case, own in cases.items()
    }
    asked = IndicatorQuestion(
        chosen(definition.measures),
        first,
        last,
        as_at or last,
        calendar("england-and-wales"),
        choices or Choices(rulebook.profile, rulebook.measures),
    )
    return Findings(
        asked=asked,
        files=CaseFiles(files),
        declared=definition.declared,
        rules=rulebook.rules,
        published=published,
        evidence=evidence,
    )


def table(report: Report, title: str) -> Table:
    """The table of this title."""
    return next(one for one in report.tables if one.title == title)


def rows(report: Report, title: str) -> dict[Cell, tuple[Cell, ...]]:
    """The rows of a table, by their first cell; where there are several, the first."""
    found: dict[Cell, tuple[Cell, ...]] = {}
    for first, *others in table(report, title).rows:
        found.setdefault(first, tuple(others))
    return found


@cache
def _rulebook() -> Rulebook:
    """The county's rules, and a time for quality alerts, which it does not publish."""
    county = read_rulebook("leicestershire")
    alerts = county.rule("qa.alert.response").model_copy(update={"off": False})
    return replace(county, rules={**county.rules, alerts.id: alerts})
