"""The indicators of a period: every figure with its target, colour, change and readings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from calendars.working_days import WorkingDayCalendar
from domain.measures.case_files import CaseFiles
from domain.measures.declared import PEOPLE, Declared, together
from domain.measures.figures import (
    NOT_ASSIGNED,
    Figure,
    figure_of,
    nothing,
    units_of,
    within,
)
from domain.measures.indicator import Indicator
from domain.measures.measure import Measure, Unit
from domain.measures.record import Record
from domain.measures.recorded import Choices
from domain.measures.spans import PARTS, Span, parts_of, year_before

# The parts of an authority that figures can be given for; the parts of a period come beside them.
PLACES = ("team", "iro", "area")
Grouped = Mapping[str | None, Figure]


@dataclass(frozen=True)
class IndicatorQuestion:
    """Which indicators, of which days, by what had happened at the end of ``as_at``.

    ``by`` is one of PLACES, one of PARTS, or None for the whole authority and period.
    """

    measures: Sequence[Measure]
    first: date
    last: date
    as_at: date
    calendar: WorkingDayCalendar
    choices: Choices
    by: str | None = None

    @property
    def declared(self) -> Declared:
        """All that is looked at to answer it."""
        people = [PEOPLE] if self.by in PLACES else []
        return together("the question", [*(one.declared for one in self.measures), *people])

    @property
    def spans(self) -> list[Span]:
        """The period, or its parts."""
        if self.by in PARTS:
            return list(parts_of(self.first, self.last, self.by))
        return [(self.first, self.last)]


def indicators(files: CaseFiles, asked: IndicatorQuestion) -> list[Indicator]:
    """Every indicator asked for: by measure, then period, then part of the authority.

    Raises UndeclaredError where a measure looks at something that it does not declare.
    """
    found = []
    for measure in asked.measures:
        usual = asked.choices.reading(measure)
        records = files.with_units_for(measure.declared)
        people = files.seen_by(PEOPLE) if asked.by in PLACES or measure.average else {}
        figures = {
            name: _figures(measure, records, people, asked, name) for name in measure.readings
        }
        for span in asked.spans:
            end = min(span[1], asked.as_at)
            now, before = (figures[usual][one] for one in (span, year_before(*span)))
            for group in sorted(now, key=lambda name: (name == NOT_ASSIGNED, name or "")):
                others = {
                    reading: by_span[span].get(group, nothing(measure))
                    for reading, by_span in figures.items()
                    if reading != usual
                }
                found.append(
                    Indicator(
                        measure=measure,
                        span=span,
                        as_at=asked.as_at,
                        reading=usual,
                        figure=now[group],
                        before=before.get(group),
                        others=others,
                        aim=asked.choices.aim(measure, end),
                        comparator=asked.choices.comparator(measure, end),
                        override=asked.choices.override(measure, span) if group is None else None,
                        profile=asked.choices.profile,
                        by=asked.by,
                        group=group,
                        smallest_change=asked.choices.smallest_change(measure),
                    )
                )
    return found


def _figures(
    measure: Measure,
    records: Sequence[Record],
    people: Mapping[str, Record],
    asked: IndicatorQuestion,
    reading: str,
) -> dict[Span, Grouped]:
    """The figures of every period and, in the reading used, of the year before each."""
    spans = set(asked.spans)
    if reading == asked.choices.reading(measure):
        spans |= {year_before(*span) for span in spans}
    ask = partial(
        units_of,
        measure,
        records,
        as_at=asked.as_at,
        reading=reading,
        calendar=asked.calendar,
    )
    if reading in measure.at_end:
        by_span: dict[Span, Sequence[Unit]] = {span: ask(span) for span in spans}
    else:
        everything = ask((min(first for first, _ in spans), max(last for _, last in spans)))
        by_span = {span: within(everything, span) for span in spans}
    return {span: _by_group(measure, units, people, asked) for span, units in by_span.items()}


def _by_group(
    measure: Measure, units: Iterable[Unit], people: Mapping[str, Record], asked: IndicatorQuestion
) -> Grouped:
    groups: dict[str | None, list[Unit]] = defaultdict(list)
    if asked.by not in PLACES:
        groups[None] = list(units)
    else:
        for unit in units:
            place = place_of(measure, unit, people[unit.case], asked.by or "", asked.choices)
            groups[place].append(unit)
    return {group: _figure(measure, found, people) for group, found in groups.items()}


def _figure(measure: Measure, units: list[Unit], people: Mapping[str, Record]) -> Figure:
    if not measure.average:
        return figure_of(measure, units)
    # A case that nobody carries is on nobody's load.
    carried = [
        (unit, who) for unit in units if (who := reviewer_of(measure, unit, people[unit.case]))
    ]
    return figure_of(measure, [unit for unit, _ in carried], len({who for _, who in carried}))


def place_of(measure: Measure, unit: Unit, record: Record, by: str, choices: Choices) -> str:
    """The team, IRO or service area that a unit belongs to, on its own day.

    ``record`` is the unit's case as seen by PEOPLE.
    """
    if by == "iro":
        return reviewer_of(measure, unit, record) or NOT_ASSIGNED
    team = record.team(unit.on)
    if by == "area" and team is not None:
        return choices.areas.get(team, NOT_ASSIGNED)
    return team or NOT_ASSIGNED


def reviewer_of(measure: Measure, unit: Unit, record: Record) -> str | None:
    """The staff code of a unit's IRO or chair on its own day, or None."""
    return unit.person or record.reviewer(unit.on, measure.reviewer)
