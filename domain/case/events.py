"""One fact about one case, in the past tense."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

NO_ATTRIBUTES: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Event:
    """A fact that has been checked and accepted.

    ``source`` and ``id`` together name the event. ``case`` is the case's reference: the
    engine's own random one in the store, the source's subject in a scenario. ``on`` is the
    date in Europe/London; ``at`` is the UTC instant where the source gave one, else None.
    Attribute values are as ``domain.case.event_types`` normalises them: dates, UTC instants,
    booleans, whole numbers or one of the words listed there.
    ``corrects`` and ``voids`` name an earlier event of the same source, or are None.
    ``recorded_at`` is the UTC instant when the engine learned of it (None in a scenario).
    ``own_case`` is the reference that the source's own number has, where that case lives as
    ``case``; None where the two are the same.
    """

    source: str
    id: str
    case: str
    type: str
    on: date
    at: datetime | None = None
    attributes: Mapping[str, Any] = field(default_factory=lambda: NO_ATTRIBUTES)
    corrects: str | None = None
    voids: str | None = None
    recorded_at: datetime | None = None
    own_case: str | None = None
