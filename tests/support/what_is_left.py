"""What imports leave for people to see: dates, figures, and what is listed to be looked into."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from engine.doubts import doubts_about
from engine.loading import load
from engine.measures import MeasureQuestion, measures
from engine.queries import ClockQuestion, clocks
from engine.reports import ReportQuestion, make_report
from engine.workspace import Workspace
from intake.catalogue import every_format
from intake.reading import Reading
from store.records import DoubtRecord
from tests.support.copies import copy_of
from tests.support.workspaces import open_at
from tests.unit.intake.rows import NOW

# Two readings of one day; and years from before anything in the tests began to after it ended.
AS_AT = NOW.date()
_YEARS = date(2022, 4, 1), date(2026, 3, 31)
_Line = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """All that is left, without what differs by chance: references and ids.

    ``clocks`` and ``doubts`` are by the source's number, ``figures`` by measure and year.
    """

    clocks: Counter[_Line]
    figures: Mapping[_Line, Mapping[str, Any]]
    doubts: Counter[_Line]
    differences: Mapping[str, tuple[_Line, ...]]


def left_after(empty: str, folder: Path, readings: Iterable[Reading]) -> Left:
    """What is left when these were imported into a copy of the ``empty`` store, one after the
    other, each as rightly whole."""
    workspace = open_at(copy_of(empty), folder)
    try:
        for reading in readings:
            loaded = load(
                workspace, reading, kind=_kind(reading), now=NOW, accept_removals=True
            ).imported
            for line in loaded.accounting:
                assert line.accounted_for == line.rows_read
        return left_in(workspace)
    finally:
        workspace.database.dispose()


def left_in(workspace: Workspace) -> Left:
    """What is left in a store."""
    question = MeasureQuestion(*_YEARS, AS_AT, by="year")
    found = measures(workspace, question)
    doubts = doubts_about(workspace)
    views = clocks(workspace, ClockQuestion(AS_AT))
    report = make_report(workspace, ReportQuestion("where-sources-disagree", AS_AT, *_YEARS))
    with workspace.database.reading() as work:
        refs = {view["case_ref"] for view in views} | {one.case for one in doubts if one.case}
        numbers = {ref: subject for ref, (_, subject) in work.cases.subjects(refs).items()}
    return Left(
        clocks=Counter(_clock(view, numbers) for view in views),
        figures={(one["measure"], one["from"]): one for one in (each.as_json() for each in found)},
        doubts=Counter(_doubt(one, numbers) for one in doubts),
        differences={table.title: table.rows for table in report.tables},
    )


def _kind(reading: Reading) -> str:
    source = reading.read_whole.source if reading.read_whole else None
    return next(
        (kind for kind, one in every_format().items() if source and one.source == source), "events"
    )


def _clock(view: Mapping[str, Any], numbers: Mapping[str, str]) -> _Line:
    names = ("rule", "started_on", "due_on", "target_on", "not_before", "completed_on", "state")
    return (numbers[view["case_ref"]], *(view[name] for name in names), str(view["doubt"]))


def _doubt(one: DoubtRecord, numbers: Mapping[str, str]) -> _Line:
    return (
        *(one.kind, one.source, one.case and numbers[one.case], one.table_name),
        *(tuple(one.tells), one.since, one.until, one.code, one.event_id),
    )
