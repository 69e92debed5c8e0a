"""Where sources disagree: a list to work through before a return is submitted."""

from domain.wording import counted
from reports.definition import Definition, Period
from reports.findings import Findings
from reports.parts import report_of
from reports.report import Report
from reports.sources import differences, one_only, told


def make(findings: Findings) -> Report:
    """The facts of a period that sources tell differently, or that only one of them tells."""
    window = told.told_of(findings)
    differing = differences.differing(findings)
    alone = one_only.told_by_one_only(findings, window)
    several = sum(bool(record.sources) for record in findings.records.values())
    return report_of(
        REPORT,
        findings,
        (
            f"{counted(several, 'case')} of which several sources tell. Said differently: "
            f"{len(differing):,}. Told by one source and not by another that could have: "
            f"{len(alone):,}.",
            "A case stands under the engine's own reference; timescales clocks list --case finds "
            "it, and timescales explain says what each source tells of a clock.",
        ),
        (
            differences.by_kind(findings, differing),
            differences.table(differing),
            one_only.table(alone),
            told.table(window),
        ),
    )


REPORT = Definition(
    id="where-sources-disagree",
    title="Where sources disagree",
    about="Facts told differently, or by one source only, to put right before a return",
    period=Period.YEAR,
    make=make,
    events=told.EVENTS,
    asks_what_is_covered=True,
)
