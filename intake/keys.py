"""What names a case and an event: the names that a source gives, and the event's content."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from domain.case.events import Event
from domain.errors import ProblemError
from intake.event_ids import natural_id

LONGEST_NAME = 64

# What a spreadsheet makes of a long number, 1.00235E+11, of one that failed, #N/A, and of one
# for which the column was too narrow.
_LOST = re.compile(
    r"[0-9]+(?:[.,][0-9]+E\+?|E\+)[0-9]{1,3}"
    r"|#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|#+)",
    re.IGNORECASE,
)


def read_name(value: Any, field: str) -> str:
    """Check a source, an id or a subject: 1 to 64 printable characters, spaces trimmed.

    A whole number is taken as its digits. Raises ProblemError ``missing_field``, ``bad_name``
    or, where a spreadsheet has put something else in its place, ``number_lost``.
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
    if _LOST.fullmatch(text):
        raise number_lost()
    return text


def number_lost() -> ProblemError:
    """The problem of a number of which a spreadsheet kept only the first digits, or nothing."""
    return ProblemError(
        "number_lost",
        "A spreadsheet has put something else in place of this number, so that it is lost.",
        "Export it again from the case system and import that file before a spreadsheet saves it; "
        "or set the column to Text before the numbers go in.",
    )


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
