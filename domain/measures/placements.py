"""The placements of a child in care, put together from what was told of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from domain.case.events import Event
from domain.measures.spells import CARE_EVENTS, SHORT_BREAKS

PLACEMENT_EVENTS = (
    *CARE_EVENTS,
    *("placement_started", "placement_ended", "placed_for_adoption"),
    "adoption_placement_disrupted",
)
# The SSDA903 return's codes. Away for hospital, holiday or training: the placement waits.
_AWAY = frozenset({"T0", "T1", "T2", "T3", "T4"})
# Placed for adoption with the foster carers the child lives with: no move.
_BY_CARERS = frozenset({"A3", "A5"})
_FOR_ADOPTION = frozenset({"A3", "A4", "A5", "A6"})


@dataclass(slots=True)
class Placement:
    """One placement. ``moved_from`` is when the one before it began, where the child came straight
    from there; ``for_adoption_since`` when it became one with adopters."""

    started_on: date
    type: str | None = None
    ended_on: date | None = None
    moved_from: date | None = None
    for_adoption_since: date | None = None

    def open_on(self, day: date) -> bool:
        """Whether the child lives there at the end of a day."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on > day)


def placements_of(events: Iterable[Event]) -> list[Placement]:
    """The placements, in order. ``events`` are in the order of the case's history.

    What is none: a stay in a series of short breaks; a stay away for hospital, holiday or training,
    and the return from it; a new legal status; adoption by the carers the child lives with.
    """
    told = list(events)
    lived = _Lived()
    for event in told:
        match event.type:
            case "placement_started" if not _in_short_breaks(told, event.on):
                lived.start(event)
            case "placed_for_adoption":
                lived.place_for_adoption(event)
            case "placement_ended" | "ceased_looked_after":
                lived.end(event)
            case "adoption_placement_disrupted" if lived.with_adopters_before(event.on):
                lived.end(event)
    return lived.placements


@dataclass(slots=True)
class _Lived:
    """Where the child has lived so far. While it is ``away`` its placement waits."""

    placements: list[Placement] = field(default_factory=list)
    away: bool = False

    def start(self, event: Event) -> None:
        kind = event.attributes.get("type")
        last = self._open_until(event.on)
        if kind in _AWAY:
            if last is not None:
                self.away, last.ended_on = True, None
        elif last is not None and (kind == last.type if self.away else kind in _BY_CARERS):
            # Back where it lived before, or with the same carers, who adopt it.
            self.away, last.ended_on = False, None
            if kind in _FOR_ADOPTION:
                last.for_adoption_since = last.for_adoption_since or event.on
        else:
            self._move(event, event.on if kind in _FOR_ADOPTION else None)

    def place_for_adoption(self, event: Event) -> None:
        last = self.placements[-1] if self.placements else None
        if last is None or not last.open_on(event.on):
            self._move(event, event.on)
        else:
            last.for_adoption_since = last.for_adoption_since or event.on

    def end(self, event: Event) -> None:
        leaves_care = event.type == "ceased_looked_after"
        if self.placements and (leaves_care or not self.away):
            last = self.placements[-1]
            last.ended_on = last.ended_on or event.on
        self.away = self.away and not leaves_care

    def with_adopters_before(self, day: date) -> bool:
        # One that began on the day of the disruption is the next.
        last = self.placements[-1] if self.placements else None
        return last is not None and last.for_adoption_since is not None and last.started_on < day

    def _move(self, event: Event, for_adoption_since: date | None) -> None:
        last = self._open_until(event.on)
        moved_from = None if last is None else last.started_on
        if last is not None:
            last.ended_on = event.on
        kind = event.attributes.get("type")
        self.placements.append(
            Placement(event.on, kind, moved_from=moved_from, for_adoption_since=for_adoption_since)
        )
        self.away = False

    def _open_until(self, day: date) -> Placement | None:
        """The last placement, if it had not ended before a day."""
        last = self.placements[-1] if self.placements else None
        return last if last is not None and last.ended_on in (None, day) else None


def _in_short_breaks(events: Iterable[Event], day: date) -> bool:
    """Whether the child is in a series of short breaks at the end of a day."""
    status = None
    for event in events:
        if event.on > day:
            break
        if event.type == "ceased_looked_after":
            status = None
        elif event.type in CARE_EVENTS:
            status = event.attributes.get("legal_status", status)
    return status in SHORT_BREAKS
