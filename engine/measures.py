"""The figures that the authority must publish, from the store."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from domain.corrections import standing_by
from domain.counting import add_months
from domain.errors import ProblemError
from domain.measures.figures import units_of
from domain.measures.found import chosen
from domain.measures.indicator import Indicator
from domain.measures.indicators import PLACES, Asked, indicators, place_of
from domain.measures.measure import Measure, Polarity, Unit
from domain.measures.record import RESPONSIBLE, Record, record_of, standing_in_order
from domain.measures.recorded import Choices
from domain.schedule import schedule
from engine.garbage import garbage_left
from engine.recalculate import CASE_ERRORS
from engine.workspace import Workspace
from store.unit_of_work import UnitOfWork

_CALENDAR = "england-and-wales"
# A figure is compared with that of a year before, which may look back twelve months itself.
_LOOKS_BACK = 25


@dataclass(frozen=True, slots=True)
class MeasureQuestion:
    """Which figures. ``first`` and ``last`` are both in the period.

    ``as_at`` is the day by whose end things had happened. ``measures`` are ids, None for all;
    ``by`` is ``team``, ``iro``, ``area``, ``month``, ``quarter``, ``year`` or None; ``known_at``
    (UTC) leaves out what the engine learned later.
    """

    first: date
    last: date
    as_at: date
    measures: Collection[str] | None = None
    by: str | None = None
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """One unit of a measure, for a list. ``iro``, ``team`` and ``area`` are those of its day."""

    measure: Measure
    unit: Unit
    iro: str
    team: str
    area: str


def measures(workspace: Workspace, question: MeasureQuestion) -> list[Indicator]:
    """The indicators of a period: by measure, then period, then part of the authority.

    Raises ProblemError ``unknown_measure`` or ``period_backwards``.
    """
    with garbage_left():
        asked, records = _gathered(workspace, question)
        return indicators(records, asked)


def units(
    workspace: Workspace, question: MeasureQuestion, *, failed_only: bool = False
) -> list[ListedUnit]:
    """The units behind the figures, in the profile's reading, by measure and day.

    ``failed_only`` gives those to look into: the ones that did not count and the outstanding;
    of a measure where less is better, the ones that count. Raises as ``measures`` does.
    """
    with garbage_left():
        asked, records = _gathered(workspace, question, with_people=True)
    listed = []
    for measure in asked.measures:
        reading = asked.choices.reading(measure)
        span = (asked.first, asked.last)
        found = units_of(
            measure,
            records.values(),
            span,
            as_at=asked.as_at,
            reading=reading,
            calendar=asked.calendar,
        )
        for unit in found:
            if not failed_only or unit.counts is (measure.aims[-1].polarity is Polarity.LOW):
                listed.append(_listed(measure, unit, records[unit.case], asked))
    return listed


def _listed(measure: Measure, unit: Unit, record: Record, asked: Asked) -> ListedUnit:
    iro, team, area = (
        place_of(measure, unit, record, by, asked.choices) for by in ("iro", "team", "area")
    )
    return ListedUnit(measure, unit, iro, team, area)


def _gathered(
    workspace: Workspace, question: MeasureQuestion, *, with_people: bool = False
) -> tuple[Asked, dict[str, Record]]:
    found = chosen(question.measures)
    if question.first > question.last:
        raise ProblemError(
            "period_backwards",
            "The period ends before it begins.",
            "Give the earlier day as --from and the later one as --to.",
        )
    rules = {rule for measure in found for rule in measure.rules} & set(workspace.rulebook.rules)
    types = {name for measure in found for name in measure.events}
    if with_people or question.by in PLACES:
        types.add(RESPONSIBLE)
    with workspace.database.reading() as work:
        choices = choices_of(workspace, work)
        records = _records(workspace, work, question, rules, types)
    asked = Asked(
        found,
        question.first,
        question.last,
        question.as_at,
        workspace.calendars[_CALENDAR],
        choices,
        question.by,
    )
    return asked, records


def choices_of(workspace: Workspace, work: UnitOfWork) -> Choices:
    """What the figures depend on besides the cases: the profile, and what people recorded."""
    return Choices(
        workspace.rulebook.profile,
        workspace.rulebook.measures,
        work.measures.comparators(),
        work.measures.overrides(),
        workspace.settings.service_areas,
    )


def _records(
    workspace: Workspace,
    work: UnitOfWork,
    question: MeasureQuestion,
    rules: Collection[str],
    types: Collection[str],
) -> dict[str, Record]:
    """The cases as they stood on the day: from the clocks as last worked out, where they serve.

    Cases of which something happened since are worked out again from the event log, and all of
    them where it matters what was known.
    """
    if question.known_at is not None:
        return _worked_out(workspace, work, question, work.cases.all_refs(), types)
    since = add_months(question.first, -_LOOKS_BACK)
    records = _projected(work, rules, types, since)
    moved_on = work.events.cases_after(question.as_at)
    return records | _worked_out(workspace, work, question, moved_on, types)


def _projected(
    work: UnitOfWork, rules: Collection[str], types: Collection[str], since: date
) -> dict[str, Record]:
    records: dict[str, Record] = {}
    for event in standing_in_order(work.events.of_types(types)):
        if event.type in types:
            _record(records, event.case).events.append(event)
    for case, duty in work.clocks.duties(rules, since):
        _record(records, case).duties.setdefault(duty.rule, []).append(duty)
    return records


def _record(records: dict[str, Record], case: str) -> Record:
    record = records.get(case)
    if record is None:
        record = records[case] = Record(case)
    return record


def _worked_out(
    workspace: Workspace,
    work: UnitOfWork,
    question: MeasureQuestion,
    cases: Collection[str],
    types: Collection[str],
) -> dict[str, Record]:
    records: dict[str, Record] = {}
    day = question.as_at
    found = work.events.of_cases(cases, known_at=question.known_at, until=day)
    for case, told in found.items():
        events = standing_by(told, day)
        try:
            clocks = schedule(events, workspace.rulebook, workspace.calendars)
        except CASE_ERRORS:
            # The recalculation has set the case aside and kept the clocks it had.
            clocks = work.clocks.of_cases([case])[case]
        # An amendment may come from another case, and is counted there.
        own = [clock for clock in clocks if clock.case == case]
        facts = [one for one in events if one.type in types and one.case == case]
        records[case] = record_of(case, facts, own)
    return records
