"""The tables of the annual report on complaints."""

from reports.complaints.complaint import EVENTS, RULES, complaints_of
from reports.complaints.escalation import of_received, of_requests
from reports.complaints.extensions import extensions, offers, reasons
from reports.complaints.informal import informal
from reports.complaints.not_in_time import reasons_table
from reports.complaints.outcomes import FAULT, ombudsman, outcomes, withdrawn
from reports.complaints.still_open import still_open
from reports.complaints.timeliness import MEASURES, bands, by_year, on_time, stage_3_steps
from reports.complaints.volumes import by_quarter, by_team, by_who, received_by_year, sentence
from reports.definition import Definition, Period
from reports.findings import Findings
from reports.parts import report_of
from reports.report import Report


def make(findings: Findings) -> Report:
    """The report of a period, usually a financial year."""
    complaints = [
        one for one in complaints_of(findings.records.values()) if one.received_on <= findings.as_at
    ]
    first, last = findings.first, findings.last
    return report_of(
        REPORT,
        findings,
        (
            sentence(complaints, first, last),
            "Volumes count the complaints received in the period; timeliness and outcomes count "
            "the answers given in it. The two are not the same complaints.",
        ),
        (
            received_by_year(complaints, first, last),
            by_quarter(complaints, first, last),
            by_team(complaints, first, last, findings.asked.choices.areas),
            by_who(complaints, first, last),
            informal(findings.records.values(), first, last, findings.as_at),
            on_time(findings),
            by_year(findings),
            *bands(findings),
            stage_3_steps(findings),
            reasons_table(complaints, findings),
            extensions(complaints, findings),
            reasons(complaints, findings),
            offers(findings),
            of_received(complaints, findings),
            of_requests(complaints, findings),
            outcomes(complaints, findings),
            withdrawn(complaints, findings),
            ombudsman(complaints, findings),
            still_open(complaints, findings),
        ),
    )


REPORT = Definition(
    id="complaints-annual",
    title="Complaints: tables of the annual report",
    about="Complaints received, how long answers took, what they found, and what is still open",
    period=Period.YEAR,
    make=make,
    measures=(*MEASURES, FAULT),
    rules=RULES,
    events=EVENTS,
    years_before=4,
)
