"""The figures that the authority must publish, from the store."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from domain.case.corrections import standing_by
from domain.counting import add_months
from domain.errors import ProblemError
from domain.measures.catalogue import chosen
from domain.measures.indicator import Indicator
from domain.measures.indicators import PLACES, IndicatorQuestion, indicators
from domain.measures.listed import ListedUnit, listed_units
from domain.measures.record import RESPONSIBLE, Record, record_of, standing_in_order
from domain.measures.recorded import Choices
from engine.garbage_collection import garbage_collection_paused
from engine.recalculate import CASE_ERRORS
from engine.workspace import Workspace
from store.unit_of_work import UnitOfWork

CALENDAR = "england-and-wales"
# A figure is compared with that of a year before, which may look back twelve months itself.
LOOKS_BACK = 25


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


def measures(workspace: Workspace, question: MeasureQuestion) -> list[Indicator]:
    """The indicators of a period: by measure, then period, then part of the authority.

    Raises ProblemError ``unknown_measure`` or ``period_backwards``.
    """
    with garbage_collection_paused():
        asked, records = _gathered(workspace, question)
        return indicators(records, asked)


def units(
    workspace: Workspace, question: MeasureQuestion, *, failed_only: bool = False
) -> list[ListedUnit]:
    """The units behind the figures, as ``listed_units`` gives them. Raises as ``measures`` does."""
    with garbage_collection_paused():
        asked, records = _gathered(workspace, question, with_people=True)
    return listed_units(records, asked, failed_only=failed_only)


def _gathered(
    workspace: Workspace, question: MeasureQuestion, *, with_people: bool = False
) -> tuple[IndicatorQuestion, dict[str, Record]]:
    found = chosen(question.measures)
    check_period(question.first, question.last)
    rules = {rule for measure in found for rule in measure.rules} & set(workspace.rulebook.rules)
    types = {name for measure in found for name in measure.events}
    if with_people or question.by in PLACES:
        types.add(RESPONSIBLE)
    with workspace.database.reading() as work:
        choices = choices_of(workspace, work)
        since = add_months(question.first, -LOOKS_BACK)
        if question.known_at is None:
            records = records_of(workspace, work, question.as_at, since, rules=rules, types=types)
        else:
            # Where it matters what was known, every case is worked out again.
            everybody = work.cases.all_refs()
            records = _worked_out(
                workspace, work, question.as_at, everybody, types=types, known_at=question.known_at
            )
    asked = IndicatorQuestion(
        found,
        question.first,
        question.last,
        question.as_at,
        workspace.calendars[CALENDAR],
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


def check_period(first: date, last: date) -> None:
    """Raise ProblemError ``period_backwards`` where a period ends before it begins."""
    if first > last:
        raise ProblemError(
            "period_backwards",
            "The period ends before it begins.",
            "Give the earlier day as --from and the later one as --to.",
        )


def records_of(
    workspace: Workspace,
    work: UnitOfWork,
    as_at: date,
    since: date,
    *,
    rules: Collection[str],
    types: Collection[str],
) -> dict[str, Record]:
    """The cases as they stood at the end of ``as_at``, with their duties of some rules.

    Left out are duties that had been done, and were due, before ``since``, and events of other
    ``types``. From the clocks as last worked out, where they serve: cases of which something
    happened later are worked out again from the event log.
    """
    records = _projected(work, rules, types, since)
    moved_on = work.events.cases_after(as_at)
    return records | _worked_out(workspace, work, as_at, moved_on, types=types)


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
    as_at: date,
    cases: Collection[str],
    *,
    types: Collection[str],
    known_at: datetime | None = None,
) -> dict[str, Record]:
    records: dict[str, Record] = {}
    found = work.events.of_cases(cases, known_at=known_at, until=as_at)
    for case, told in found.items():
        events = standing_by(told, as_at)
        try:
            clocks = workspace.clocks_of(events)
        except CASE_ERRORS:
            # The recalculation has set the case aside and kept the clocks it had.
            clocks = work.clocks.of_cases([case])[case]
        # An amendment may come from another case, and is counted there.
        own = [clock for clock in clocks if clock.case == case]
        facts = [one for one in events if one.type in types and one.case == case]
        records[case] = record_of(case, facts, own)
    return records
