"""The dashboard from a store in which a figure was published, and facts came in afterwards."""

from datetime import date

from engine.measures import MeasureQuestion, measures
from engine.published_measures import freeze
from engine.reports import ReportQuestion, make_report
from engine.workspace import Workspace
from tests.support.workspaces import at, fact, tell

MEASURE = "complaint.stage1.within_10"
FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
NOW = at("2026-04-01T09:00")


def test_a_fact_that_comes_in_after_publication_restates_the_figure(workspace: Workspace) -> None:
    tell(
        workspace,
        fact("A", "complaint_received", "2026-03-02", procedure="statutory"),
        fact("A", "complaint_responded", "2026-03-10", stage="1"),
        fact("B", "complaint_received", "2026-02-02", procedure="statutory"),
        now=NOW,
    )
    freeze(workspace, measures(workspace, MeasureQuestion(FIRST, LAST, LAST, [MEASURE])), "Q4", NOW)
    later = fact("B", "complaint_responded", "2026-03-20", stage="1")
    tell(workspace, later, now=at("2026-04-02T09:00"))

    report = make_report(workspace, ReportQuestion("dashboard", LAST, FIRST, LAST))

    [row] = next(one for one in report.tables if one.title.startswith("Published")).rows
    assert row[2:] == (
        LAST,
        "100.0% (1 of 1)",
        "50.0% (1 of 2)",
        "restated (-50.0)",
        "Q4",
    )
