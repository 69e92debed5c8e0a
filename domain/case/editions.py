"""What stands of a source, worked out from what its current editions tell.

A return, a list or a feed is read whole each time. An *edition* is what one import told of one
table: of the year of a return, or of whichever days a list or register goes back to. Of each day
the newest edition that covers it decides; what an older one tells of days that no newer one covers
stays. So what stands follows from the editions alone, in whatever order they were imported.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from domain.case.events import Event

# A return that shows a child in care, but not when care began, says so in this attribute.
GUESS = "already_looked_after"
_REVIEW = "review_held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What one edition would tell, were it so.

    ``since`` gives, for each type of event that no other table tells, the first day that the table
    covers; ``until`` is the last one, None where there is none. ``open_before`` are the types that
    it also tells from before that day while what they began still lasts, each with the types that
    end it; of those in ``one_at_a_time`` a case has one at a time. ``latest_only`` are the types of
    which it tells only the latest of a case, each with the type that opens the time in which there
    can be one: it covers the days after that. ``of_a_case`` are the types of which it tells all or
    nothing of a case, each with the type that a case begins with. Of what was imported before
    editions were kept, ``years`` are the first days of the years, to 31 March, that are covered
    instead.
    """

    since: Mapping[str, date] = field(default_factory=dict)
    until: date | None = None
    open_before: Mapping[str, frozenset[str]] = field(default_factory=dict)
    one_at_a_time: frozenset[str] = frozenset()
    latest_only: Mapping[str, str] = field(default_factory=dict)
    of_a_case: Mapping[str, str] = field(default_factory=dict)
    years: tuple[date, ...] = ()

    def covers(self, event: Event) -> bool:
        """Whether it would tell an event of this type and day, whosever it were."""
        first = self.since.get(event.type)
        if first is None:
            return False
        if self.years:
            return any(each <= event.on <= _last_day(each) for each in self.years)
        return first <= event.on and (self.until is None or event.on <= self.until)

    def is_before(self, event: Event) -> bool:
        """Whether an event lies before the first day, where only what lasts is told."""
        first = self.since.get(event.type)
        return event.type in self.open_before and first is not None and event.on < first

    def reaches(self, day: date) -> bool:
        """Whether a year that it covers ends on or after a day."""
        ends = [self.until] if self.until else [_last_day(each) for each in self.years]
        return any(day <= end for end in ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What one import told of one table, each event under its first id and its case's reference.

    ``scope`` is the first day of a return's year, None for a list or register of any day.
    ``exported_on`` is the day on which the source wrote it, where that is known, and
    ``imported_at`` the UTC instant when it was read. ``is_former`` marks what stood before editions
    were kept: one edition, older than all others.
    """

    source: str
    scope: date | None
    table: str
    imported_at: datetime
    exported_on: date | None = None
    coverage: Coverage = field(default_factory=Coverage)
    events: tuple[Event, ...] = ()
    is_former: bool = False

    @property
    def age(self) -> tuple[bool, date, date, datetime]:
        """A sort key: the oldest first. A later year's return comes after an earlier one's."""
        scope, exported_on = self.scope or date.min, self.exported_on or date.min
        return not self.is_former, scope, exported_on, self.imported_at

    @property
    def written_on(self) -> date:
        """The day on which it was written, or else read: it knows of nothing later."""
        return self.exported_on or self.imported_at.date()

    def is_beside(self, other: "Edition") -> bool:
        """Whether it is of another table of the same return or reading, which judges its own."""
        if other.is_former or self.table == other.table or self.scope != other.scope:
            return False
        return self.scope is not None or self.age == other.age


@dataclass(frozen=True, slots=True)
class Stands:
    """An event that stands. ``by`` is the edition whose words count, ``known_by`` an older one that
    knew when care began where those words only guess. ``covered`` says whether an edition that
    covers its day has told it."""

    event: Event
    by: Edition
    covered: bool
    known_by: Edition | None = None


def what_stands(editions: Iterable[Edition]) -> dict[str, Stands]:
    """Every event that stands, by its id.

    The editions must be of one source. Those of one age are in the order of their import.
    """
    found = _Standing()
    for edition in sorted(editions, key=lambda each: each.age):
        found.add(edition)
    return found.by_id


class _Standing:
    def __init__(self) -> None:
        self.by_id: dict[str, Stands] = {}
        self._of_type: dict[str, dict[str, None]] = defaultdict(dict)
        self._of_case: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._older: list[Edition] = []

    def add(self, edition: Edition) -> None:
        """Let an edition that is newer than all before it decide."""
        told = {event.id: event for event in edition.events}
        for event_id in set(self._untold(edition, told)):
            self._drop(event_id)
        lasting = self._lasting(edition, told)
        for event in told.values():
            self._tell(event, edition, lasting)
        self._older.append(edition)

    def _untold(self, edition: Edition, told: Collection[str]) -> Iterator[str]:
        """What stood, and would be told were it still so."""
        cover = edition.coverage
        floors, latest = _floors(edition), _latest_starts(edition)
        for name in {**cover.since, **cover.latest_only, **cover.of_a_case}:
            for event_id in self._of_type[name]:
                stands = self.by_id[event_id]
                floor = floors.get((name, stands.event.case))
                if event_id in told or edition.is_beside(stands.by):
                    continue
                if self._is_of_an_earlier_time(stands.event, edition, latest):
                    continue
                if cover.covers(stands.event) or self._would_last(stands, edition):
                    yield event_id
                    yield from self._what_followed(stands.event, cover, floors)
                elif floor is not None and stands.event.on > floor:
                    yield event_id

    def _is_of_an_earlier_time(
        self, event: Event, edition: Edition, latest: Mapping[tuple[str, str], date]
    ) -> bool:
        """Whether it belongs to a time that ended before the one that a list tells of."""
        for start, ends in edition.coverage.open_before.items():
            began_on = latest.get((start, event.case))
            if began_on is not None and (event.type == start or event.type in ends):
                ended = self._of(event.case, ends)
                return any(event.on <= each.event.on <= began_on for each in ended)
        return False

    def _would_last(self, stands: Stands, edition: Edition) -> bool:
        """Whether an event from before the first day would be told if it were still so.

        As far as is known, nothing has happened since. What the return of an earlier year can judge
        is left to that one.
        """
        event, cover = stands.event, edition.coverage
        if not cover.is_before(event):
            return False
        if edition.scope is None:
            ends = self._of(event.case, cover.open_before[event.type])
            first = cover.since[event.type]
            ended = any(event.on <= each.event.on < first for each in ends)
            return not ended and stands.by.written_on >= first
        if not stands.by.is_former or any(each.coverage.reaches(event.on) for each in self._older):
            return False
        since = self._of(event.case, cover.since)
        return not any(event.on < each.event.on < cover.since[each.event.type] for each in since)

    def _what_followed(
        self, opening: Event, cover: Coverage, floors: Mapping[tuple[str, str], date]
    ) -> Iterator[str]:
        """What was told of a time that did not begin, where nothing else is told of the case."""
        for name, opener in {**cover.latest_only, **cover.of_a_case}.items():
            if opener == opening.type and (name, opening.case) not in floors:
                found = self._of(opening.case, (name,))
                yield from (each.event.id for each in found if each.event.on >= opening.on)

    def _lasting(
        self, edition: Edition, told: Mapping[str, Event]
    ) -> dict[tuple[str, str], Stands]:
        """What the older editions show to last on the first day, by type and case.

        What is now told to last has not ended before, whatever they say.
        """
        cover = edition.coverage
        found: dict[tuple[str, str], Stands] = {}
        for event in filter(cover.is_before, told.values()):
            ends, first = cover.open_before[event.type], cover.since[event.type]
            if event.type in cover.one_at_a_time:
                for end in self._of(event.case, ends):
                    if event.on < end.event.on < first and end.event.id not in told:
                        self._drop(end.event.id)
            if lasts := self._open_on(first, event, ends):
                found[event.type, event.case] = lasts
        return found

    def _open_on(self, day: date, event: Event, ends: Collection[str]) -> Stands | None:
        """What of an event's type lasts on a day in its case: the latest that has not ended."""
        starts = [one for one in self._of(event.case, (event.type,)) if one.event.on < day]
        last = max(starts, key=lambda one: (one.event.on, one.event.id), default=None)
        if last is None:
            return None
        ended = [one.event.on for one in self._of(event.case, ends) if one.event.on < day]
        if any(on > last.event.on for on in ended):
            return None
        # What ended on the day on which the last one began may be the one before it.
        return None if last.event.on in ended and len(starts) == 1 else last

    def _tell(
        self, event: Event, edition: Edition, lasting: Mapping[tuple[str, str], Stands]
    ) -> None:
        cover = edition.coverage
        known, own = self.by_id.get(event.id), cover.covers(event)
        if known is None and not own:
            elsewhere = edition.scope is not None and any(
                each.scope != edition.scope and each.coverage.covers(event) for each in self._older
            )
            lasts = lasting.get((event.type, event.case))
            if elsewhere and (lasts is not None or not cover.is_before(event)):
                return
            if lasts is not None and event.type in cover.one_at_a_time:
                if lasts.covered:
                    return
                if lasts.event.id in self.by_id and lasts.by is not edition:
                    self._drop(lasts.event.id)
        elif known is not None and known.covered and not own:
            return
        known_by = None
        if known is not None and not (own and edition.scope is not None):
            known_by = self._known_by(known, event)
        if known_by is not None:
            said = {name: value for name, value in event.attributes.items() if name != GUESS}
            event = replace(event, attributes=said)
        covered = own or (known is not None and known.covered)
        self.by_id[event.id] = Stands(event, edition, covered, known_by)
        self._of_type[event.type][event.id] = None
        self._of_case[event.type, event.case][event.id] = None

    def _known_by(self, known: Stands, event: Event) -> Edition | None:
        """The edition that knew when care began, where a newer one that goes less far back says
        that it does not."""
        if GUESS not in event.attributes or GUESS in known.event.attributes:
            return None
        covers = [each.coverage for each in self._older]
        saw_the_start = any(
            _REVIEW in each.latest_only or each.since.get(_REVIEW, date.max) <= event.on
            for each in covers
        )
        is_former = known.by.is_former
        return (known.known_by or known.by) if saw_the_start or is_former else None

    def _drop(self, event_id: str) -> None:
        event = self.by_id.pop(event_id).event
        del self._of_type[event.type][event_id]
        del self._of_case[event.type, event.case][event_id]

    def _of(self, case: str, names: Iterable[str]) -> list[Stands]:
        return [self.by_id[each] for name in names for each in self._of_case.get((name, case), ())]


def _floors(edition: Edition) -> dict[tuple[str, str], date]:
    """The day after which nothing of a type has happened in a case but what is told of it: that of
    the latest, or the first of all days."""
    floors: dict[tuple[str, str], date] = {}
    openers = set(edition.coverage.latest_only.values())
    opened: dict[tuple[str, str], date] = {}
    for event in edition.events:
        place = event.type, event.case
        if event.type in edition.coverage.latest_only:
            floors[place] = max(event.on, floors.get(place, event.on))
        if event.type in openers:
            opened[place] = max(event.on, opened.get(place, event.on))
    for name, opener in edition.coverage.latest_only.items():
        for (type_name, case), on in opened.items():
            if type_name == opener:
                floors.setdefault((name, case), on)
    cases = {event.case for event in edition.events}
    floors |= {(name, case): date.min for name in edition.coverage.of_a_case for case in cases}
    return floors


def _latest_starts(edition: Edition) -> dict[tuple[str, str], date]:
    """When the time began that a list of any day tells of, by type and case: the last there was."""
    latest: dict[tuple[str, str], date] = {}
    if edition.scope is None:
        for event in edition.events:
            if event.type in edition.coverage.one_at_a_time:
                place = event.type, event.case
                latest[place] = max(event.on, latest.get(place, event.on))
    return latest


def _last_day(first_day: date) -> date:
    return date(first_day.year + 1, 3, 31)
