"""Column types and JSON that give back exactly what was put in, on both databases."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

# No attribute's name starts with a dollar sign, so a tag cannot be mistaken for one.
_DATE = "$date"
_INSTANT = "$instant"


class Instant(TypeDecorator[datetime]):
    """A UTC instant. Refuses a naive datetime: SQLite would keep it and lose what it meant."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Check an instant on its way in. Raises ValueError when it is naive."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant needs an offset from UTC.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give an instant its offset back: SQLite drops it, PostgreSQL may use another."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def write_json(value: Any) -> str:
    """Write a JSON document in which dates and instants keep their kind.

    Raises ValueError for a naive datetime and TypeError for what JSON cannot hold.
    """
    return _ENCODER.encode(value)


def read_json(text: str | bytes) -> Any:
    """Read what ``write_json`` wrote."""
    # Not decode(), which looks for white space around each of a hundred thousand documents.
    value, _ = _DECODER.raw_decode(text if isinstance(text, str) else text.decode())
    return value


def _tag(value: Any) -> Any:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("An instant needs an offset from UTC.")
        return {_INSTANT: value.astimezone(UTC).isoformat()}
    if isinstance(value, date):
        return {_DATE: value.isoformat()}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"JSON has no form for {type(value).__name__}")


def _untag(value: dict[str, Any]) -> Any:
    if len(value) == 1:
        if _DATE in value:
            return date.fromisoformat(value[_DATE])
        if _INSTANT in value:
            return datetime.fromisoformat(value[_INSTANT])
    return value


_ENCODER = json.JSONEncoder(default=_tag, separators=(",", ":"))
_DECODER = json.JSONDecoder(object_hook=_untag)
