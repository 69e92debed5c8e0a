"""Reads scenario files: a case's events and what must follow from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any

import yaml

from domain.case.event_types import EVENT_TYPES, read_attributes
from domain.case.events import Event
from domain.days import read_day
from domain.errors import ProblemError
from intake.files.yaml_files import FileContentError, load

_EVENT_KEYS = {"source", "id", "subject", "type", "at", "attributes", "corrects", "voids"}
_SCENARIO_KEYS = {"name", "profile", "events", "as_of", "expect"}
# Enough for any figure that one authority publishes; a mistyped number must not fill the memory.
_MOST_TIMES = 10_000
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
        *("reading", "exact", "missed", "missed_value", "outstanding", "bands", "by", "group"),
        *("median", "left_out"),
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

    @property
    def asks_of_cases(self) -> bool:
        """Whether anything is expected of a clock or an alert, and not of figures alone."""
        return bool(self.clocks or self.absent or self.alerts)


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
    listed = enumerate(content.get("events") or [], start=1)
    written = chain.from_iterable(_repeated(f"{where}, event {n}", one) for n, one in listed)
    events = tuple(_event(place, n, one) for n, (place, one) in enumerate(written, start=1))
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


def _repeated(where: str, item: Any) -> Iterator[tuple[str, Any]]:
    """The event by itself or, of a group, its events once for each of so many subjects.

    A group is ``{times: 293, subject: "on time {n}", events: [...]}``: so many cases alike, of
    which the ``{n}`` in the subject, and in an id, gives the number.
    """
    if not (isinstance(item, Mapping) and "times" in item):
        yield where, item
        return
    group = _mapping(where, item, {"times", "subject", "events"})
    times, subject = group["times"], str(group.get("subject", ""))
    if type(times) is not int or not 0 <= times <= _MOST_TIMES or "{n}" not in subject:
        remedy = f"Write times: a number up to {_MOST_TIMES}, and subject: with {{n}} in it."
        raise _problem(where, "this group cannot be repeated", remedy)
    for n in range(1, times + 1):
        for place, event in enumerate(group.get("events") or (), start=1):
            inside = f"{where}, event {place} of the group"
            if not isinstance(event, Mapping):
                raise _problem(inside, "this is not an event", "Write {type: ..., at: ...}.")
            numbered = dict(event)
            named = {"subject": subject, **({"id": numbered["id"]} if "id" in numbered else {})}
            named = {key: str(text).replace("{n}", str(n)) for key, text in named.items()}
            yield inside, numbered | named


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
