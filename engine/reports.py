"""Reports from the store, and the files that they are written to."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from domain.counting import add_months
from domain.errors import ProblemError
from domain.measures.catalogue import chosen
from domain.measures.declared import together
from domain.measures.indicators import IndicatorQuestion
from domain.measures.spans import parts_of
from engine.measures import CALENDAR, LOOKS_BACK, case_files, check_period, choices_of
from engine.workspace import Workspace
from intake.catalogue import evidence_of_returns
from reports.catalogue import report_called
from reports.definition import Definition, last_whole
from reports.findings import Findings
from reports.report import Report


class Form(StrEnum):
    """What a report can be written as."""

    HTML = "html"
    SPREADSHEET = "spreadsheet"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    """Which report, as at the end of which day.

    Without ``first`` and ``last`` its period is the last whole one of the report's kind that was
    over by ``as_at``. With ``last`` alone it begins where the month, quarter or financial year of
    that day does; with ``first`` alone it ends at ``as_at``.
    """

    id: str
    as_at: date
    first: date | None = None
    last: date | None = None


def make_report(workspace: Workspace, question: ReportQuestion) -> Report:
    """The report, without a form yet. Reads the store once.

    Raises ProblemError ``unknown_report`` or ``period_backwards``.
    """
    definition = report_called(question.id)
    return definition.make(_findings(workspace, definition, question))


def write_report(report: Report, folder: Path, forms: Collection[str] = tuple(Form)) -> list[Path]:
    """Write the report in some forms into a folder, and give the paths of the files.

    What was written there before for the same report and period is replaced. CSV files get a
    folder of their own. Raises ProblemError ``report_not_written``.
    """
    name = f"{report.id}_{report.first.isoformat()}_{report.last.isoformat()}"
    files = {folder / path: data for path, data in _contents(report, name, forms).items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_old_tables(folder / name, files)
        for path, data in files.items():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
    except OSError:
        raise ProblemError(
            "report_not_written",
            "The report could not be written to its folder.",
            "Close its files where they are open, and name a folder that you may write to with "
            "--folder.",
        ) from None
    return list(files)


def _contents(report: Report, name: str, forms: Collection[str]) -> dict[str, bytes]:
    from reports.formats import comma_separated, spreadsheet, web_page

    contents: dict[str, bytes] = {}
    if Form.HTML in forms:
        contents[f"{name}.html"] = web_page.page(report).encode()
    if Form.SPREADSHEET in forms:
        contents[f"{name}.xlsx"] = spreadsheet.workbook(report)
    if Form.CSV in forms:
        tables = comma_separated.files(report)
        contents |= {f"{name}/{table}": data for table, data in tables.items()}
    return contents


def _remove_old_tables(folder: Path, files: Mapping[Path, bytes]) -> None:
    """Take away the tables of an earlier making that this one does not have."""
    if not any(path.parent == folder for path in files):
        return
    for path in folder.glob("*.csv"):
        if path not in files and re.match(r"\d+-", path.name):
            path.unlink()


def _findings(workspace: Workspace, definition: Definition, question: ReportQuestion) -> Findings:
    first, last = _period(definition, question)
    check_period(first, last)
    since = add_months(first, -LOOKS_BACK - 12 * definition.years_before)
    with workspace.database.reading() as work:
        asked = IndicatorQuestion(
            measures=chosen(definition.measures),
            first=first,
            last=last,
            as_at=question.as_at,
            calendar=workspace.calendars[CALENDAR],
            choices=choices_of(workspace, work),
        )
        loaded = together(definition.declared.by, [definition.declared, asked.declared])
        files = case_files(workspace, work, question.as_at, since, loaded)
        published = work.measures.published()
        covered = work.editions.coverages() if definition.asks_what_is_covered else {}
    return Findings(
        asked=asked,
        files=files,
        declared=definition.declared,
        rules=workspace.rulebook.rules,
        published=published,
        evidence=evidence_of_returns(),
        covered=covered,
    )


def _period(definition: Definition, question: ReportQuestion) -> tuple[date, date]:
    usual = last_whole(definition.period, question.as_at)
    if question.first is None and question.last is not None:
        # The month, quarter or financial year that the last day lies in, up to that day.
        [*_, (first, _)] = parts_of(
            add_months(question.last, -12), question.last, definition.period
        )
        return first, question.last
    if question.first is not None:
        return question.first, question.last or question.as_at
    return usual
