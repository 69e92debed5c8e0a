"""The quarterly dashboard of indicators."""

from domain.measures.catalogue import every_measure
from domain.measures.rating import Rag
from domain.wording import counted
from reports.dashboard.tables import by_family, definitions, published, set_by_people, trend
from reports.definition import Definition, Period
from reports.findings import Findings
from reports.parts import report_of
from reports.report import Report


def make(findings: Findings) -> Report:
    """The report of a period, usually a quarter."""
    measures = list(every_measure().values())
    found = findings.indicators(REPORT.measures)
    missing = sum(one.figure.exact is None for one in found)
    ratings = [one.rag for one in found]
    ratings_said = ", ".join(f"{ratings.count(each)} {each}" for each in Rag)
    people = sum(one.override is not None for one in found)
    doubts = sum(one.figure.in_doubt > 0 for one in found)
    said = f" In doubt, at least in part: {counted(doubts, 'indicator')}." if doubts else ""
    return report_of(
        REPORT,
        findings,
        (
            f"{len(found)} indicators: {ratings_said} and {ratings.count(None)} not rated. "
            f"Without a figure for this period: {missing}. With a rating that a person set: "
            f"{people}.{said}",
            "The figures are those known at the end of the as-at day. Facts that come in later, "
            "or are corrected, restate them.",
        ),
        (
            *by_family(found),
            set_by_people(found),
            *trend(findings, measures),
            published(findings),
            definitions(found),
        ),
    )


REPORT = Definition(
    id="dashboard",
    title="Performance dashboard",
    about="Each indicator with its change, target, rating, quartile and trend over five quarters",
    period=Period.QUARTER,
    make=make,
    measures=tuple(every_measure()),
    years_before=2,
)
