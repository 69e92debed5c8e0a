"""What names a case and an event: the names that a source gives, and the event's content."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from domain.case.events import Event
from domain.errors import ProblemError
from intake.event_ids import natural_id

LONGEST_NAME = 64


def read_name(value: Any, field: str) -> str:
    """Check a source, an id or a subject: 1 to 64 printable characters, spaces trimmed.

    A whole number is taken as its digits. Raises ProblemError ``missing_field`` or
    ``bad_name``.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or (isinstance(value, str) and not value.strip()):
        raise ProblemError("missing_field", f"{field} is missing.", f"Give {field}.")
    text = value.strip() if isinstance(value, str) else ""
    if not 1 <= len(text) <= LONGEST_NAME or not text.isprintable():
        raise ProblemError(
            "bad_name",
            f"{field} is not a text of 1 to {LONGEST_NAME} printable characters.",
            f"Shorten {field} or remove the characters that cannot be printed.",
        )
    return text


def content_digest(event: Event) -> str:
    """What the event says, as a SHA-256 in hexadecimal; ``case`` must hold the subject.

    Two events with the same source and id are the same event if their digests are equal.
    """
    content = {
        "subject": event.case,
        "type": event.type,
        "at": _plain(event.at or event.on),
        "attributes": {name: _plain(value) for name, value in event.attributes.items()},
        "corrects": event.corrects,
        "voids": event.voids,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def natural_event(
    source: str,
    subject: str,
    type_name: str,
    on: date,
    attributes: Mapping[str, Any] | None = None,
    *,
    key: tuple[str, ...] = (),
) -> Event:
    """An event of a return or register, with an id made from its natural key."""
    identifier = natural_id(source, subject, type_name, *key)
    return Event(
        source=source,
        id=identifier,
        case=subject,
        type=type_name,
        on=on,
        attributes=dict(attributes or {}),
    )
