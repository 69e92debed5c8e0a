"""The figures that the authority must publish, from the store."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from domain.case.corrections import standing_by
from domain.case.events import Event
from domain.case.same_facts import looked_at_together
from domain.clocks.doubt import doubt_of
from domain.counting import add_months
from domain.errors import ProblemError
from domain.measures.case_file import CaseFile, case_file_of, standing_in_order
from domain.measures.case_files import CaseFiles
from domain.measures.catalogue import chosen
from domain.measures.declared import PEOPLE, Declared, together
from domain.measures.indicator import Indicator
from domain.measures.indicators import IndicatorQuestion, indicators
from domain.measures.listed import ListedUnit, listed_units
from domain.measures.recorded import Choices
from engine.garbage_collection import garbage_collection_paused
from engine.recalculate import CASE_ERRORS
from engine.sources_apart import sources_apart
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
        asked, files = _gathered(workspace, question)
        return indicators(files, asked)


def cautions(workspace: Workspace) -> list[str]:
    """What to know of any figure: the sources of which a child may be counted twice, in words."""
    with workspace.database.reading() as work:
        apart = sources_apart(work, workspace.settings)
    return [f"Take care: {one.in_words()}. {one.remedy}" for one in apart]


def units(
    workspace: Workspace, question: MeasureQuestion, *, failed_only: bool = False
) -> list[ListedUnit]:
    """The units behind the figures, as ``listed_units`` gives them. Raises as ``measures`` does."""
    with garbage_collection_paused():
        asked, files = _gathered(workspace, question, with_people=True)
    return listed_units(files, asked, failed_only=failed_only)


def _gathered(
    workspace: Workspace, question: MeasureQuestion, *, with_people: bool = False
) -> tuple[IndicatorQuestion, CaseFiles]:
    found = chosen(question.measures)
    check_period(question.first, question.last)
    with workspace.database.reading() as work:
        asked = IndicatorQuestion(
            measures=found,
            first=question.first,
            last=question.last,
            as_at=question.as_at,
            calendar=workspace.calendars[CALENDAR],
            choices=choices_of(workspace, work),
            by=question.by,
        )
        declared = asked.declared
        if with_people:
            declared = together("the list of units", [declared, PEOPLE])
        since = add_months(question.first, -LOOKS_BACK)
        files = case_files(
            workspace, work, question.as_at, since, declared, known_at=question.known_at
        )
    return asked, files


def choices_of(workspace: Workspace, work: UnitOfWork) -> Choices:
    """What the figures depend on besides the cases: the profile, and what people recorded."""
    return Choices(
        profile=workspace.rulebook.profile,
        of=workspace.rulebook.measures,
        comparators=work.measures.comparators(),
        overrides=work.measures.overrides(),
        areas=workspace.settings.service_areas,
    )


def check_period(first: date, last: date) -> None:
    """Raise ProblemError ``period_backwards`` where a period ends before it begins."""
    if first > last:
        raise ProblemError(
            "period_backwards",
            "The period ends before it begins.",
            "Give the earlier day as --from and the later one as --to.",
        )


def case_files(
    workspace: Workspace,
    work: UnitOfWork,
    as_at: date,
    since: date,
    declared: Declared,
    *,
    known_at: datetime | None = None,
) -> CaseFiles:
    """The cases as they stood at the end of ``as_at``, with all that is declared.

    Left out are duties that had been done, and were due, before ``since``. From the clocks as last
    worked out, where they serve: cases of which something happened later are worked out again from
    the event log, and so is every case where it matters what was ``known_at`` (UTC) some time.
    """
    if known_at is not None:
        everybody = work.cases.all_refs()
        files = _worked_out(workspace, work, as_at, everybody, declared, known_at=known_at)
    else:
        moved_on = work.events.cases_after(as_at)
        files = _projected(workspace, work, declared, since)
        files |= _worked_out(workspace, work, as_at, moved_on, declared)
    return CaseFiles(files, holds=declared)


def _projected(
    workspace: Workspace, work: UnitOfWork, declared: Declared, since: date
) -> dict[str, CaseFile]:
    files: dict[str, CaseFile] = {}
    told: dict[str, list[Event]] = defaultdict(list)
    for event in standing_in_order(work.events.of_types(looked_at_together(declared.events))):
        told[event.case].append(event)
    trust = workspace.trust
    for case, events in told.items():
        _file(files, case).keep_facts(events, trust, declared.events)
    rules = declared.rules_among(workspace.rulebook.rules)
    for case, duty in work.clocks.duties(rules, since):
        _file(files, case).duties.setdefault(duty.rule, []).append(duty)
    return files


def _file(files: dict[str, CaseFile], case: str) -> CaseFile:
    file = files.get(case)
    if file is None:
        file = files[case] = CaseFile(case)
    return file


def _worked_out(
    workspace: Workspace,
    work: UnitOfWork,
    as_at: date,
    cases: Collection[str],
    declared: Declared,
    *,
    known_at: datetime | None = None,
) -> dict[str, CaseFile]:
    files: dict[str, CaseFile] = {}
    found = work.events.of_cases(cases, known_at=known_at, until=as_at)
    doubts = work.doubts.of_cases(cases, known_at)
    for case, told in found.items():
        events = standing_by(told, as_at)
        try:
            clocks = workspace.clocks_of(events)
        except CASE_ERRORS:
            # The recalculation has set the case aside and kept the clocks it had.
            clocks = work.clocks.of_cases([case])[case]
        # An amendment may come from another case, and is counted there.
        own = [clock for clock in clocks if clock.case == case]
        for clock in own if case in doubts else ():
            clock.doubt = doubt_of(clock, workspace.rulebook, doubts[case])
        facts = [one for one in events if one.case == case]
        files[case] = case_file_of(case, facts, own, workspace.trust, declared.events)
    return files
