"""From named values to an accepted event."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from domain.case.event_types import EVENT_TYPES, read_attributes
from domain.case.events import Event
from domain.days import read_day
from domain.errors import ProblemError
from intake.days import FIRST_YEAR, check_likely_years, check_not_future
from intake.keys import read_name

FIELDS = frozenset({"source", "id", "subject", "type", "at", "attributes", "corrects", "voids"})

# The type of a removal that names none.
EVENT_VOIDED = "event_voided"

# The date of a removal that gives none: before every fact, so that whatever is asked of a past
# day, what was removed is not there.
_BEFORE_EVERYTHING = date(FIRST_YEAR, 1, 1)


def read_event(fields: Mapping[str, Any], *, now: datetime) -> Event:
    """Check one event. Its ``case`` is the subject that the source gave.

    ``now`` is a UTC instant. Raises ProblemError; besides the codes of
    ``domain.case.event_types``: ``unknown_field``, ``missing_field``, ``bad_name``,
    ``future_fact``, ``corrects_and_voids``, ``targets_itself``, ``void_with_attributes``.
    """
    if not fields.keys() <= FIELDS:
        raise ProblemError(
            "unknown_field",
            "The event has a field that the engine does not know.",
            f"Use only {', '.join(sorted(FIELDS))}; put the rest inside attributes.",
        )
    source = read_name(fields.get("source"), "source")
    identifier = read_name(fields.get("id"), "id")
    subject = read_name(fields.get("subject"), "subject")
    corrects = _target(fields, "corrects", identifier)
    voids = _target(fields, "voids", identifier)
    if corrects is not None and voids is not None:
        raise ProblemError(
            "corrects_and_voids",
            "The event both corrects and voids an earlier one.",
            "Send corrects to replace an event, or voids to remove it; not both.",
        )
    given = fields.get("attributes")
    if given is not None and given != "" and not isinstance(given, Mapping):
        raise ProblemError(
            "bad_attributes",
            "attributes is not an object.",
            'Write attributes as an object, for example {"legal_status": "V2"}.',
        )
    if voids is not None:
        on, at, type_name = _removal(fields, now)
        return Event(
            source=source, id=identifier, case=subject, type=type_name, on=on, at=at, voids=voids
        )
    type_name = _type(fields)
    on, at = _when(fields, now)
    attributes = read_attributes(type_name, given or {})
    check_likely_years(on, attributes)
    return Event(
        source=source,
        id=identifier,
        case=subject,
        type=type_name,
        on=on,
        at=at,
        attributes=attributes,
        corrects=corrects,
    )


def _removal(fields: Mapping[str, Any], now: datetime) -> tuple[date, datetime | None, str]:
    """The date, the instant and the type of an event that voids another."""
    if fields.get("attributes"):
        raise ProblemError(
            "void_with_attributes",
            "An event that voids another takes no attributes.",
            "Leave attributes out, or send corrects to replace the earlier event.",
        )
    type_name = EVENT_VOIDED
    if not _is_blank(fields.get("type")) and fields["type"] != EVENT_VOIDED:
        type_name = _type(fields)
    on, at = _BEFORE_EVERYTHING, None
    if not _is_blank(fields.get("at")):
        on, at = _when(fields, now)
        check_likely_years(on, {})
    return on, at, type_name


def _target(fields: Mapping[str, Any], name: str, identifier: str) -> str | None:
    if _is_blank(fields.get(name)):
        return None
    target = read_name(fields[name], name)
    if target == identifier:
        raise ProblemError(
            "targets_itself",
            f"{name} names the event itself.",
            f"Give the event a new id, and the id of the earlier event in {name}.",
        )
    return target


def _type(fields: Mapping[str, Any]) -> str:
    value = fields.get("type")
    if _is_blank(value):
        raise ProblemError("missing_field", "type is missing.", "Give type.")
    name = value.strip() if isinstance(value, str) else ""
    if name not in EVENT_TYPES:
        read_attributes("", {})  # raises unknown_type
    return name


def _when(fields: Mapping[str, Any], now: datetime) -> tuple[date, datetime | None]:
    if _is_blank(fields.get("at")):
        raise ProblemError("missing_field", "at is missing.", "Give at, a date or an instant.")
    on, at = read_day(fields["at"])
    check_not_future(on, at, now)
    return on, at


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
