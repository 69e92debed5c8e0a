"""Reads scenario files: a case's events and what must follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import yaml

from domain.days import read_day
from domain.errors import ProblemError
from domain.event_types import EVENT_TYPES, read_attributes
from domain.events import Event
from intake.yaml_files import FileContentError, load

_EVENT_KEYS = {"source", "id", "subject", "type", "at", "attributes", "corrects", "voids"}
_SCENARIO_KEYS = {"name", "profile", "events", "as_of", "expect"}
_EXPECT_KEYS = {"clocks", "absent", "alerts", "measures"}
# What may be expected of each; a misspelt key would make ``absent`` pass whatever happens.
_CLOCK_KEYS = {
    *("clock", "case_ref", "subject", "rule", "title", "rule_version", "started_on"),
    *("not_before", "target_on", "due_on", "act_by", "due_at", "state", "completed_on"),
    *("days_left", "working_days_left", "provisional", "responsible", "team", "confidence"),
    *("breached_on", "extended_on"),
}
_KEYS_OF = {
    "clocks": _CLOCK_KEYS,
    "absent": _CLOCK_KEYS,
    "alerts": {"subject", "rule", "rung", "on", "roles"},
    "measures": {
        *("measure", "title", "from", "to", "as_at", "numerator", "denominator", "value"),
        *("unit", "target", "rag", "change", "profile"),
    },
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario: its sentence, its events, the day asked about and what is expected."""

    name: str
    profile: str
    events: tuple[Event, ...]
    as_of: date
    clocks: tuple[Mapping[str, Any], ...] = ()
    absent: tuple[Mapping[str, Any], ...] = ()
    alerts: tuple[Mapping[str, Any], ...] = ()
    measures: tuple[Mapping[str, Any], ...] = field(default=())


def read_scenarios(file: str, text: str) -> list[Scenario]:
    """The scenarios of one file. Raises ProblemError naming the file and the part at fault."""
    try:
        content = load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{file}, line {mark.line + 1}" if mark else file
        if isinstance(error, FileContentError):
            raise _problem(where, error.problem or "", "Correct it and run it again.") from None
        raise _problem(where, "this is not YAML", "Check indentation, quotes and dates.") from None
    listed = content if isinstance(content, list) else [content]
    return [_scenario(f"{file}, scenario {n}", item) for n, item in enumerate(listed, start=1)]


def _scenario(where: str, item: Any) -> Scenario:
    content = _mapping(where, item, _SCENARIO_KEYS)
    expected = _mapping(f"{where}, expect", content.get("expect") or {}, _EXPECT_KEYS)
    events = tuple(
        _event(f"{where}, event {n}", n, event)
        for n, event in enumerate(content.get("events") or [], start=1)
    )
    for kind, keys in _KEYS_OF.items():
        for n, wanted in enumerate(expected.get(kind) or (), start=1):
            _mapping(f"{where}, expect, {kind} {n}", wanted, keys)
    if "as_of" in content:
        as_of, _ = _day(f"{where}, as_of", content["as_of"])
    elif events:
        as_of = max(event.on for event in events)
    else:
        raise _problem(where, "there is no as_of and no event", "Add as_of: YYYY-MM-DD.")
    return Scenario(
        name=str(content.get("name") or where),
        profile=str(content.get("profile") or "statutory"),
        events=events,
        as_of=as_of,
        **{key: tuple(expected.get(key) or ()) for key in _EXPECT_KEYS},
    )


def _event(where: str, number: int, item: Any) -> Event:
    if not isinstance(item, Mapping):
        raise _problem(where, "this is not an event", "Write {subject: A, type: ..., at: ...}.")
    content = dict(item)
    name = str(content.get("type") or ("event_voided" if content.get("voids") else ""))
    # An attribute may stand beside the other keys: scenario files are written by hand.
    event_type = EVENT_TYPES.get(name)
    beside = set(content) - _EVENT_KEYS
    attributes = dict(content.get("attributes") or {})
    if event_type is not None:
        attributes |= {key: content.pop(key) for key in beside & set(event_type.attributes)}
    _mapping(where, content, _EVENT_KEYS)
    try:
        values = read_attributes(name, attributes)
    except ProblemError as problem:
        raise ProblemError(problem.code, f"{where}: {problem.message}", problem.remedy) from None
    if "at" not in content or "subject" not in content:
        raise _problem(where, "an event needs subject, type and at", "Add what is missing.")
    on, at = _day(where, content["at"])
    return Event(
        source=str(content.get("source") or "scenario"),
        id=str(content.get("id") or f"event-{number}"),
        case=str(content["subject"]),
        type=name,
        on=on,
        at=at,
        attributes=values,
        corrects=_text(content.get("corrects")),
        voids=_text(content.get("voids")),
    )


def _day(where: str, value: Any) -> tuple[date, datetime | None]:
    try:
        return read_day(value)
    except ProblemError as problem:
        raise ProblemError(problem.code, f"{where}: {problem.message}", problem.remedy) from None


def _mapping(where: str, item: Any, keys: set[str]) -> Mapping[str, Any]:
    if not isinstance(item, Mapping):
        raise _problem(where, "this is not a set of keys and values", "Write it as key: value.")
    unknown = [str(key) for key in item if key not in keys]
    if unknown:
        remedy = f"Use only: {', '.join(sorted(keys))}."
        raise _problem(where, f"there is no key {unknown[0]!r} here", remedy)
    return item


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _problem(where: str, what: str, remedy: str) -> ProblemError:
    return ProblemError("scenario_invalid", f"{where}: {what}.", remedy)
