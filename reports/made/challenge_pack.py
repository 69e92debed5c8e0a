"""The pack for the monthly challenge meeting."""

from domain.measures.declared import EVERY_RULE
from reports.challenge import children, overdue
from reports.complaints import complaint, not_in_time
from reports.definition import Definition, Period
from reports.findings import Findings
from reports.parts import report_of
from reports.report import Report


def make(findings: Findings) -> Report:
    """The report of a period, usually a month, as things stand at the end of the as-at day."""
    late = overdue.overdue_duties(findings)
    coming = overdue.going_to_be(findings)
    alerts = children.alerts(findings)
    unanswered = sum(row[3] == "no answer" for row in alerts.rows)
    reviews = children.late_reviews(findings)
    complaints = complaint.complaints_of(findings.records.values())
    return report_of(
        REPORT,
        findings,
        (
            f"Overdue: {len(late):,}. Meetings of the next 31 days not booked, or booked for "
            f"after they are due: {len(coming.rows):,}. Looked-after reviews late in the period: "
            f"{len(reviews.rows):,}. Formal quality alerts without an answer: {unanswered:,}.",
            "Cases are named by the engine's own references. Lists are as things stood at the end "
            "of the as-at day.",
        ),
        (
            overdue.by_rule(findings, late),
            overdue.in_doubt(findings),
            overdue.by_team(late),
            overdue.by_officer(findings, late),
            overdue.oldest(findings, late),
            coming,
            reviews,
            alerts,
            children.without_permanence(findings),
            children.long_plans(findings),
            children.interviews(findings),
            children.offers(findings),
            not_in_time.cases_table(complaints, findings),
            children.caseloads(findings),
        ),
    )


REPORT = Definition(
    id="challenge-pack",
    title="Monthly challenge pack",
    about="What is overdue and what is going to be, case by case, for the challenge meeting",
    period=Period.MONTH,
    make=make,
    measures=(children.LATE_REVIEWS, children.CASELOAD, *not_in_time.STRICTEST),
    rules=(EVERY_RULE,),
    events=(*children.EVENTS, *overdue.BOOKINGS, *complaint.EVENTS),
)
