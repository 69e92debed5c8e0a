"""What a report is made of: the cases as they stood, and the questions that it asks of them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from domain.case.editions import Coverage
from domain.case.events import Event
from domain.clocks.evidence import Evidence
from domain.counting import working_days_late
from domain.measures.case_files import CaseFiles
from domain.measures.catalogue import chosen
from domain.measures.counting import done_in_period, due_in_period
from domain.measures.declared import Declared, UndeclaredError
from domain.measures.duty import Duty
from domain.measures.indicator import Indicator
from domain.measures.indicators import IndicatorQuestion, indicators
from domain.measures.listed import ListedUnit, listed_units
from domain.measures.measure import Unit, Window
from domain.measures.record import Record
from domain.measures.recorded import Published
from domain.rules.rule import Rule

Counting = Callable[[Record, Iterable[Duty], Window], Iterator[Unit]]


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """A duty that waits to be done. ``person`` is the staff code of who is responsible, else
    their role; ``team`` is the case's, or None."""

    case: str
    duty: Duty
    title: str
    person: str
    team: str | None


@dataclass(frozen=True)
class Findings:
    """All that a report may look at, loaded once. It changes nothing and asks no store.

    ``asked`` holds the period, the day as at which it is told, the calendar and what the profile
    chooses. ``files`` are the cases, of which the report is shown what it ``declared`` and each
    measure what the measure declares; whatever else is asked for raises UndeclaredError.
    ``rules`` are the rules in force by id. ``published`` are the figures that were published, of
    any measure and period. ``evidence`` is what each return can show, and ``covered`` are the days
    that those which were imported are about, by source.
    """

    asked: IndicatorQuestion
    files: CaseFiles
    declared: Declared
    rules: Mapping[str, Rule]
    published: Sequence[Published] = ()
    evidence: Evidence = field(default_factory=dict)
    covered: Mapping[str, Sequence[Coverage]] = field(default_factory=dict)

    @cached_property
    def records(self) -> dict[str, Record]:
        """The cases by their references, as far as the report declares them."""
        return self.files.seen_by(self.declared)

    @property
    def first(self) -> date:
        """The first day of the period."""
        return self.asked.first

    @property
    def last(self) -> date:
        """The last day of the period."""
        return self.asked.last

    @property
    def as_at(self) -> date:
        """The last day of which anything is known."""
        return self.asked.as_at

    def indicators(
        self,
        ids: Collection[str],
        first: date | None = None,
        last: date | None = None,
        by: str | None = None,
    ) -> list[Indicator]:
        """The indicators with these ids, of the report's period or another.

        ``by`` is ``team``, ``iro``, ``area``, ``month``, ``quarter``, ``year`` or None. Raises
        ProblemError ``unknown_measure``.
        """
        return indicators(self.files, self._asked(ids, first, last, by))

    def units(
        self,
        id: str,
        first: date | None = None,
        last: date | None = None,
        *,
        failed_only: bool = False,
    ) -> list[ListedUnit]:
        """The units behind one figure, by day, as ``listed_units`` gives them."""
        return listed_units(
            self.files, self._asked([id], first, last, None), failed_only=failed_only
        )

    def events(
        self, type_name: str, first: date | None = None, last: date | None = None
    ) -> Iterator[Event]:
        """The events of a type in the report's period or another, a case at a time.

        What happened after ``as_at`` is left out.
        """
        first, last = first or self.first, min(last or self.last, self.as_at)
        for record in self.records.values():
            yield from (one for one in record.of_type(type_name) if first <= one.on <= last)

    def due(
        self, rules: Collection[str], first: date | None = None, last: date | None = None
    ) -> list[Unit]:
        """The duties that were due in a period, once done or their time ran out, by day.

        Those that fell away before their time ran out are left out.
        """
        return self._counted(due_in_period, rules, first, last)

    def done(
        self, rules: Collection[str], first: date | None = None, last: date | None = None
    ) -> list[Unit]:
        """The duties done in a period, and the outstanding that fell due in it, by day."""
        return self._counted(done_in_period, rules, first, last)

    def open_duties(
        self, rules: Collection[str] | None = None, *, within: int | None = None
    ) -> list[OpenDuty]:
        """The duties open at the end of ``as_at``, the longest overdue first.

        ``rules`` are ids, None for all that are declared. ``within`` leaves out what is due later
        than so many calendar days from then; 0 gives what is overdue or due that day. What lapses
        or is only watched for is left out: it is never overdue. They are told with who is
        responsible, which the report has to declare.
        """
        latest = None if within is None else self.as_at + timedelta(days=within)
        found = [
            self._open(record, duty)
            for record in self.records.values()
            for name in (record.rules if rules is None else rules)
            if name in self.rules and not (self.rules[name].lapses or self.rules[name].watch)
            for duty in record.of_rules((name,))
            if self._is_open(duty) and (latest is None or duty.due_on <= latest)
        ]
        return sorted(found, key=lambda one: (one.duty.due_on, one.duty.rule, one.case))

    def overdue(self, duty: Duty) -> bool:
        """Whether an open duty's time had run out by the end of ``as_at``, and nothing that may
        have ended it could not be read."""
        return duty.doubt_why is None and duty.overdue_on(self.as_at)

    def in_doubt(self, duty: Duty) -> bool:
        """Whether an open duty would be overdue but for something that could not be read."""
        return duty.doubt_why is not None and duty.overdue_on(self.as_at)

    def working_days(self, start: date, end: date) -> int:
        """The working days after ``start`` up to ``end``, in England and Wales."""
        return self.asked.calendar.count_working_days(start, end)

    def working_days_late(self, due_on: date, day: date) -> int:
        """How many working days late something is on a day, or was when done then; 0 in time."""
        return working_days_late(day, due_on, self.asked.calendar)

    def reading_of(self, id: str) -> str:
        """How the profile reads a measure. Raises ProblemError ``unknown_measure``."""
        [measure] = chosen([id])
        return self.asked.choices.reading(measure)

    def title_of(self, rule: str) -> str:
        """The title of a rule, or its id where it has left the profile."""
        return self.rules[rule].title if rule in self.rules else rule

    def _counted(
        self, count: Counting, rules: Collection[str], first: date | None, last: date | None
    ) -> list[Unit]:
        first, last = first or self.first, min(last or self.last, self.as_at)
        window = Window(
            first=first, last=last, as_at=self.as_at, reading="", calendar=self.asked.calendar
        )
        found = [
            unit
            for record in self.records.values()
            for unit in count(record, record.of_rules(rules), window)
            if first <= unit.on <= last
        ]
        return sorted(found, key=lambda unit: (unit.on, unit.case))

    def _open(self, record: Record, duty: Duty) -> OpenDuty:
        role = self.rules[duty.rule].responsible
        person, team = record.assigned(role, self.as_at)
        if team is None:
            team = record.team(self.as_at)
        return OpenDuty(
            case=record.case,
            duty=duty,
            title=self.title_of(duty.rule),
            person=person or role,
            team=team,
        )

    def _is_open(self, duty: Duty) -> bool:
        day = self.as_at
        return duty.started_on <= day and not duty.done_by(day) and not duty.fell_away_by(day)

    def _asked(
        self, ids: Collection[str], first: date | None, last: date | None, by: str | None
    ) -> IndicatorQuestion:
        measures = chosen(ids)
        for one in measures:
            if one not in self.asked.measures:
                raise UndeclaredError(f"{self.declared.by} does not declare the measure {one.id}")
        return replace(
            self.asked,
            measures=measures,
            first=first or self.first,
            last=last or self.last,
            by=by,
        )
