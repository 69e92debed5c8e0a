"""Which events of a case stand, once corrections and removals are taken into account."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from domain.case.events import Event

Key = tuple[str, str]


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that stand, in any order of arrival the same.

    An event that ``voids`` another removes it and every correction of it. An event that
    ``corrects`` another takes its place and its identity, so that a corrected start moves a
    clock instead of making a second one. Where two events correct the same one, the higher
    id (numbers compared as numbers) stands. A removal may itself be removed.
    """
    by_key = {(event.source, event.id): event for event in events}
    if all(event.corrects is None and event.voids is None for event in by_key.values()):
        return list(by_key.values())
    corrections: dict[Key, list[Event]] = defaultdict(list)
    removals: dict[Key, list[Event]] = defaultdict(list)
    for event in by_key.values():
        if event.voids is not None:
            removals[event.source, event.voids].append(event)
        elif event.corrects is not None:
            corrections[event.source, event.corrects].append(event)
    resolver = _Resolver(by_key, corrections, removals)
    forms = (resolver.standing_form(event) for event in by_key.values() if event.voids is None)
    return [form for form in forms if form is not None]


class _Resolver:
    def __init__(
        self,
        by_key: dict[Key, Event],
        corrections: dict[Key, list[Event]],
        removals: dict[Key, list[Event]],
    ) -> None:
        self.by_key = by_key
        self.corrections = corrections
        self.removals = removals
        self._removed: dict[Key, bool] = {}

    def standing_form(self, event: Event) -> Event | None:
        """The event under its first id, or None when it does not stand."""
        key = (event.source, event.id)
        if self._is_removed(key) or self._is_replaced(key):
            return None
        root, seen = event, {key}
        while root.corrects is not None:
            if self._loses(root):
                return None
            target = (root.source, root.corrects)
            if target in seen:
                return None  # two events that correct each other: neither can be relied on
            if target not in self.by_key:
                return replace(event, id=target[1], corrects=None)
            seen.add(target)
            root = self.by_key[target]
        return event if root is event else replace(event, id=root.id, corrects=None)

    def _is_removed(self, key: Key) -> bool:
        known = self._removed.get(key)
        if known is not None:
            return known
        self._removed[key] = True  # ends a circle of removals: it removes itself
        removed = any(
            not self._is_removed((removal.source, removal.id))
            for removal in self.removals.get(key, ())
        )
        if not removed:
            event = self.by_key.get(key)
            if event is not None and event.corrects is not None:
                removed = self._is_removed((event.source, event.corrects))
        self._removed[key] = removed
        return removed

    def _is_replaced(self, key: Key) -> bool:
        return self._winner(key) is not None

    def _winner(self, key: Key) -> Event | None:
        candidates = [
            event
            for event in self.corrections.get(key, ())
            if not self._is_removed((event.source, event.id))
        ]
        return max(candidates, key=lambda event: in_order(event.id), default=None)

    def _loses(self, event: Event) -> bool:
        winner = self._winner((event.source, event.corrects or ""))
        return winner is not None and winner.id != event.id


def in_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key in which numbers inside an id compare as numbers: R-9 before R-10."""
    return tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in re.split(r"(\d+)", text)
        if part
    )


def standing_by(events: Iterable[Event], day: date) -> list[Event]:
    """The events that stand and had happened by the end of ``day``."""
    return [event for event in standing(events) if event.on <= day]
